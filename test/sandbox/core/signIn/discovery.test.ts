import { type Sandbox, startSandbox } from "../../../../sandbox";
import { call } from "../support";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const get = async (path: string) => (await call(sandbox, "GET", path)).body;

test("the OpenID configuration of the tenant names its endpoints and an issuer on the same host", async () => {
  const document = await get(`/${sandbox.tenantId}/v2.0/.well-known/openid-configuration`);
  expect(document).toMatchObject({
    issuer: `${sandbox.origin}/${sandbox.tenantId}/v2.0`,
    token_endpoint: `${sandbox.origin}/${sandbox.tenantId}/oauth2/v2.0/token`,
    authorization_endpoint: `${sandbox.origin}/${sandbox.tenantId}/oauth2/v2.0/authorize`,
    device_authorization_endpoint: `${sandbox.origin}/${sandbox.tenantId}/oauth2/v2.0/devicecode`,
  });
  const { keys } = await get(new URL(document.jwks_uri).pathname);
  expect(keys).toEqual([
    expect.objectContaining({ kty: "RSA", use: "sig", kid: expect.any(String), n: expect.any(String), e: "AQAB" }),
  ]);
  expect(keys[0]).not.toHaveProperty("d");
});

test("shared tenant names leave the tenant of the issuer open", async () => {
  for (const name of ["common", "organizations"]) {
    const document = await get(`/${name}/v2.0/.well-known/openid-configuration`);
    expect(document.issuer).toBe(`${sandbox.origin}/{tenantid}/v2.0`);
    expect(document.token_endpoint).toBe(`${sandbox.origin}/${name}/oauth2/v2.0/token`);
  }
});

test("the configuration without a version is that of v1", async () => {
  const document = await get("/contoso.com/.well-known/openid-configuration");
  expect(document.issuer).toBe(`https://sts.windows.net/${sandbox.tenantId}/`);
  expect(document.token_endpoint).toBe(`${sandbox.origin}/contoso.com/oauth2/token`);
});

test("under /adfs, where old versions of the Azure CLI look, the endpoints are those of the tenant", async () => {
  const document = await get("/adfs/.well-known/openid-configuration");
  expect(document.token_endpoint).toBe(`${sandbox.origin}/${sandbox.tenantId}/oauth2/v2.0/token`);
  expect(document.authorization_endpoint).toMatch(/^https:/);
});

test("an unknown tenant has no configuration", async () => {
  const answer = await call(sandbox, "GET", "/fabrikam.com/v2.0/.well-known/openid-configuration");
  expect([answer.status, answer.body.error, answer.body.error_codes]).toEqual([400, "invalid_request", [90002]]);
});

test("instance discovery vouches for this host", async () => {
  const endpoint = encodeURIComponent(`${sandbox.origin}/${sandbox.tenantId}/oauth2/v2.0/authorize`);
  const document = await get(`/common/discovery/instance?api-version=1.1&authorization_endpoint=${endpoint}`);
  expect(document.tenant_discovery_endpoint).toBe(
    `${sandbox.origin}/${sandbox.tenantId}/v2.0/.well-known/openid-configuration`,
  );
  expect(document.metadata[0].aliases).toEqual([`localhost:${sandbox.port}`]);
});

test("users of verified domains are managed by the tenant", async () => {
  expect((await get("/common/userrealm/megan.bowen%40contoso.com?api-version=1.0")).account_type).toBe("Managed");
  expect((await get("/common/userrealm/x%40elsewhere.example?api-version=1.0")).account_type).toBe("Unknown");
});

describe("the cloud metadata", () => {
  test("of 2022-09-01 is one object with what the providers require", async () => {
    const document = await get("/metadata/endpoints?api-version=2022-09-01");
    expect(document).toMatchObject({
      name: "EntraIntegrationsSandbox",
      resourceManager: `${sandbox.origin}/`,
      microsoftGraphResourceId: `${sandbox.origin}/graph/`,
      authentication: { loginEndpoint: sandbox.origin },
      defenderForEndpointResourceId: `${sandbox.origin}/defender`,
      microsoftThreatProtectionResourceId: `${sandbox.origin}/threatprotection`,
    });
    expect(document.authentication.audiences[0]).toBe(sandbox.origin);
  });

  test("of 2019-05-01 is a list for the Azure CLI, which then signs in under /adfs", async () => {
    const [document, ...others] = await get("/metadata/endpoints?api-version=2019-05-01");
    expect(others).toEqual([]);
    expect(document.authentication.loginEndpoint).toBe(`${sandbox.origin}/adfs`);
    expect(document.suffixes).toEqual(expect.any(Object));
    expect(document.name).not.toBe("AzureCloud");
  });

  test("of another version, or of none, is refused in ARM's words", async () => {
    const answer = await call(sandbox, "GET", "/metadata/endpoints?api-version=1999-01-01");
    expect([answer.status, answer.body.error.code]).toEqual([400, "InvalidApiVersionParameter"]);
    expect(answer.body.error.message).toContain("'1999-01-01'");
    expect((await get("/metadata/endpoints")).error.code).toBe("MissingApiVersionParameter");
  });
});
