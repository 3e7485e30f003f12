import type { Credential } from "./credential";
import { repeat } from "./repeat";
import type { Body } from "./resourceType";
import type { RawAnswer, RawRequest, Transport } from "./transport";

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

/** Sends a request with a token, as often as it takes. A token that the service no longer takes is replaced once. */
export async function sendTo(options: ClientOptions, request: Request, signal: AbortSignal): Promise<Answer> {
  const { credential, transport, scope } = options;
  const raw = toRaw(options, request);
  const reads = request.method === "GET" || request.method === "HEAD";
  const send = async () => {
    const Authorization = `Bearer ${await credential.token(scope, signal)}`;
    signal.throwIfAborted();
    // A write under way is seen through although the deployment is cancelled: what it makes would be unknown to the state.
    return transport.send({ ...raw, headers: { ...raw.headers, Authorization } }, reads ? signal : undefined);
  };
  const how = { safe: request.method !== "POST", signal };
  let answer = await repeat(send, how);
  if (answer.status === 401) {
    // The service's keys or clock have changed.
    credential.forget(scope);
    answer = await repeat(send, how);
  }
  if (answer.status >= 400) throw options.refusal(answer);
  return { status: answer.status, body: parse(answer), headers: answer.headers };
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
