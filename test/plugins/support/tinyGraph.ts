/** A directory as small as these tests need: applications with owners and passwords, over plain HTTP, and whatever a test adds. */
import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Call {
  readonly method: string;
  /** With query, without the base path. */
  readonly path: string;
  readonly body: Record<string, unknown> | undefined;
  readonly token: string | undefined;
}

export interface Reply {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  /** Closes the connection instead of answering, after the request was carried out. */
  readonly drop?: boolean;
}

type Application = Record<string, unknown> & { id: string; owners: string[] };

export interface TinyGraph {
  readonly origin: string;
  readonly calls: Call[];
  readonly applications: Map<string, Application>;
  /** Asked before the directory itself; undefined lets it answer. */
  intercept: (call: Call) => Reply | undefined;
  /** Called after the directory answered; a reply replaces the answer. */
  afterwards: (call: Call) => Reply | undefined;
  close(): Promise<void>;
}

export const callerId = "99999999-0000-4000-8000-000000000001";

export async function startTinyGraph(): Promise<TinyGraph> {
  const applications = new Map<string, Application>();
  const server = createServer(async (request, response) => {
    const call = await read(request);
    const reply = serve(call);
    if (reply.drop) {
      request.socket.destroy();
      return;
    }
    send(response, reply);
  });
  const graph: TinyGraph = {
    origin: "",
    calls: [],
    applications,
    intercept: () => undefined,
    afterwards: () => undefined,
    close: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(graph, { origin });

  function serve(call: Call): Reply {
    if (call.path.startsWith("/metadata/")) return { body: metadata(graph.origin) };
    if (call.path.endsWith("/oauth2/v2.0/token")) {
      graph.calls.push(call);
      return graph.intercept(call) ?? { body: { access_token: token(), expires_in: 3600 } };
    }
    const inGraph = { ...call, path: call.path.replace(/^\/graph/, "") };
    graph.calls.push(inGraph);
    const intercepted = graph.intercept(inGraph);
    if (intercepted) return intercepted;
    const reply = directory(inGraph);
    return graph.afterwards(inGraph) ?? reply;
  }

  function directory({ method, path, body = {} }: Call): Reply {
    const [, , collection, id = "", list = "", member = ""] = (path.split("?")[0] as string).split("/");
    if (collection !== "applications") return notFound(path);
    if (method === "GET" && id === "") return { body: { value: [...applications.values()] } };
    if (method === "POST" && id === "") return { status: 201, body: create(body) };
    const app = applications.get(id);
    if (!app) return notFound(id);
    if (list === "owners" && method === "GET") return { body: { value: app.owners.map((owner) => ({ id: owner })) } };
    if (list === "owners" && method === "POST") app.owners.push(last(String(body["@odata.id"])));
    else if (list === "owners") app.owners = app.owners.filter((owner) => owner !== member);
    else if (list === "addPassword") return { body: addPassword(app, body.passwordCredential as object) };
    else if (list === "removePassword") {
      const passwords = app.passwordCredentials as { keyId: string }[];
      app.passwordCredentials = passwords.filter(({ keyId }) => keyId !== body.keyId);
    } else if (method === "PATCH") Object.assign(app, withoutAnnotations(body));
    else if (method === "DELETE") applications.delete(id);
    else return { body: app };
    return { status: 204 };
  }

  function create(body: Record<string, unknown>): Application {
    const owners = ((body["owners@odata.bind"] as string[] | undefined) ?? []).map(last);
    const created = { createdDateTime: new Date().toISOString(), passwordCredentials: [], keyCredentials: [] };
    const app = { ...withoutAnnotations(body), ...created, id: randomUUID(), appId: randomUUID(), owners };
    applications.set(app.id, app);
    return app;
  }
}

function addPassword(app: Application, wanted: object) {
  const dates = { startDateTime: "2026-01-01T00:00:00Z", endDateTime: "2028-01-01T00:00:00Z" };
  const credential = { displayName: null, ...dates, ...wanted, keyId: randomUUID() };
  app.passwordCredentials = [...(app.passwordCredentials as object[]), credential];
  return { ...credential, secretText: `secret-${credential.keyId}` };
}

const last = (url: string) => url.split("/").at(-1) as string;

const withoutAnnotations = (body: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !name.includes("@")));

export const notFound = (what: string): Reply =>
  refusal(404, "Request_ResourceNotFound", `Resource '${what}' does not exist.`);

export const refusal = (status: number, code: string, message: string, headers?: Record<string, string>): Reply => ({
  status,
  body: { error: { code, message } },
  ...(headers ? { headers } : {}),
});

const metadata = (origin: string) => ({
  name: "Tiny",
  resourceManager: `${origin}/arm/`,
  microsoftGraphResourceId: `${origin}/graph/`,
  authentication: { loginEndpoint: `${origin}/`, audiences: [`${origin}/arm`] },
});

const token = () =>
  `${[{ alg: "none" }, { oid: callerId }].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".")}.`;

async function read(request: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  const json = String(request.headers["content-type"]).startsWith("application/json") && text !== "";
  return {
    method: request.method as string,
    path: request.url as string,
    body: json ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text)),
    token: request.headers.authorization,
  };
}

function send(response: ServerResponse, { status = 200, body, headers = {} }: Reply): void {
  response.writeHead(status, body === undefined ? headers : { "Content-Type": "application/json", ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
