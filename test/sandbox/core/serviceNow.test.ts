import { type Sandbox, startSandbox } from "../../../sandbox";
import { ServiceError } from "../../../sandbox/errors";
import type { ServiceDefinition } from "../../../sandbox/operation";
import { addApplication, call, consentRole, consentScopes, secret } from "./support";

/** The one rule of Microsoft Graph that counts here, with its real words. */
const graph: ServiceDefinition = {
  service: "graph",
  basePath: "/graph",
  operations: [
    {
      service: "graph",
      method: "GET",
      path: "/security/incidents",
      run: () => ({ status: 200, body: { value: [{ id: "1" }, { id: "2" }] } }),
    },
  ],
  audiences: ({ baseUrls }) => [baseUrls.graph],
  authorize: (_operation, { caller }) => {
    const required = ["SecurityIncident.Read.All", "SecurityIncident.ReadWrite.All"];
    if (caller.roles.some((role) => required.includes(role))) return;
    const text = `Missing application roles. API required roles: ${required.join(",")}, application roles: ${caller.roles.join(",")}.`;
    throw new ServiceError(403, "Forbidden", text);
  },
  errorBody: ({ code, message }) => ({ error: { code, message } }),
};

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ services: [graph] });
});
afterAll(() => sandbox.close());

const validate = (clientId: string, changes: Record<string, unknown> = {}) =>
  call(sandbox, "POST", "/servicenow/api/sn_sec_defender/configuration/validate", {
    body: { tenantId: sandbox.tenantId, clientId, clientSecret: "s3cret~", ...changes },
  });
const app = () => addApplication(sandbox, { passwordCredentials: [secret("s3cret~")] });
const sentence =
  "One or more configuration parameters are incorrect and integration failed to initiate. Please make changes and submit again. Error is: ";

test("a configuration with the application permissions is accepted, after real requests", async () => {
  const { application, servicePrincipal } = app();
  consentRole(sandbox, servicePrincipal.id, "SecurityIncident.Read.All");
  sandbox.journal.clear();
  const answer = await validate(application.appId);
  expect([answer.status, answer.body]).toEqual([200, { status: "ok", incidents: 2 }]);
  expect(sandbox.journal.list().map(({ method, path, status }) => `${method} ${path} ${status}`)).toEqual([
    `POST /${sandbox.tenantId}/oauth2/v2.0/token 200`,
    "GET /graph/v1.0/security/incidents 200",
    "POST /servicenow/api/sn_sec_defender/configuration/validate 200",
  ]);
});

test("delegated permissions yield nothing: missing required roles, with Graph's own answer as the cause", async () => {
  const { application, servicePrincipal } = app();
  consentScopes(sandbox, servicePrincipal.id, "SecurityIncident.Read.All SecurityIncident.ReadWrite.All");
  const answer = await validate(application.appId);
  expect(answer.status).toBe(422);
  expect(answer.body.error.message).toBe(`${sentence}Missing required roles`);
  expect(answer.body.cause.error).toEqual({
    code: "Forbidden",
    message:
      "Missing application roles. API required roles: SecurityIncident.Read.All,SecurityIncident.ReadWrite.All, application roles: .",
  });
});

test("roles of another kind are missing required roles too", async () => {
  const { application, servicePrincipal } = app();
  consentRole(sandbox, servicePrincipal.id, "User.Read.All");
  expect((await validate(application.appId)).body.error.message).toBe(`${sentence}Missing required roles`);
});

test("another refusal is passed on with its own text", async () => {
  const answer = await validate(app().application.appId, { clientSecret: "wrong" });
  expect(answer.status).toBe(422);
  expect(answer.body.error.message).toContain(`${sentence}AADSTS7000215: Invalid client secret provided.`);
  expect(answer.body.cause.error_codes).toEqual([7000215]);
  expect(answer.text).not.toContain("wrong");
  const tenant = await validate(app().application.appId, { tenantId: "fabrikam.com" });
  expect(tenant.body.cause.error_codes).toEqual([90002]);
});

test("a service that is down is passed on as what it says", async () => {
  const { application, servicePrincipal } = app();
  consentRole(sandbox, servicePrincipal.id, "SecurityIncident.Read.All");
  sandbox.faults.add({ service: "graph", effect: { status: 503 } });
  expect((await validate(application.appId)).body.error.message).toContain("temporarily unavailable");
  sandbox.faults.add({ service: "signIn", method: "POST", effect: "dropConnection" });
  const dropped = await validate(application.appId);
  expect([dropped.status, dropped.body.error.message]).toEqual([422, expect.stringContaining(sentence)]);
});

test("everything that is wrong with the configuration is said at once", async () => {
  const answer = await validate("", { clientSecret: undefined, apiSurface: "graph" });
  expect(answer.status).toBe(400);
  expect(answer.body.error.message).toBe(
    "'clientId' is missing; 'clientSecret' is missing; 'apiSurface' is \"graph\"; it must be one of microsoftGraph, windowsDefenderAtp, microsoftThreatProtection.",
  );
});
