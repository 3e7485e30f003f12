import { setTimeout as sleep } from "node:timers/promises";
import type { Credential } from "./credential";
import type { Body } from "./resourceType";
import { ConnectionLost, type RawAnswer, type RawRequest, type Transport } from "./transport";

export interface Request {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD";
  /** Below the service's base URL, with its version: `/v1.0/applications`. Or a whole URL of the same service. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** A body that is not JSON. */
  readonly content?: { readonly type: string; readonly data: Buffer };
}

export interface Answer {
  readonly status: number;
  readonly body: Body | undefined;
  readonly headers: RawAnswer["headers"];
}

/** The service said no. `message` is the service's own text, `toString` of the subclass of a service how its provider prints it. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly reason: string,
    text: string,
  ) {
    super(text);
  }
}

export interface ServiceClient {
  /** Throws a Refusal for an answer of 400 or more, ConnectionLost where none came to a request that must not be repeated. */
  send(request: Request, signal: AbortSignal): Promise<Answer>;
}

/** What the clients of the services have in common: token, JSON, repetition. */
export interface ClientOptions {
  readonly transport: Transport;
  readonly credential: Credential;
  /** Base URL without a trailing slash. */
  readonly baseUrl: string;
  readonly scope: string;
  readonly headers: Readonly<Record<string, string>>;
  /** How the real provider prints a refusal. */
  readonly refusal: (answer: RawAnswer) => Refusal;
}

/** As many as the real providers make: go-azure-sdk, client/client.go. */
const attempts = 16;

/** Pauses between repetitions where the service names none, in milliseconds. The real providers wait 1 to 61 s. */
const pauses = [100, 200, 400, 800, 1600, 3200];

/**
 * Sends a request as often as the real providers do: again after 408, 424, 429 and 5xx except 501, and after a lost connection where
 * doing it twice does no harm. `Retry-After` (seconds or a date) is honoured.
 */
export async function sendTo(options: ClientOptions, request: Request, signal: AbortSignal): Promise<Answer> {
  const raw = toRaw(options, request);
  let renewed = false;
  for (let attempt = 1; ; attempt++) {
    let answer: RawAnswer;
    try {
      const token = await options.credential.token(options.scope, signal);
      answer = await options.transport.send(
        { ...raw, headers: { ...raw.headers, Authorization: `Bearer ${token}` } },
        signal,
      );
    } catch (error) {
      if (!(error instanceof ConnectionLost) || request.method === "POST" || attempt > pauses.length) throw error;
      await sleep(pauseAfter(attempt), undefined, { signal });
      continue;
    }
    if (answer.status < 400) {
      return { status: answer.status, body: parse(answer), headers: answer.headers };
    }
    if (answer.status === 401 && !renewed) {
      // A token that the service no longer takes (its keys or the clock changed) is replaced once.
      renewed = true;
      options.credential.forget(options.scope);
      continue;
    }
    if (!repeats(answer.status) || attempt === attempts) throw options.refusal(answer);
    await sleep(retryAfter(answer) ?? pauseAfter(attempt), undefined, { signal });
  }
}

const repeats = (status: number) =>
  status === 408 || status === 424 || status === 429 || (status >= 500 && status !== 501);

const pauseAfter = (attempt: number) => pauses[Math.min(attempt, pauses.length) - 1] as number;

/** Milliseconds that the header `Retry-After` asks for. */
export function retryAfter(answer: Pick<RawAnswer, "headers">): number | undefined {
  const value = answer.headers["retry-after"];
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

function toRaw(options: ClientOptions, request: Request): RawRequest {
  const url = new URL(request.path.startsWith("/") ? options.baseUrl + request.path : request.path);
  for (const [name, value] of Object.entries(request.query ?? {})) url.searchParams.set(name, value);
  const headers = { ...options.headers };
  if (request.content) headers["Content-Type"] = request.content.type;
  const content = request.content?.data ?? (request.body === undefined ? undefined : JSON.stringify(request.body));
  return { method: request.method, url: url.href, headers, ...(content === undefined ? {} : { content }) };
}

function parse(answer: RawAnswer): Body | undefined {
  if (answer.text === "" || !String(answer.headers["content-type"]).startsWith("application/json")) return undefined;
  return JSON.parse(answer.text) as Body;
}

/** The members of an error envelope, as Microsoft Graph and ARM write it. */
export function envelope(answer: RawAnswer): { code: string; message: string } | undefined {
  try {
    const { error } = JSON.parse(answer.text) as { error?: { code?: string; message?: string } };
    return error && typeof error === "object" ? { code: error.code ?? "", message: error.message ?? "" } : undefined;
  } catch {
    return undefined;
  }
}
