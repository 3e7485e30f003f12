import { setTimeout as sleep } from "node:timers/promises";
import { attempts, longestPause, type RestClient, RestError, retryableStatus, secondsAsked } from "./restClient";

/** One read of a batch. */
export interface BatchedRead {
  /** As for `RestReader.get`, e.g. `/users?$top=1`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The most reads that Microsoft Graph takes in one batch. Source: learn.microsoft.com/graph/json-batching. */
export const batchSize = 20;

/** Batches under way at a time: each read of a batch counts against the service's limits, so that many at once only meet throttling. */
const parallel = 3;

/**
 * Reads many things in as few requests as Microsoft Graph takes (`$batch`), answers in order. One that is throttled or fails in
 * passing is asked for again after the pause that it asks for itself, the others are not. A refused one is a RestError in
 * its place.
 *
 * @throws RestError where a whole batch is refused
 */
export async function readBatched<T = unknown>(
  client: Pick<RestClient, "post">,
  reads: readonly BatchedRead[],
): Promise<(T | RestError)[]> {
  const answers: (T | RestError)[] = new Array(reads.length);
  const chunks: Numbered[][] = [];
  reads.forEach((read, index) => {
    if (index % batchSize === 0) chunks.push([]);
    chunks.at(-1)?.push({ index, read });
  });
  const work = async () => {
    for (let chunk = chunks.shift(); chunk; chunk = chunks.shift()) await readChunk(client, chunk, answers);
  };
  // Where one fails, the others are waited for: nothing goes on behind the caller's back.
  const settled = await Promise.allSettled(Array.from({ length: parallel }, work));
  for (const one of settled) if (one.status === "rejected") throw one.reason;
  return answers;
}

interface Numbered {
  readonly index: number;
  readonly read: BatchedRead;
}

interface Response {
  readonly id: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

async function readChunk<T>(
  client: Pick<RestClient, "post">,
  chunk: readonly Numbered[],
  answers: (T | RestError)[],
): Promise<void> {
  let open = chunk;
  for (let attempt = 1; open.length > 0; attempt++) {
    const responses = await send(client, open);
    const again: Numbered[] = [];
    let pause = 0;
    for (const one of open) {
      const response = responses.get(String(one.index));
      if (response && response.status < 300) answers[one.index] = response.body as T;
      else if (attempt < attempts && (!response || retryableStatus.has(response.status))) {
        again.push(one);
        pause = Math.max(pause, secondsAsked(retryAfter(response)) ?? 2 ** (attempt - 1));
      } else answers[one.index] = refusal(one, response);
    }
    open = again;
    if (open.length > 0) await sleep(Math.min(pause, longestPause) * 1000);
  }
}

async function send(client: Pick<RestClient, "post">, reads: readonly Numbered[]): Promise<Map<string, Response>> {
  const requests = reads.map(({ index, read: { path, headers } }) => ({
    id: String(index),
    method: "GET",
    // `fetch` encodes the URLs that it is given; nobody does it in a body.
    url: path.replaceAll(" ", "%20"),
    ...(headers && { headers }),
  }));
  const body = await client.post<{ responses?: readonly Response[] }>("/$batch", { requests }, { repeatable: true });
  return new Map((body.responses ?? []).map((response) => [response.id, response]));
}

function retryAfter(response: Response | undefined): string | undefined {
  return Object.entries(response?.headers ?? {}).find(([name]) => name.toLowerCase() === "retry-after")?.[1];
}

function refusal({ read }: Numbered, response: Response | undefined): RestError {
  if (!response) return new RestError(0, "unreachable", `The batch has no answer to GET ${read.path}.`);
  const { error } = (response.body ?? {}) as { error?: { code?: string; message?: string } };
  return new RestError(response.status, error?.code ?? "", error?.message ?? "");
}
