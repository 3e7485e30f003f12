import { type Sandbox, startSandbox } from "../../../sandbox";
import { addApplication, call, consentRole, consentScopes, secret } from "./support";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
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
  expect([answer.status, answer.body]).toEqual([200, { status: "ok", incidents: sandbox.state.incidents.size }]);
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
  expect(answer.body.cause.error).toMatchObject({
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

test("each API surface asks for its own permissions", async () => {
  const { application, servicePrincipal } = app();
  consentRole(sandbox, servicePrincipal.id, "SecurityIncident.Read.All");
  const surfaces = { windowsDefenderAtp: "Alert.Read.All", microsoftThreatProtection: "Incident.Read.All" };
  for (const [apiSurface, role] of Object.entries(surfaces)) {
    expect((await validate(application.appId, { apiSurface })).body.error.message).toBe(
      `${sentence}Missing required roles`,
    );
    const api = sandbox.state.servicePrincipals.find((item) => item.appRoles.some(({ value }) => value === role));
    consentRole(sandbox, servicePrincipal.id, role, 0, api);
    expect((await validate(application.appId, { apiSurface })).body.status).toBe("ok");
  }
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
