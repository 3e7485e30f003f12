import { FakeClock, type Sandbox, startSandbox } from "../../../../sandbox";
import { addApplication, call, claimsOf, consentRole, graphPrincipal, secret, tokenRequest } from "../support";

const clock = new FakeClock(new Date("2026-11-20T12:00:00Z"));
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ clock });
});
afterAll(() => sandbox.close());
afterEach(() => sandbox.faults.clear());

const app = () =>
  addApplication(sandbox, { displayName: "Defender integration", passwordCredentials: [secret("s3cret~")] });

function request(clientId: string, changes: Record<string, string | undefined> = {}, options = {}) {
  const form = {
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: "s3cret~",
    scope: `${sandbox.endpoints.graph}/.default`,
    ...changes,
  };
  const present = Object.entries(form).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return tokenRequest(sandbox, Object.fromEntries(present), options);
}

describe("a token for an application", () => {
  test("is a v1 Graph token of the application, signed with a published key", async () => {
    const { application, servicePrincipal } = app();
    consentRole(sandbox, servicePrincipal.id, "SecurityIncident.Read.All");
    const answer = await request(application.appId);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      token_type: "Bearer",
      expires_in: 3600,
      ext_expires_in: 3600,
      access_token: expect.any(String),
    });
    const now = clock.now().getTime() / 1000;
    expect(claimsOf(answer.body.access_token)).toMatchObject({
      aud: sandbox.endpoints.graph,
      iss: `https://sts.windows.net/${sandbox.tenantId}/`,
      idp: `https://sts.windows.net/${sandbox.tenantId}/`,
      appid: application.appId,
      app_displayname: "Defender integration",
      appidacr: "1",
      idtyp: "app",
      oid: servicePrincipal.id,
      sub: servicePrincipal.id,
      tid: sandbox.tenantId,
      ver: "1.0",
      roles: ["SecurityIncident.Read.All"],
      exp: now + 3600,
    });
    const header = JSON.parse(Buffer.from(answer.body.access_token.split(".")[0], "base64url").toString());
    const keys = await call(sandbox, "GET", `/${sandbox.tenantId}/discovery/v2.0/keys`);
    expect(keys.body.keys.map((key: { kid: string }) => key.kid)).toContain(header.kid);
    expect(header).toMatchObject({ alg: "RS256", typ: "JWT" });
  });

  test("has no roles where nothing was consented, though permissions are declared", async () => {
    const { application } = app();
    sandbox.state.applications.update(application.id, {
      requiredResourceAccess: [
        {
          resourceAppId: "00000003-0000-0000-c000-000000000000",
          resourceAccess: [
            { id: "45cc0394-e837-488b-a098-1918f48d186c", type: "Role" },
            { id: "b9abcc4f-94fc-4457-9141-d20ce80ec952", type: "Scope" },
          ],
        },
      ],
    });
    const answer = await request(application.appId);
    expect(answer.status).toBe(200);
    expect(claimsOf(answer.body.access_token)).not.toHaveProperty("roles");
    expect(claimsOf(answer.body.access_token)).not.toHaveProperty("scp");
  });

  test("holds the roles of the asked API only", async () => {
    const { application, servicePrincipal } = app();
    consentRole(sandbox, servicePrincipal.id, "User.Read.All");
    const answer = await request(application.appId, { scope: `${sandbox.endpoints.defender}/.default` });
    expect(claimsOf(answer.body.access_token)).not.toHaveProperty("roles");
  });

  test("carries a consent only after the consent delay, and no longer once it is revoked", async () => {
    const { application, servicePrincipal } = app();
    sandbox.faults.setDelays({ consentDelay: 30_000 });
    const id = consentRole(sandbox, servicePrincipal.id, "User.Read.All", clock.now().getTime());
    const roles = async () => claimsOf((await request(application.appId)).body.access_token).roles;
    expect(await roles()).toBeUndefined();
    clock.advance(31_000);
    expect(await roles()).toEqual(["User.Read.All"]);
    sandbox.state.appRoleAssignments.remove(id);
    expect(await roles()).toBeUndefined();
  });

  test("carries no role that the API has disabled", async () => {
    const { application, servicePrincipal } = app();
    const api = addApplication(
      sandbox,
      { properties: { identifierUris: ["api://payroll"] } },
      {
        appRoles: [
          {
            id: "r1",
            value: "Pay",
            displayName: "Pay",
            description: "",
            isEnabled: true,
            allowedMemberTypes: ["Application"],
          },
        ],
      },
    );
    sandbox.state.appRoleAssignments.insert({
      id: `x-${api.servicePrincipal.id}`,
      createdMs: 0,
      appRoleId: "r1",
      principalId: servicePrincipal.id,
      principalType: "ServicePrincipal",
      resourceId: api.servicePrincipal.id,
      createdDateTime: "",
    });
    const roles = async () =>
      claimsOf((await request(application.appId, { scope: "api://payroll/.default" })).body.access_token).roles;
    expect(await roles()).toEqual(["Pay"]);
    const [role] = api.servicePrincipal.appRoles;
    if (role)
      sandbox.state.servicePrincipals.update(api.servicePrincipal.id, { appRoles: [{ ...role, isEnabled: false }] });
    expect(await roles()).toBeUndefined();
  });

  test("is in the format of v2.0 where the API asks for that", async () => {
    const { application } = app();
    const api = addApplication(sandbox, {
      properties: { identifierUris: ["api://new"], api: { requestedAccessTokenVersion: 2 } },
    });
    const { body } = await request(application.appId, { scope: "api://new/.default" });
    expect(claimsOf(body.access_token)).toMatchObject({
      aud: api.application.appId,
      iss: `${sandbox.origin}/${sandbox.tenantId}/v2.0`,
      azp: application.appId,
      ver: "2.0",
    });
  });

  test("names the resource as it was asked for", async () => {
    const { application } = app();
    const audience = async (scope: string) => {
      const answer = await request(application.appId, { scope });
      return answer.status === 200 ? claimsOf(answer.body.access_token).aud : answer.text;
    };
    for (const [scope, aud] of [
      ["https://graph.microsoft.com/.default", "https://graph.microsoft.com"],
      ["00000003-0000-0000-c000-000000000000/.default", "00000003-0000-0000-c000-000000000000"],
      [`${sandbox.endpoints.graph}//.default`, `${sandbox.endpoints.graph}/`],
      ["https://management.azure.com/.default", "https://management.azure.com"],
      ["https://management.core.windows.net//.default", "https://management.core.windows.net/"],
      [`${sandbox.endpoints.arm}/.default`, sandbox.endpoints.arm],
      ["https://api.securitycenter.microsoft.com/.default", "https://api.securitycenter.microsoft.com"],
      [`${sandbox.endpoints.threatProtection}/.default`, sandbox.endpoints.threatProtection],
    ]) {
      expect(await audience(scope ?? "")).toBe(aud);
    }
  });

  test("is answered in v1's manner by the v1 endpoint", async () => {
    const { application } = app();
    const answer = await request(
      application.appId,
      { scope: undefined, resource: "https://management.azure.com/" },
      { v1: true },
    );
    expect(answer.body).toMatchObject({
      token_type: "Bearer",
      expires_in: "3600",
      resource: "https://management.azure.com/",
      expires_on: String(clock.now().getTime() / 1000 + 3600),
    });
    expect(claimsOf(answer.body.access_token).aud).toBe("https://management.azure.com/");
  });

  test("is given to a client that authenticates with HTTP Basic, encoded or not", async () => {
    const { application } = app();
    for (const value of ["s3cret~", encodeURIComponent("s3cret~")]) {
      const basic = Buffer.from(`${application.appId}:${value}`).toString("base64");
      const answer = await request(
        application.appId,
        { client_id: undefined, client_secret: undefined },
        { headers: { authorization: `Basic ${basic}` } },
      );
      expect(answer.status).toBe(200);
    }
  });

  test("is given for the tenant by id in any case and by each verified domain", async () => {
    const { application } = app();
    for (const tenant of [sandbox.tenantId.toUpperCase(), "contoso.onmicrosoft.com", "Contoso.com", "adfs"]) {
      expect((await request(application.appId, {}, { tenant })).status).toBe(200);
    }
  });

  test("is given to a service principal of another tenant's application by its own secret", async () => {
    const { application, servicePrincipal } = app();
    sandbox.state.applications.remove(application.id);
    expect((await request(application.appId)).body.error_codes).toEqual([7000215]);
    sandbox.state.servicePrincipals.update(servicePrincipal.id, { passwordCredentials: [secret("s3cret~")] });
    expect((await request(application.appId)).status).toBe(200);
  });

  test("comes with the client capabilities that were asked for", async () => {
    const { application } = app();
    const claims = JSON.stringify({ access_token: { xms_cc: { values: ["CP1"] } } });
    expect(claimsOf((await request(application.appId, { claims })).body.access_token).xms_cc).toEqual(["CP1"]);
  });
});

describe("a refusal", () => {
  test("has Entra's shape, with the caller's id", async () => {
    const { application } = app();
    const answer = await request(
      application.appId,
      { client_secret: "wrong" },
      { headers: { "client-request-id": "mine-7" } },
    );
    expect(answer.status).toBe(401);
    const { trace_id } = answer.body;
    expect(answer.body).toEqual({
      error: "invalid_client",
      error_description: `AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${application.appId}'.\r\nTrace ID: ${trace_id}\r\nCorrelation ID: mine-7\r\nTimestamp: 2026-11-20 ${clock.now().toISOString().slice(11, 19)}Z`,
      error_codes: [7000215],
      timestamp: `2026-11-20 ${clock.now().toISOString().slice(11, 19)}Z`,
      trace_id,
      correlation_id: "mine-7",
      error_uri: "https://login.microsoftonline.com/error?code=7000215",
    });
    expect(answer.headers["x-ms-request-id"]).toBe(trace_id);
  });

  // biome-ignore format: a table
  const table: [string, number, number, string, Record<string, string | undefined>, RegExp][] = [
    ["no grant type", 900144, 400, "invalid_request", { grant_type: undefined }, /'grant_type'/],
    ["an unknown grant type", 70003, 400, "unsupported_grant_type", { grant_type: "magic" }, /'magic'/],
    ["a grant type that is a property of every object", 70003, 400, "unsupported_grant_type", { grant_type: "toString" }, /toString/],
    ["no client id", 900144, 400, "invalid_request", { client_id: undefined }, /'client_id'/],
    ["an unknown client", 700016, 400, "unauthorized_client", { client_id: "99999999-0000-4000-8000-000000000000" }, /was not found in the directory 'Contoso'/],
    ["neither secret nor assertion", 7000218, 401, "invalid_client", { client_secret: undefined }, /'client_assertion' or 'client_secret'/],
    ["no scope", 90014, 400, "invalid_request", { scope: undefined }, /'scope' is missing/],
    ["a scope that is not /.default", 1002012, 400, "invalid_scope", { scope: "https://graph.microsoft.com/User.Read.All" }, /User\.Read\.All is not valid\. Client credential flows/],
    ["two resources", 1002012, 400, "invalid_scope", { scope: "https://graph.microsoft.com/.default https://management.azure.com/.default" }, /\.default/],
    ["a resource that the tenant lacks", 500011, 400, "invalid_resource", { scope: "api://nowhere/.default" }, /api:\/\/nowhere was not found in the tenant named Contoso/],
    ["a resource at the v2.0 endpoint", 901002, 400, "invalid_request", { resource: "https://graph.microsoft.com" }, /'resource' request parameter is not supported/],
    ["half an assertion", 900144, 400, "invalid_request", { client_secret: undefined, client_assertion: "a.b.c" }, /'client_assertion_type'/],
  ];
  test.each(table)("of %s is AADSTS%i", async (_name, number, status, error, changes, text) => {
    const answer = await request(app().application.appId, changes);
    expect([answer.body.error_codes, answer.status, answer.body.error]).toEqual([[number], status, error]);
    expect(answer.body.error_description).toMatch(text);
  });

  test("of an unknown tenant names it", async () => {
    const answer = await request(app().application.appId, {}, { tenant: "fabrikam.com" });
    expect([answer.status, answer.body.error, answer.body.error_codes]).toEqual([400, "invalid_request", [90002]]);
    expect(answer.body.error_description).toContain("Tenant 'fabrikam.com' not found.");
  });

  test("of a shared tenant name: nobody signs in whose tenant it could be", async () => {
    expect((await request(app().application.appId, {}, { tenant: "common" })).body.error_codes).toEqual([50059]);
  });

  test("tells an expired secret from a wrong one", async () => {
    const { application } = addApplication(sandbox, {
      passwordCredentials: [
        secret("old", { end: "2026-11-20T11:00:00Z" }),
        secret("future", { start: "2027-01-01T00:00:00Z" }),
      ],
    });
    const number = async (client_secret: string) =>
      (await request(application.appId, { client_secret })).body.error_codes[0];
    expect(await number("old")).toBe(7000222);
    expect(await number("future")).toBe(7000215);
    expect(await number("other")).toBe(7000215);
  });

  test("of the id of a secret in place of its value is the refusal of a wrong secret", async () => {
    const { application } = app();
    const id = application.passwordCredentials[0]?.keyId;
    expect((await request(application.appId, { client_secret: id })).body.error_codes).toEqual([7000215]);
  });

  test("of an application without a service principal, or with a disabled one, says which", async () => {
    const { application, servicePrincipal } = app();
    sandbox.state.servicePrincipals.update(servicePrincipal.id, { accountEnabled: false });
    const disabled = await request(application.appId);
    expect([disabled.status, disabled.body.error, disabled.body.error_codes]).toEqual([
      400,
      "unauthorized_client",
      [7000112],
    ]);
    expect(disabled.body.error_description).toContain(
      `Application '${application.appId}'(Defender integration) is disabled.`,
    );
    sandbox.state.servicePrincipals.remove(servicePrincipal.id);
    const missing = await request(application.appId);
    expect([missing.status, missing.body.error, missing.body.error_codes]).toEqual([401, "invalid_client", [7000229]]);
    expect(missing.body.error_description).toContain(`is missing service principal in the tenant ${sandbox.tenantId}`);
  });

  test("of an application that has not come out of the replication delay is that of an unknown one", async () => {
    sandbox.faults.setDelays({ replicationDelay: 5_000 });
    const { application } = addApplication(
      sandbox,
      { passwordCredentials: [secret("s3cret~")], createdMs: clock.now().getTime() },
      { createdMs: clock.now().getTime() },
    );
    expect((await request(application.appId)).body.error_codes).toEqual([700016]);
    clock.advance(5_000);
    expect((await request(application.appId)).status).toBe(200);
  });

  test("of Microsoft Graph itself once its service principal was deleted", async () => {
    const graph = graphPrincipal(sandbox);
    const { application } = app();
    sandbox.state.servicePrincipals.remove(graph.id);
    const answer = await request(application.appId);
    sandbox.state.servicePrincipals.insert(graph);
    expect(answer.body.error_codes).toEqual([500011]);
  });

  test("of a body that is not a form is that of a missing grant type", async () => {
    const path = `/${sandbox.tenantId}/oauth2/v2.0/token`;
    const json = { grant_type: "client_credentials", client_id: app().application.appId, client_secret: "s3cret~" };
    expect((await call(sandbox, "POST", path, { body: json })).body.error_codes).toEqual([900144]);
    expect((await call(sandbox, "POST", path)).body.error_codes).toEqual([900144]);
  });
});
