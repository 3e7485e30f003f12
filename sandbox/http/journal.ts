import type { Clock } from "../clock";
import type { Service } from "../operation";

/** One request that the sandbox answered. Holds no token, no secret and no body. */
export interface JournalEntry {
  /** ISO 8601, by the sandbox's clock. */
  readonly time: string;
  readonly service: Service;
  readonly method: string;
  /** As it was called, with the query; values of secrets in a query are masked. */
  readonly path: string;
  /** 0 where a fault dropped the connection before the request was answered. */
  readonly status: number;
  /** Whether it was meant to change something: any method but GET and HEAD, outside sign-in and apart from a batch of such. */
  readonly write: boolean;
  readonly callerAppId?: string;
  readonly callerObjectId?: string;
  readonly clientRequestId?: string;
  /** The code of the refusal, e.g. `Authorization_RequestDenied`. */
  readonly errorCode?: string;
}

const secretParameter = /([?&](?:client_secret|client_assertion|password|code|refresh_token|access_token|sig)=)[^&]*/gi;

const isWrite = (method: string) => !["GET", "HEAD", "OPTIONS"].includes(method.toUpperCase());

/** The requests of a batch are recorded one by one; the batch itself counts as what they are. */
function isBatchOfReads({ service, path }: Pick<JournalEntry, "service" | "path">, body: () => unknown): boolean {
  if (service !== "graph" || !/\/\$batch(\?|$)/i.test(path)) return false;
  const { requests } = (body() ?? {}) as { requests?: unknown };
  return Array.isArray(requests) && requests.every((one) => typeof one?.method === "string" && !isWrite(one.method));
}

/** The latest requests, oldest first; the oldest go when there are more than `limit`. */
export class Journal {
  private entries: JournalEntry[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly limit = 10_000,
  ) {}

  /** @param body gives that of the request, parsed; it is looked at where it matters, and not kept */
  record(entry: Omit<JournalEntry, "time" | "write">, body: () => unknown = () => undefined): void {
    this.entries.push({
      time: this.clock.now().toISOString(),
      write: entry.service !== "signIn" && isWrite(entry.method) && !isBatchOfReads(entry, body),
      ...entry,
      path: entry.path.replace(secretParameter, "$1***"),
    });
    if (this.entries.length > this.limit) this.entries = this.entries.slice(-this.limit);
  }

  list(): readonly JournalEntry[] {
    return [...this.entries];
  }

  writes(): readonly JournalEntry[] {
    return this.entries.filter((entry) => entry.write);
  }

  clear(): void {
    this.entries = [];
  }
}
