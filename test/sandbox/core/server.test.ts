import { FakeClock, type Sandbox, startSandbox } from "../../../sandbox";
import { armService } from "../../../sandbox/arm";
import { ServiceError } from "../../../sandbox/errors";
import type { Operation, ServiceDefinition } from "../../../sandbox/operation";
import { call, tokenFor } from "./support";

let calls = 0;
const operations: Operation[] = [
  {
    service: "graph",
    method: "GET",
    path: "/things/:id",
    run: (_s, r) => ({ status: 200, body: { ...r.params, path: r.path } }),
  },
  {
    service: "graph",
    method: "POST",
    path: "/things",
    run: (_s, r) => {
      calls++;
      return { status: 201, body: { received: r.body ?? null } };
    },
  },
  { service: "graph", method: "DELETE", path: "/things/:id", run: () => ({ status: 204 }) },
  { service: "graph", method: "GET", path: "/whoami", run: (_s, r) => ({ status: 200, body: r.caller }) },
  { service: "graph", method: "GET", path: "/forbidden", run: () => ({ status: 200 }) },
  {
    service: "graph",
    method: "GET",
    path: "/broken",
    access: "public",
    run: () => {
      throw new TypeError("something unforeseen with secret-value");
    },
  },
  {
    service: "graph",
    method: "POST",
    path: "/$batch",
    access: "authenticated",
    run: async (_s, r, environment) => {
      const { requests } = r.body as { requests: { method: string; url: string; body?: unknown }[] };
      const responses = await Promise.all(
        requests.map((inner) =>
          environment.dispatch({
            method: inner.method,
            url: `/graph/v1.0${inner.url}`,
            headers: { authorization: r.headers.authorization },
            body: inner.body,
          }),
        ),
      );
      return { status: 200, body: { responses: responses.map(({ status, body }) => ({ status, body })) } };
    },
  },
];

const graph: ServiceDefinition = {
  service: "graph",
  basePath: "/graph",
  operations,
  audiences: ({ baseUrls }) => [baseUrls.graph, "https://graph.microsoft.com"],
  authorize: (operation) => {
    if (operation.path === "/forbidden" || operation.path === "/$batch")
      throw new ServiceError(403, "Authorization_RequestDenied", "Insufficient privileges.");
  },
  errorBody: (error, requestId, _clock, clientRequestId) => ({
    error: {
      code: error.code,
      message: error.message,
      innerError: { "request-id": requestId, "client-request-id": clientRequestId },
    },
  }),
};

const clock = new FakeClock(new Date("2026-11-20T12:00:00Z"));
const lines: string[] = [];
let sandbox: Sandbox;
let token: string;
let authorization: Record<string, string>;

beforeAll(async () => {
  sandbox = await startSandbox({ clock, services: [graph, armService], log: (line) => lines.push(line) });
  token = await tokenFor(sandbox, sandbox.endpoints.graph);
  authorization = { authorization: `Bearer ${token}` };
});
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.faults.clear();
  sandbox.journal.clear();
  lines.length = 0;
});

const get = (path: string, headers: Record<string, string> = authorization) => call(sandbox, "GET", path, { headers });

describe("routing over HTTPS", () => {
  test("a path is found in any case, with doubled slashes and with an OData key", async () => {
    for (const path of [
      "/graph/v1.0/things/a",
      "/GRAPH/V1.0/Things/a",
      "/graph//v1.0//things//a",
      "/graph/beta/things('a')",
    ]) {
      expect((await get(path)).body).toEqual({ id: "a", path: expect.stringMatching(/^\/things\/a$/i) });
    }
  });

  test("127.0.0.1 and, where the machine has it, ::1 answer like localhost", async () => {
    const answer = await get(`https://127.0.0.1:${sandbox.port}/graph/v1.0/things/a`);
    expect(answer.status).toBe(200);
  });

  test("an unknown route says loudly what was called and where to add it, and logs it", async () => {
    const answer = await call(sandbox, "PATCH", "/graph/v1.0/unheardOf?x=1", { headers: authorization, body: {} });
    expect(answer.status).toBe(404);
    expect(answer.body.error.message).toContain("PATCH /graph/v1.0/unheardOf?x=1");
    expect(answer.body.error.message).toContain("sandbox/graph/index.ts");
    expect(lines).toEqual([expect.stringContaining("PATCH /graph/v1.0/unheardOf?x=1")]);
  });

  test("a path without a service is answered in the words of sign-in", async () => {
    const answer = await call(sandbox, "GET", "/nothing/here");
    expect(answer.status).toBe(404);
    expect(answer.body.error_description).toContain("GET /nothing/here");
  });

  test("a method that the path lacks is refused with those it has", async () => {
    const answer = await call(sandbox, "PUT", "/graph/v1.0/things", { headers: authorization, body: {} });
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe("POST");
    expect(answer.body.error.message).toBe("Specified HTTP method is not allowed for the request target.");
  });

  test("a version that Graph does not have is refused", async () => {
    expect((await get("/graph/v2.0/things/a")).body.error).toMatchObject({
      code: "BadRequest",
      message: "Invalid version: v2.0",
    });
  });

  test("HEAD answers like GET without a body", async () => {
    const answer = await call(sandbox, "HEAD", "/graph/v1.0/things/a", { headers: authorization });
    expect(answer.status).toBe(200);
    expect(answer.text).toBe("");
  });

  test("a wrongly encoded path is a refusal of the service, not a crash", async () => {
    expect((await get("/graph/v1.0/things/%E0%A4%A")).status).toBe(400);
  });
});

describe("headers", () => {
  test("every answer has a request id, and echoes the caller's", async () => {
    const answer = await get("/graph/v1.0/things/a", { ...authorization, "client-request-id": "mine-1" });
    expect(answer.headers["request-id"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.headers["client-request-id"]).toBe("mine-1");
    expect(answer.headers.date).toBe("Fri, 20 Nov 2026 12:00:00 GMT");
  });

  test("Graph answers as OData, other services as plain JSON", async () => {
    expect((await get("/graph/v1.0/things/a")).headers["content-type"]).toMatch(
      /^application\/json;odata\.metadata=minimal.*charset=utf-8$/,
    );
    const metadata = await call(sandbox, "GET", "/metadata/endpoints?api-version=2022-09-01");
    expect(metadata.headers["content-type"]).toBe("application/json; charset=utf-8");
  });

  test("an id that could break a header is not echoed", async () => {
    const answer = await get("/graph/v1.0/things/a?client-request-id=a%0d%0ax-evil:%201");
    expect(answer.status).toBe(200);
    expect(answer.headers["client-request-id"]).toBe(answer.headers["request-id"]);
    expect(answer.headers["x-evil"]).toBeUndefined();
  });

  test("204 has neither body nor content type", async () => {
    const answer = await call(sandbox, "DELETE", "/graph/v1.0/things/a", { headers: authorization });
    expect(answer.status).toBe(204);
    expect(answer.headers["content-type"]).toBeUndefined();
  });
});

describe("bodies", () => {
  const post = (raw: string | undefined, type?: string) =>
    call(sandbox, "POST", "/graph/v1.0/things", {
      raw,
      headers: { ...authorization, ...(type === undefined ? {} : { "content-type": type }) },
    });

  test("an empty body with a JSON content type is no body", async () => {
    expect((await post("", "application/json")).body).toEqual({ received: null });
    expect((await post(undefined, "application/json; charset=utf-8")).body).toEqual({ received: null });
  });

  test("JSON is read with parameters in its content type, and with a byte order mark", async () => {
    expect((await post('\uFEFF{"a":1}', "application/json;odata.metadata=minimal;charset=UTF-8")).body).toEqual({
      received: { a: 1 },
    });
  });

  test("malformed JSON is a 400 in the words of the service", async () => {
    const answer = await post('{"a":', "application/json");
    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatchObject({
      code: "BadRequest",
      message: expect.stringContaining("Unable to read JSON request payload"),
    });
    const arm = await call(
      sandbox,
      "PUT",
      `/arm/subscriptions/${sandbox.subscriptionId}/resourceGroups/a?api-version=2025-04-01`,
      {
        raw: "{",
        headers: { authorization: `Bearer ${await tokenFor(sandbox, sandbox.endpoints.arm)}` },
      },
    );
    expect(arm.body.error.code).toBe("InvalidRequestContent");
  });

  test("a body that is not declared as JSON is refused", async () => {
    expect((await post('{"a":1}', "application/x-www-form-urlencoded")).status).toBe(400);
  });

  test("a body of more than 4 MB is a 413 in the words of the service", async () => {
    const answer = await post(JSON.stringify({ text: "x".repeat(5 * 1024 * 1024) }), "application/json");
    expect(answer.status).toBe(413);
    expect(answer.body.error.code).toBe("RequestEntityTooLarge");
  });
});

describe("failures", () => {
  test("an exception is a 500 in the service's envelope: logged with its reason, which the answer does not hold", async () => {
    const answer = await get("/graph/v1.0/broken");
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain("secret-value");
    expect(lines.join("\n")).toContain("something unforeseen");
    expect(lines.join("\n")).toContain(answer.headers["request-id"]);
    expect((await get("/graph/v1.0/things/a")).status).toBe(200);
  });

  test("a refusal of the service's own rule reaches the caller", async () => {
    const answer = await get("/graph/v1.0/forbidden", { ...authorization, "client-request-id": "mine-2" });
    expect(answer.status).toBe(403);
    expect(answer.body.error).toMatchObject({
      code: "Authorization_RequestDenied",
      innerError: { "client-request-id": "mine-2" },
    });
    expect(answer.headers["request-id"]).toBe(answer.body.error.innerError["request-id"]);
  });
});

describe("requests that an operation makes", () => {
  test("go through the same routing, token check and refusals", async () => {
    const answer = await call(sandbox, "POST", "/graph/v1.0/$batch", {
      headers: authorization,
      body: {
        requests: [
          { method: "GET", url: "/things/1" },
          { method: "POST", url: "/things", body: { a: 1 } },
          { method: "GET", url: "/forbidden" },
          { method: "GET", url: "/unheardOf" },
        ],
      },
    });
    const { responses } = answer.body;
    expect(responses.map((response: { status: number }) => response.status)).toEqual([200, 201, 403, 404]);
    expect(responses[1].body).toEqual({ received: { a: 1 } });
    expect(sandbox.journal.list()).toHaveLength(5);
  });
});

describe("faults", () => {
  test("a route answers 429 with Retry-After as often as it was told, then as usual", async () => {
    sandbox.faults.add({
      service: "graph",
      method: "POST",
      path: "/things",
      times: 2,
      effect: { status: 429, retryAfter: 7 },
    });
    const post = () => call(sandbox, "POST", "/graph/v1.0/things", { headers: authorization, body: {} });
    const first = await post();
    expect([first.status, first.headers["retry-after"], first.body.error.code]).toEqual([429, "7", "TooManyRequests"]);
    expect((await get("/graph/v1.0/things/a")).status).toBe(200);
    expect((await post()).status).toBe(429);
    expect((await post()).status).toBe(201);
  });

  test("a dropped connection has no effect, a lost answer has", async () => {
    const before = calls;
    const post = () => call(sandbox, "POST", "/graph/v1.0/things", { headers: authorization, body: {} });
    sandbox.faults.add({ path: "/things", effect: "dropConnection" });
    await expect(post()).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect(calls).toBe(before);
    sandbox.faults.add({ path: "/th*", effect: "loseAnswer" });
    await expect(post()).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect(calls).toBe(before + 1);
    expect(sandbox.journal.list().map((entry) => entry.status)).toEqual([0, 0]);
  });

  test("a service can be down altogether, until it is told otherwise", async () => {
    sandbox.faults.add({ service: "graph", times: null, effect: { status: 503 } });
    expect((await get("/graph/v1.0/things/a")).status).toBe(503);
    expect((await get("/graph/v1.0/things/a")).body.error.code).toBe("ServiceUnavailable");
    sandbox.faults.clear();
    expect((await get("/graph/v1.0/things/a")).status).toBe(200);
  });

  test("sign-in fails in its own envelope", async () => {
    sandbox.faults.add({ service: "signIn", effect: { status: 503, retryAfter: 1 } });
    const answer = await call(sandbox, "POST", `/${sandbox.tenantId}/oauth2/v2.0/token`, { form: { grant_type: "x" } });
    expect([answer.status, answer.body.error]).toEqual([503, "temporarily_unavailable"]);
  });
});

describe("the journal", () => {
  test("tells what was asked, by whom and how it ended, and which requests were writes", async () => {
    await get("/graph/v1.0/things/a", { ...authorization, "client-request-id": "mine-3" });
    await call(sandbox, "DELETE", "/graph/v1.0/things/a", { headers: authorization });
    const { clientId, objectId } = sandbox.identities.deployer;
    expect(sandbox.journal.list()).toEqual([
      {
        time: clock.now().toISOString(),
        service: "graph",
        method: "GET",
        path: "/graph/v1.0/things/a",
        status: 200,
        write: false,
        callerAppId: clientId,
        callerObjectId: objectId,
        clientRequestId: "mine-3",
      },
      expect.objectContaining({ method: "DELETE", status: 204, write: true }),
    ]);
    expect(sandbox.journal.writes()).toHaveLength(1);
  });

  test("holds no token, secret or body", async () => {
    await tokenFor(sandbox, sandbox.endpoints.graph);
    await get("/graph/v1.0/things/a");
    await call(sandbox, "GET", "/common/oauth2/v2.0/authorize?client_secret=topsecret&code=abc");
    const text = JSON.stringify(sandbox.journal.list());
    expect(text).not.toContain(token.slice(0, 20));
    expect(text).not.toContain(sandbox.identities.deployer.clientSecret);
    expect(text).not.toContain("topsecret");
    expect(sandbox.journal.writes()).toEqual([]);
  });
});

test("an operation for anybody with a token is not asked about permissions, one for everybody not even for a token", async () => {
  const batch = await call(sandbox, "POST", "/graph/v1.0/$batch", { headers: authorization, body: { requests: [] } });
  expect(batch.status).toBe(200);
  expect((await call(sandbox, "POST", "/graph/v1.0/$batch", { body: { requests: [] } })).status).toBe(401);
  expect((await get("/", {})).text).toContain(sandbox.tenantId);
});

describe("the token check", () => {
  const refused = async (header: string | undefined, path = "/graph/v1.0/whoami") => {
    const answer = await get(path, header === undefined ? {} : { authorization: header });
    return {
      status: answer.status,
      code: answer.body.error.code,
      message: answer.body.error.message,
      challenge: answer.headers["www-authenticate"],
    };
  };
  const armPath = () => `/arm/subscriptions/${sandbox.subscriptionId}?api-version=2022-12-01`;

  test("rebuilds the caller from the token", async () => {
    const answer = await get("/graph/v1.0/whoami");
    const { clientId, objectId } = sandbox.identities.deployer;
    expect(answer.body).toMatchObject({
      kind: "app",
      tenantId: sandbox.tenantId,
      appId: clientId,
      objectId,
      scopes: [],
      directoryRoles: [],
    });
    expect(answer.body.roles).toContain("AppRoleAssignment.ReadWrite.All");
  });

  test("directory roles are those that the caller holds now, over the whole tenant", async () => {
    const bearer = {
      authorization: `Bearer ${await tokenFor(sandbox, sandbox.endpoints.graph, "applicationAdministrator")}`,
    };
    const role = "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3";
    expect((await get("/graph/v1.0/whoami", bearer)).body.directoryRoles).toEqual([role]);
    const assignment = sandbox.state.directoryRoleAssignments.find(
      (item) =>
        item.roleDefinitionId === role && item.principalId === sandbox.identities.applicationAdministrator.objectId,
    );
    sandbox.state.directoryRoleAssignments.update(assignment?.id ?? "", { directoryScopeId: "/administrativeUnits/1" });
    expect((await get("/graph/v1.0/whoami", bearer)).body.directoryRoles).toEqual([]);
  });

  test("Graph refuses a missing token", async () => {
    expect(await refused(undefined)).toEqual({
      status: 401,
      code: "InvalidAuthenticationToken",
      message: "Access token is empty.",
      challenge: expect.stringMatching(/^Bearer /),
    });
    expect((await refused("Basic abc")).message).toBe("Access token is empty.");
  });

  test("Graph refuses what is not a token, and a token that was changed", async () => {
    expect((await refused("Bearer rubbish")).message).toBe("CompactToken parsing failed with error code: 80049217.");
    const [header, , signature] = token.split(".");
    const claims = Buffer.from(JSON.stringify({ aud: sandbox.endpoints.graph, roles: ["All"] })).toString("base64url");
    expect((await refused(`Bearer ${header}.${claims}.${signature}`)).message).toBe(
      "CompactToken validation failed with reason code: 80049228.",
    );
  });

  test("a token without a signature is refused", async () => {
    const [, claims] = token.split(".");
    const none = Buffer.from(JSON.stringify({ alg: "none", typ: "JWT" })).toString("base64url");
    expect((await refused(`Bearer ${none}.${claims}.`)).status).toBe(401);
  });

  test("Graph and ARM refuse each other's tokens, each in its own words", async () => {
    const arm = await tokenFor(sandbox, sandbox.endpoints.arm);
    expect((await refused(`Bearer ${arm}`)).message).toBe("Access token validation failure. Invalid audience.");
    const answer = await refused(`Bearer ${token}`, armPath());
    expect(answer).toMatchObject({ status: 401, code: "InvalidAuthenticationTokenAudience" });
    expect(answer.message).toContain(
      `wrong audience or resource '${sandbox.endpoints.graph}'. It should exactly match with one of the allowed audiences`,
    );
  });

  test("ARM refuses missing and malformed tokens in its own words", async () => {
    expect(await refused(undefined, armPath())).toMatchObject({
      code: "AuthenticationFailed",
      message: "Authentication failed. The 'Authorization' header is missing.",
      challenge: expect.stringContaining("authorization_uri"),
    });
    expect(await refused("Bearer x", armPath())).toMatchObject({
      code: "InvalidAuthenticationToken",
      message: "The access token is invalid.",
    });
  });

  test("a token is good for an hour by the sandbox's clock, then refused", async () => {
    const arm = await tokenFor(sandbox, sandbox.endpoints.arm);
    clock.advance(59 * 60_000);
    expect((await get("/graph/v1.0/whoami")).status).toBe(200);
    clock.advance(2 * 60_000);
    expect((await refused(`Bearer ${token}`)).message).toBe("Access token has expired or is not yet valid.");
    expect(await refused(`Bearer ${arm}`, armPath())).toMatchObject({
      code: "ExpiredAuthenticationToken",
      message: expect.stringMatching(/^The access token expiry UTC time '.+' is earlier than current UTC time '.+'\.$/),
    });
    token = await tokenFor(sandbox, sandbox.endpoints.graph);
    authorization = { authorization: `Bearer ${token}` };
  });
});
