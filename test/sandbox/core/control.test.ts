import { FakeClock, type Sandbox, startSandbox } from "../../../sandbox";
import { addUser, call } from "./support";

const clock = new FakeClock(new Date("2026-11-20T12:00:00Z"));
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ clock });
});
afterAll(() => sandbox.close());

const control = (method: string, path: string, body?: unknown, headers = {}) =>
  call(sandbox, method, `/_sandbox${path}`, { body, headers });

describe("state", () => {
  test("can be exported, injected into another sandbox, and reset", async () => {
    const user = addUser(sandbox, null);
    const exported = (await control("GET", "/state")).body;
    const other = await startSandbox();
    try {
      expect((await call(other, "PUT", "/_sandbox/state", { body: exported })).status).toBe(204);
      expect(other.state.users.get(user.id)?.displayName).toBe("Test User");
      expect((await call(other, "POST", "/_sandbox/state/reset")).status).toBe(204);
      expect(other.state.users.get(user.id)).toBeUndefined();
    } finally {
      await other.close();
    }
  });

  test("of another shape is refused with everything that is wrong, and changes nothing", async () => {
    const exported = (await control("GET", "/state")).body;
    const users = sandbox.state.users.size;
    const [first] = exported.users;
    const answer = await control("PUT", "/state", {
      ...exported,
      users: [first, first, { ...first, id: 7 }],
      groups: "none",
      aplications: [],
    });
    expect(answer.status).toBe(400);
    const text = answer.body.error.message;
    expect(text).toContain("users.2.id");
    expect(text).toContain("groups");
    expect(text).toContain("aplications");
    expect(sandbox.state.users.size).toBe(users);
    const twice = await control("PUT", "/state", { ...exported, users: [first, first] });
    expect(twice.body.error.message).toContain(`'${first.id}' is there twice`);
    expect((await control("PUT", "/state", { version: 2 })).body.error.message).toContain(
      "this sandbox reads version 1",
    );
    expect((await control("PUT", "/state")).status).toBe(400);
  });
});

describe("faults", () => {
  test("can be set, added to, listed and cleared", async () => {
    const set = await control("PUT", "/faults", { replicationDelay: 100, registrationDelay: "never", routes: [] });
    expect(set.body).toMatchObject({ replicationDelay: 100, consentDelay: 0, registrationDelay: "never" });
    expect(sandbox.faults.registrationDelay).toBe(Number.POSITIVE_INFINITY);
    const added = await control("POST", "/faults", {
      service: "graph",
      path: "/applications*",
      effect: { status: 500 },
      times: null,
    });
    expect(added.body.routes).toEqual([
      { service: "graph", path: "/applications*", effect: { status: 500 }, times: null, left: null },
    ]);
    expect((await control("DELETE", "/faults")).status).toBe(204);
    expect((await control("GET", "/faults")).body).toEqual({
      replicationDelay: 0,
      consentDelay: 0,
      registrationDelay: 0,
      routes: [],
    });
  });

  test("that make no sense are refused with their place", async () => {
    const answer = await control("PUT", "/faults", { consentDelay: -1, routes: [{ effect: "explode" }] });
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain("consentDelay");
    expect(answer.body.error.message).toContain("routes.0.effect");
  });

  test("never meet the control endpoints themselves", async () => {
    sandbox.faults.add({ times: null, effect: { status: 503 } });
    expect((await control("DELETE", "/faults")).status).toBe(204);
  });
});

test("requests can be listed by service and by whether they write, and cleared", async () => {
  await control("DELETE", "/requests");
  await call(sandbox, "GET", "/metadata/endpoints?api-version=2022-09-01");
  await call(sandbox, "DELETE", "/arm/subscriptions/x?api-version=2022-12-01");
  const paths = async (query: string) =>
    (await control("GET", `/requests${query}`)).body.value.map((entry: { path: string }) => entry.path);
  expect(await paths("?service=signIn")).toEqual(["/metadata/endpoints?api-version=2022-09-01"]);
  expect(await paths("?service=arm&writes=true")).toEqual(["/arm/subscriptions/x?api-version=2022-12-01"]);
});

describe("the clock", () => {
  test("moves when it can be moved", async () => {
    const answer = await control("POST", "/clock/advance", { milliseconds: 1000 });
    expect(answer.body).toEqual({ now: clock.now().toISOString(), movable: true });
    expect((await control("POST", "/clock/advance", { milliseconds: "soon" })).body.error.message).toContain('"soon"');
  });

  test("of the system is left alone", async () => {
    const real = await startSandbox();
    const answer = await call(real, "POST", "/_sandbox/clock/advance", { body: { milliseconds: 1 } });
    await real.close();
    expect(answer.status).toBe(409);
  });
});

test("a web page of another origin may not control the sandbox", async () => {
  const answer = await control("POST", "/state/reset", undefined, { origin: "https://evil.example" });
  expect(answer.status).toBe(403);
});

test("the identity provider publishes its keys and asks whom to vouch for", async () => {
  const document = (await control("GET", "/oidc/.well-known/openid-configuration")).body;
  expect(document.issuer).toBe(`${sandbox.origin}/_sandbox/oidc`);
  expect((await call(sandbox, "GET", new URL(document.jwks_uri).pathname)).body.keys).toHaveLength(1);
  expect((await control("POST", "/oidc/token", {})).status).toBe(400);
});
