import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { RestError, restClient } from "../../components/restClient";

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

let close: () => Promise<void> = async () => {};

afterEach(() => close());

/** A service that answers each request with the next handler, the last one from then on. */
async function serve(...handlers: Handler[]) {
  const requests: { method: string; url: string; authorization?: string }[] = [];
  const server = createServer((request, response) => {
    requests.push({
      method: request.method ?? "",
      url: request.url ?? "",
      authorization: request.headers.authorization,
    });
    const handler = handlers[Math.min(requests.length, handlers.length) - 1];
    request.resume().on("end", () => handler?.(request, response));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  close = () =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credential = { getToken: async (scope: unknown) => ({ token: `for ${scope}`, expiresOnTimestamp: 0 }) };
  return { requests, baseUrl, client: restClient({ baseUrl, scope: "the-scope", credential }) };
}

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Handler =>
  (_, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(body));
  };

const drop: Handler = (request) => request.socket.destroy();

describe("A client of Microsoft Graph or Azure Resource Manager", () => {
  test("sends a token for its scope", async () => {
    const { client, requests } = await serve(json(200, { id: 1 }));
    expect(await client.get("/me")).toEqual({ id: 1 });
    expect(requests).toEqual([{ method: "GET", url: "/me", authorization: "Bearer for the-scope" }]);
  });

  test.each(["@odata.nextLink", "nextLink"])("follows every page by %s", async (link) => {
    let base = "";
    const { client, baseUrl } = await serve(
      (request, response) => json(200, { value: [1, 2], [link]: `${base}/next` })(request, response),
      json(200, { value: [3] }),
    );
    base = baseUrl;
    expect(await client.list("/items")).toEqual([1, 2, 3]);
  });

  test("sends its token to no other host that a page links to", async () => {
    const { client } = await serve(json(200, { value: [1], "@odata.nextLink": "https://elsewhere.example/next" }));
    await expect(client.list("/items")).rejects.toThrow("https://elsewhere.example");
  });

  test("waits and asks again where it is throttled, or the service is down for a moment", async () => {
    const { client, requests } = await serve(
      json(429, {}, { "retry-after": "0" }),
      json(503, {}, { "retry-after": new Date().toUTCString() }),
      json(200, { ok: true }),
    );
    expect(await client.get("/me")).toEqual({ ok: true });
    expect(requests).toHaveLength(3);
  });

  test("asks again where a connection breaks, but sends nothing twice that may have worked", async () => {
    const reading = await serve(drop, json(200, { ok: true }));
    expect(await reading.client.get("/me")).toEqual({ ok: true });
    await close();

    const writing = await serve(drop, json(200, {}));
    await expect(writing.client.post("/change", {})).rejects.toMatchObject({ status: 0, code: "unreachable" });
    expect(writing.requests).toHaveLength(1);
  });

  test("repeats a change whose answer was lost, or that has none to read", async () => {
    const { client, requests } = await serve(drop, (_, response) => response.writeHead(204).end());
    await client.patch("/applications/1", { displayName: "same" });
    expect(requests.map(({ method }) => method)).toEqual(["PATCH", "PATCH"]);
  });

  test("repeats a write that was refused for now, and none that failed", async () => {
    const throttled = await serve(json(429, {}, { "retry-after": "0" }), json(200, { done: true }));
    expect(await throttled.client.post("/change", {})).toEqual({ done: true });
    await close();

    const failing = await serve(json(500, { error: { code: "Boom", message: "it broke" } }));
    await expect(failing.client.post("/change", {})).rejects.toMatchObject({ status: 500, code: "Boom" });
    expect(failing.requests).toHaveLength(1);
  });

  test("tells a refusal in the service's own words, whatever form they have", async () => {
    const error = { code: "Authorization_RequestDenied", message: "Insufficient privileges." };
    const { client } = await serve(json(403, { error }), (_, response) => response.writeHead(404).end("<html>"));
    await expect(client.get("/users")).rejects.toEqual(
      new RestError(403, "Authorization_RequestDenied", "Insufficient privileges."),
    );
    await expect(client.get("/users")).rejects.toMatchObject({ status: 404, message: "<html>" });
  });

  test("tells what sign-in answered, without a stack of it", async () => {
    const failing = {
      getToken: async () => {
        throw new Error("AADSTS7000215: Invalid client secret provided.\nTrace ID: 1");
      },
    };
    const client = restClient({ baseUrl: "http://127.0.0.1:1", scope: "s", credential: failing });
    await expect(client.get("/me")).rejects.toEqual(
      new RestError(0, "signIn", "AADSTS7000215: Invalid client secret provided."),
    );
  });
});
