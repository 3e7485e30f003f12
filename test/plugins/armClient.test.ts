import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createArmClient } from "../../sandbox/plugins/armClient";
import type { Credential } from "../../sandbox/plugins/credential";
import type { ServiceClient } from "../../sandbox/plugins/serviceClient";
import { createTransport, type Transport } from "../../sandbox/plugins/transport";

/** Status, headers and body of the next answers, in order; `meanwhile` happens between request and answer. */
let answers: { status: number; headers?: Record<string, string>; body?: unknown; meanwhile?: () => void }[] = [];
let calls: string[] = [];
let server: Server;
let transport: Transport;
let client: ServiceClient;
let origin: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    calls.push(`${request.method} ${request.url}`);
    const { status, headers = {}, body, meanwhile } = answers.shift() ?? { status: 500 };
    meanwhile?.();
    const absolute = Object.entries(headers).map(([name, value]) => [name, value.replace("/o/", `${origin}/o/`)]);
    response.writeHead(status, { "Content-Type": "application/json", ...Object.fromEntries(absolute) });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  transport = createTransport();
  const credential = { token: async () => "token", forget: () => {} } as unknown as Credential;
  client = createArmClient(transport, credential, origin, origin);
});

beforeEach(() => {
  calls = [];
});

afterAll(() => {
  transport.close();
  server.closeAllConnections();
  server.close();
});

const send = (method: "PUT" | "DELETE") =>
  client.send({ method, path: "/thing", query: { "api-version": "1" }, body: {} }, new AbortController().signal);

const soon = { "Retry-After": "0" };

test("sees a write through when the deployment is cancelled meanwhile, and begins nothing more", async () => {
  const cancelled = new AbortController();
  const meanwhile = () => cancelled.abort(new Error("the deployment was cancelled"));
  answers = [{ status: 201, body: { id: "made" }, meanwhile }];
  const request = { path: "/thing", body: {} } as const;
  const { body } = await client.send({ ...request, method: "PUT" }, cancelled.signal);
  expect(body).toEqual({ id: "made" });
  await expect(client.send({ ...request, method: "PUT" }, cancelled.signal)).rejects.toThrow("was cancelled");
  expect(calls).toEqual(["PUT /thing"]);
});

test("follows Location until the operation is over", async () => {
  answers = [
    { status: 202, headers: { Location: "/o/1", ...soon } },
    { status: 202, headers: { Location: "/o/1", ...soon } },
    { status: 200 },
  ];
  await send("DELETE");
  expect(calls).toEqual(["DELETE /thing?api-version=1", "GET /o/1", "GET /o/1"]);
});

test("follows Azure-AsyncOperation, then reads what was made", async () => {
  answers = [
    { status: 201, headers: { "Azure-AsyncOperation": "/o/2", ...soon }, body: { id: "x" } },
    { status: 200, headers: soon, body: { status: "InProgress" } },
    { status: 200, body: { status: "Succeeded" } },
    { status: 200, body: { id: "x", name: "made" } },
  ];
  expect((await send("PUT")).body).toEqual({ id: "x", name: "made" });
  expect(calls.at(-1)).toBe("GET /thing?api-version=1");
});

test("a failed operation is an error in Azure's words", async () => {
  answers = [
    { status: 202, headers: { "Azure-AsyncOperation": "/o/3", ...soon } },
    { status: 200, body: { status: "Failed", error: { code: "Conflict", message: "It is in use." } } },
  ];
  await expect(send("DELETE")).rejects.toThrow('Status=200 Code="Conflict" Message="It is in use."');
});

test("a refusal is printed as azure-native prints it", async () => {
  answers = [{ status: 403, body: { error: { code: "AuthorizationFailed", message: "No." } } }];
  await expect(send("PUT")).rejects.toThrow('Status=403 Code="AuthorizationFailed" Message="No."');
});
