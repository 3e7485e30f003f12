import { setTimeout as sleep } from "node:timers/promises";
import type { TokenCredential } from "@azure/core-auth";

/** Reads JSON from Microsoft Graph or Azure Resource Manager. */
export interface RestReader {
  /** @throws RestError */
  get<T = unknown>(path: string): Promise<T>;
  /** Every item of a collection, all pages. @throws RestError */
  list<T = unknown>(path: string): Promise<T[]>;
}

export interface RestClient extends RestReader {
  /** A collection page by page, for those that are too large to hold as they come. @throws RestError */
  pages<T = unknown>(path: string): AsyncIterable<readonly T[]>;
  /**
   * Not repeated unless the service refused it for now: a lost answer may belong to a request that worked. @throws RestError
   *
   * @param options `repeatable`: it changes nothing, so a lost answer is asked for again
   */
  post<T = unknown>(path: string, body: unknown, options?: { readonly repeatable?: boolean }): Promise<T>;
  /** Repeated as a read is: twice the same change is one. @throws RestError */
  patch(path: string, body: unknown): Promise<void>;
}

export interface RestClientOptions {
  /** URL that paths are appended to, e.g. `https://graph.microsoft.com/v1.0`. */
  readonly baseUrl: string;
  /** Scope to ask tokens for, ending in `/.default`. */
  readonly scope: string;
  readonly credential: TokenCredential;
  /** Replaced in tests. */
  readonly fetch?: typeof fetch;
}

/** A request that did not work. `status` is 0 where there was no answer, or no token to ask with. */
export class RestError extends Error {
  override readonly name = "RestError";
  constructor(
    readonly status: number,
    /** As the service names it, e.g. `Authorization_RequestDenied`; `signIn` or `unreachable` where there was no answer. */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export const attempts = 5;
/** Longest pause between two attempts, in seconds, whatever the service asks for. */
export const longestPause = 120;
export const retryableStatus = new Set([408, 429, 500, 502, 503, 504]);
/** Answers that say that nothing was done. */
const refusedForNow = new Set([429, 503]);

/** Throttling and passing faults are retried; `Retry-After` is obeyed. */
export function restClient(options: RestClientOptions): RestClient {
  const { credential, scope, baseUrl } = options;
  const send = options.fetch ?? fetch;

  async function request<T>(
    method: "GET" | "POST" | "PATCH",
    url: string,
    body?: unknown,
    repeatable = method !== "POST",
  ): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const last = attempt === attempts;
      const answer = await ask(method, url, body).catch((error: unknown) => {
        if (error instanceof RestError) throw error;
        if (last || !repeatable) throw new RestError(0, "unreachable", `${url}: ${reasonOf(error)}`);
        return undefined;
      });
      if (answer?.ok) return (answer.status === 204 ? undefined : await answer.json()) as T;
      const retried = repeatable ? retryableStatus : refusedForNow;
      if (answer && (last || !retried.has(answer.status))) throw await refusal(answer);
      const pause = answer ? pauseAsked(answer) : undefined;
      await answer?.body?.cancel();
      await sleep(Math.min(pause ?? 2 ** (attempt - 1), longestPause) * 1000);
    }
  }

  async function ask(method: string, url: string, body: unknown): Promise<Response> {
    return send(url, {
      method,
      headers: {
        authorization: `Bearer ${await tokenOf(credential, scope)}`,
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(60_000),
    });
  }

  async function* pages<T>(path: string): AsyncGenerator<readonly T[]> {
    for (let url: string | undefined = absolute(path); url; ) {
      const page: Page<T> = await request("GET", url);
      yield page.value ?? [];
      const next: string | undefined = page["@odata.nextLink"] ?? page.nextLink;
      if (next !== undefined) requireOwn(next);
      url = next;
    }
  }

  /** Links to a next page are absolute. */
  function absolute(path: string): string {
    if (path.startsWith("/")) return `${baseUrl}${path}`;
    requireOwn(path);
    return path;
  }

  /** The token goes wherever a link points. */
  function requireOwn(link: string): void {
    if (new URL(link).origin === new URL(baseUrl).origin) return;
    throw new RestError(0, "unreachable", `${baseUrl} links to a next page at ${new URL(link).origin}.`);
  }

  return {
    get: (path) => request("GET", `${baseUrl}${path}`),
    async list<T>(path: string) {
      const items: T[] = [];
      for await (const page of pages<T>(path)) for (const item of page) items.push(item);
      return items;
    },
    pages,
    post: (path, body, { repeatable } = {}) => request("POST", `${baseUrl}${path}`, body, repeatable),
    patch: (path, body) => request("PATCH", `${baseUrl}${path}`, body),
  };
}

/** A token of the credential, which keeps it until it ends. @throws RestError with code `signIn` and what sign-in answered */
export async function tokenOf(credential: TokenCredential, scope: string): Promise<string> {
  try {
    const issued = await credential.getToken(scope);
    if (issued) return issued.token;
  } catch (error) {
    throw new RestError(0, "signIn", reasonOf(error));
  }
  throw new RestError(0, "signIn", "no token was issued");
}

interface Page<T> {
  readonly value?: readonly T[];
  readonly "@odata.nextLink"?: string;
  readonly nextLink?: string;
}

async function refusal(answer: Response): Promise<RestError> {
  const text = await answer.text();
  try {
    const { error } = JSON.parse(text) as { error?: { code?: string; message?: string } };
    return new RestError(answer.status, error?.code ?? "", error?.message ?? text.slice(0, 200));
  } catch {
    return new RestError(answer.status, "", text.slice(0, 200));
  }
}

function pauseAsked(answer: Response): number | undefined {
  return secondsAsked(answer.headers.get("retry-after"));
}

/** Seconds that a `Retry-After` asks for, which is a number of them or a date; undefined where it asks for none. */
export function secondsAsked(asked: string | null | undefined): number | undefined {
  if (!asked) return undefined;
  const seconds = Number(asked);
  const pause = Number.isNaN(seconds) ? (Date.parse(asked) - Date.now()) / 1000 : seconds;
  return pause >= 0 ? pause : undefined;
}

/** The first line of what went wrong, with its cause: `fetch failed` alone tells nobody anything. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : "";
  return `${error.message.split("\n")[0]}${cause}`;
}
