import { connect } from "node:net";
import fc from "fast-check";
import { FakeClock, type Sandbox, startSandbox } from "../../../sandbox";
import { addApplication, call, secret } from "./support";

let sandbox: Sandbox;
const lines: string[] = [];
beforeAll(async () => {
  sandbox = await startSandbox({ clock: new FakeClock(), log: (line) => lines.push(line) });
});
afterAll(() => sandbox.close());

const alive = async () => (await call(sandbox, "GET", "/metadata/endpoints?api-version=2022-09-01")).status;
const text = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.constantFrom("", "null", "[]", "__proto__", "constructor", "../..", "%00"),
);

test("no form makes the token endpoint fail", async () => {
  const { application } = addApplication(sandbox, { passwordCredentials: [secret("s")] });
  const fields = [
    "scope",
    "resource",
    "client_secret",
    "client_assertion",
    "client_assertion_type",
    "code",
    "redirect_uri",
    "refresh_token",
    "device_code",
    "username",
    "password",
    "claims",
  ];
  const grants = ["client_credentials", "authorization_code", "refresh_token", "password", "device_code"];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...grants),
      fc.dictionary(
        fc.constantFrom(...fields),
        fc.oneof(
          text,
          fc.constantFrom("s", "a.b.c", "e30.e30.e30", "https://graph.microsoft.com/.default", "/.default"),
        ),
      ),
      fc.constantFrom("oauth2/token", "oauth2/v2.0/token", "OAuth2/V2.0/Token"),
      async (grant_type, form, path) => {
        const answer = await call(sandbox, "POST", `/${sandbox.tenantId}/${path}`, {
          form: { ...form, grant_type, client_id: application.appId },
        });
        expect(answer.status).toBeLessThan(500);
        if (answer.status !== 200) expect(answer.body.error_description).toMatch(/^AADSTS\d+: /);
      },
    ),
    { numRuns: 150 },
  );
});

test("no path or query makes the sandbox fail", async () => {
  const bases = [
    "",
    "/common",
    `/${sandbox.tenantId}/oauth2/v2.0`,
    "/graph/v1.0",
    "/_sandbox",
    "/servicenow",
    "/arm/subscriptions",
    "/subscriptions",
    "/metadata",
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...bases),
      fc.array(text, { maxLength: 4 }),
      text,
      async (base, segments, query) => {
        const path = [base, ...segments.map(encodeURIComponent)].join("/");
        const answer = await call(
          sandbox,
          "GET",
          `${path.startsWith("/") ? path : `/${path}`}?q=${encodeURIComponent(query)}`,
        );
        expect(answer.status).toBeLessThan(500);
      },
    ),
    { numRuns: 150 },
  );
});

test("no JSON makes the control endpoints or ServiceNow fail", async () => {
  const paths = [
    "/_sandbox/faults",
    "/_sandbox/clock/advance",
    "/_sandbox/oidc/token",
    "/servicenow/api/sn_sec_defender/configuration/validate",
  ];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), fc.jsonValue(), async (path, body) => {
      const answer = await call(sandbox, "POST", path, { raw: JSON.stringify(body) });
      expect(answer.status).toBeLessThan(500);
    }),
    { numRuns: 100 },
  );
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (body) => {
      expect((await call(sandbox, "PUT", "/_sandbox/state", { raw: JSON.stringify(body) })).status).toBe(400);
    }),
    { numRuns: 30 },
  );
});

test("what is not HTTPS is turned away, and the sandbox goes on", async () => {
  for (const bytes of ["GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", "\x16\x03\x01rubbish", "\0".repeat(1000)]) {
    const socket = connect(sandbox.port, "127.0.0.1");
    socket.on("error", () => {}).resume();
    socket.end(bytes);
    await new Promise((resolve) => socket.once("close", resolve));
  }
  expect(await alive()).toBe(200);
});

test("a client that gives up half-way does no harm", async () => {
  const headers = { "content-length": "1000" };
  await expect(
    call(sandbox, "POST", "/_sandbox/faults", { raw: "{", headers, timeout: 1, signal: AbortSignal.timeout(50) }),
  ).rejects.toThrow();
  expect(await alive()).toBe(200);
});

test("many requests at once are all answered", async () => {
  const answers = await Promise.all(Array.from({ length: 100 }, () => alive()));
  expect(new Set(answers)).toEqual(new Set([200]));
});

afterAll(() => {
  expect(lines.filter((line) => line.startsWith("error:"))).toEqual([]);
});
