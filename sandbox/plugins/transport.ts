import * as http from "node:http";
import * as https from "node:https";

export interface RawRequest {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly content?: string | Buffer;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}

/** The connection failed before an answer came; whether the request was carried out is not known. */
export class ConnectionLost extends Error {
  constructor(request: RawRequest, reason: string) {
    super(
      `${request.method} ${request.url} got no answer: ${reason}. Please check that the sandbox is running, then try again.`,
    );
  }
}

export interface Transport {
  send(request: RawRequest, signal?: AbortSignal): Promise<RawAnswer>;
  close(): void;
}

/** Idle connections are closed before a server would (Node's after 5 s): a request on one that is closing would be lost. */
const idle = 2000;

/**
 * HTTP and HTTPS with connections kept open. `ca`: certificates (PEM) to trust instead of Node's own, which cannot be changed once
 * a process runs.
 */
export function createTransport(ca?: string | readonly string[]): Transport {
  const agents = {
    "http:": new http.Agent({ keepAlive: true, timeout: idle }),
    "https:": new https.Agent({
      keepAlive: true,
      timeout: idle,
      ...(ca === undefined ? {} : { ca: [ca].flat() as string[] }),
    }),
  };
  return {
    send: (request, signal) => {
      const secure = request.url.startsWith("https:");
      return exchange(request, secure ? https : http, secure ? agents["https:"] : agents["http:"], signal);
    },
    close: () => {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

function exchange(
  request: RawRequest,
  client: typeof http | typeof https,
  agent: http.Agent,
  signal?: AbortSignal,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const lost = (error: Error) => {
      const { code } = error as NodeJS.ErrnoException;
      reject(signal?.aborted ? signal.reason : new ConnectionLost(request, code ?? error.message));
    };
    const content = request.content === undefined ? undefined : Buffer.from(request.content);
    const outgoing = client.request(
      request.url,
      {
        method: request.method,
        agent,
        headers: { ...request.headers, ...(content ? { "Content-Length": content.length } : {}) },
        ...(signal ? { signal } : {}),
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.on("error", lost);
        incoming.on("aborted", () => lost(new Error("the connection was closed")));
        incoming.on("end", () =>
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            text: Buffer.concat(chunks).toString("utf8"),
          }),
        );
      },
    );
    outgoing.on("error", lost);
    outgoing.end(content);
  });
}
