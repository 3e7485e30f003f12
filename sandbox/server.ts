import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import type { Dispatcher, Outcome, RawRequest } from "./http/dispatcher";

/** Microsoft Graph and ARM take requests of up to 4 MB. */
export const bodyLimit = 4 * 1024 * 1024;
/** A whole tenant can be put in. */
const controlBodyLimit = 256 * 1024 * 1024;

export interface ListeningServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Raised where the wanted port is taken. */
export class PortInUseError extends Error {
  constructor(readonly port: number) {
    super(
      `Port ${port} of localhost is in use by another program. ` +
        "Stop that program, or choose another port (0 takes any free one).",
    );
  }
}

/**
 * Serves HTTPS on 127.0.0.1 and, where the machine has it, ::1, on the same port (`localhost` can mean either).
 * `dispatcher` is asked for at each request: it needs the port, which is known only once the server listens.
 * @param port 0 for any free one.
 * @throws PortInUseError
 */
export async function listen(
  port: number,
  tls: { readonly key: string; readonly cert: string },
  dispatcher: () => Dispatcher,
): Promise<ListeningServer> {
  for (let attempt = 1; ; attempt++) {
    const app = application(tls, dispatcher);
    const actual = await listenOn(app, port);
    const second = createServer({ ...tls, minVersion: "TLSv1.2" }, app.routing);
    try {
      const both = await listenOnIpv6(second, actual);
      return {
        port: actual,
        close: async () => {
          await Promise.all([app.close(), both ? closeServer(second) : undefined]);
        },
      };
    } catch (error) {
      await app.close();
      if (!(error instanceof PortInUseError) || port !== 0 || attempt === 20) throw error;
    }
  }
}

function application(
  tls: { readonly key: string; readonly cert: string },
  dispatcher: () => Dispatcher,
): FastifyInstance {
  const app = fastify({
    https: { ...tls, minVersion: "TLSv1.2" },
    bodyLimit,
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: 10_000 },
  }) as unknown as FastifyInstance;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));

  const handle = async (request: FastifyRequest, reply: FastifyReply, body: RawRequest["body"]) => {
    const outcome = await dispatcher().answer({
      method: request.method,
      url: request.raw.url ?? "/",
      headers: headersOf(request),
      body,
    });
    return send(reply, outcome);
  };
  const handleRead = (request: FastifyRequest, reply: FastifyReply) =>
    handle(request, reply, { raw: Buffer.isBuffer(request.body) ? request.body : undefined });
  // Our own router knows case, versions and OData keys; Fastify's only reads the body.
  const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
  app.route({ method: methods, url: "*", handler: handleRead });
  app.route({ method: ["POST", "PUT"], url: "/_sandbox/*", bodyLimit: controlBodyLimit, handler: handleRead });
  app.setNotFoundHandler(handleRead);
  app.setErrorHandler((error: { code?: string }, request, reply) =>
    handle(request, reply, error.code === "FST_ERR_CTP_BODY_TOO_LARGE" ? "tooLarge" : { raw: undefined }),
  );
  return app;
}

function headersOf(request: FastifyRequest): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]),
  );
}

function send(reply: FastifyReply, outcome: Outcome): FastifyReply {
  if (outcome.dropped) {
    reply.hijack();
    reply.raw.destroy();
    return reply;
  }
  reply.code(outcome.status).headers(outcome.headers);
  const { body } = outcome;
  if (body === undefined || outcome.status === 204 || outcome.status === 304) {
    if (body === undefined) reply.removeHeader("content-type");
    return reply.send();
  }
  return reply.send(typeof body === "string" || Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body)));
}

async function listenOn(app: FastifyInstance, port: number): Promise<number> {
  try {
    await app.listen({ host: "127.0.0.1", port });
    return (app.server.address() as AddressInfo).port;
  } catch (error) {
    await app.close();
    throw inUse(error, port);
  }
}

/** Resolves to whether the machine has ::1. */
function listenOnIpv6(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") reject(inUse(error, port));
      else resolve(false);
    });
    server.listen({ host: "::1", port, ipv6Only: true }, () => resolve(true));
  });
}

function inUse(error: unknown, port: number): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE") return new PortInUseError(port);
  if (code === "EACCES") return new Error(`This user may not listen on port ${port}. Choose one above 1023.`);
  return error;
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
