import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import {
  AuthorizationCodeCredential,
  ClientAssertionCredential,
  ClientCertificateCredential,
  ClientSecretCredential,
  DeviceCodeCredential,
  type TokenCredentialOptions,
} from "@azure/identity";
import { type Sandbox, startSandbox } from "../../../sandbox";
import {
  addApplication,
  addUser,
  call,
  claimsOf,
  clientCertificate,
  consentRole,
  consentScopes,
  keyCredential,
  secret,
} from "./support";

const run = promisify(execFile);
let sandbox: Sandbox;
let options: TokenCredentialOptions & { disableInstanceDiscovery: true };
beforeAll(async () => {
  sandbox = await startSandbox();
  options = {
    authorityHost: sandbox.origin,
    disableInstanceDiscovery: true,
    retryOptions: { maxRetries: 0 },
    ...({ tlsOptions: { ca: readFileSync(sandbox.caFile, "utf8") } } as object),
  };
});
afterAll(() => sandbox.close());

const scope = () => `${sandbox.endpoints.graph}/.default`;

describe("@azure/identity", () => {
  test("signs in with a secret", async () => {
    const { application, servicePrincipal } = addApplication(sandbox, { passwordCredentials: [secret("s3cret~")] });
    consentRole(sandbox, servicePrincipal.id, "SecurityIncident.Read.All");
    const credential = new ClientSecretCredential(sandbox.tenantId, application.appId, "s3cret~", options);
    const token = await credential.getToken(scope());
    expect(claimsOf(token?.token ?? "")).toMatchObject({
      oid: servicePrincipal.id,
      roles: ["SecurityIncident.Read.All"],
    });
    expect(token.expiresOnTimestamp).toBeGreaterThan(Date.now() + 50 * 60_000);
  });

  test("signs in with a certificate", async () => {
    const { pem, privateKey, der } = clientCertificate();
    const { application } = addApplication(sandbox, { keyCredentials: [keyCredential(der)] });
    const certificate = `${privateKey.export({ type: "pkcs8", format: "pem" })}${pem}`;
    const credential = new ClientCertificateCredential(sandbox.tenantId, application.appId, { certificate }, options);
    expect(claimsOf((await credential.getToken(scope())).token)).toMatchObject({ appidacr: "2" });
  });

  test("signs in with an assertion of another identity provider", async () => {
    const { application } = addApplication(sandbox, {
      federatedIdentityCredentials: [
        {
          id: "f1",
          name: "pipeline",
          issuer: `${sandbox.origin}/_sandbox/oidc`,
          subject: "repo:contoso/app:ref:refs/heads/main",
          audiences: ["api://AzureADTokenExchange"],
          description: null,
        },
      ],
    });
    const assertion = async () =>
      (
        await call(sandbox, "POST", "/_sandbox/oidc/token", {
          body: { subject: "repo:contoso/app:ref:refs/heads/main" },
        })
      ).body.token;
    const credential = new ClientAssertionCredential(sandbox.tenantId, application.appId, assertion, options);
    expect(claimsOf((await credential.getToken(scope())).token)).toMatchObject({ appid: application.appId });
  });

  test("tells its user what Entra tells it", async () => {
    const { application } = addApplication(sandbox, { passwordCredentials: [secret("s3cret~")] });
    const credential = new ClientSecretCredential(sandbox.tenantId, application.appId, "wrong", options);
    await expect(credential.getToken(scope())).rejects.toThrow(
      /invalid_client: .*7000215.*Invalid client secret provided/s,
    );
  });

  test("signs a person in by device code", async () => {
    const { application, servicePrincipal } = addApplication(sandbox, { properties: { isFallbackPublicClient: true } });
    consentScopes(sandbox, servicePrincipal.id, "User.ReadWrite.All");
    const user = addUser(sandbox, "pa55word");
    const credential = new DeviceCodeCredential({
      ...options,
      tenantId: sandbox.tenantId,
      clientId: application.appId,
      userPromptCallback: ({ userCode, verificationUri }) => {
        const form = { user_code: userCode, username: user.userPrincipalName, password: "pa55word" };
        void call(sandbox, "POST", verificationUri, { form });
      },
    });
    const token = await credential.getToken(`${sandbox.endpoints.graph}/User.ReadWrite.All`);
    expect(claimsOf(token.token)).toMatchObject({ oid: user.id, scp: "User.ReadWrite.All" });
    // The second one comes from the cache or by refresh, without asking the person again.
    expect((await credential.getToken(`${sandbox.endpoints.graph}/User.ReadWrite.All`)).token).toEqual(
      expect.any(String),
    );
  });

  test("redeems an authorization code", async () => {
    const redirect = "https://instance.service-now.com/oauth_redirect.do";
    const { application, servicePrincipal } = addApplication(sandbox, {
      passwordCredentials: [secret("s3cret~")],
      properties: { web: { redirectUris: [redirect] } },
    });
    consentScopes(sandbox, servicePrincipal.id, "User.ReadWrite.All");
    const user = addUser(sandbox, "pa55word");
    const signedIn = await call(sandbox, "POST", `/${sandbox.tenantId}/oauth2/v2.0/authorize`, {
      form: {
        client_id: application.appId,
        response_type: "code",
        redirect_uri: redirect,
        scope: `${sandbox.endpoints.graph}/User.ReadWrite.All`,
        username: user.userPrincipalName,
        password: "pa55word",
      },
    });
    const code = new URL(String(signedIn.headers.location)).searchParams.get("code") ?? "";
    const credential = new AuthorizationCodeCredential(
      sandbox.tenantId,
      application.appId,
      "s3cret~",
      code,
      redirect,
      options,
    );
    const token = await credential.getToken(`${sandbox.endpoints.graph}/User.ReadWrite.All`);
    expect(claimsOf(token?.token ?? "")).toMatchObject({ oid: user.id });
  });
});

describe("a child process with the sandbox's environment", () => {
  const inChild = (command: string, args: readonly string[]) =>
    run(command, args, { env: { ...process.env, ...sandbox.environment() }, encoding: "utf8" });

  test("signs in as the deployer with nothing but the environment (Node)", async () => {
    const file = join(dirname(sandbox.caFile), "child.cjs");
    writeFileSync(
      file,
      `const { EnvironmentCredential } = require(${JSON.stringify(require.resolve("@azure/identity"))});
       new EnvironmentCredential({ disableInstanceDiscovery: true })
         .getToken(process.env.SANDBOX_ORIGIN + "/arm/.default")
         .then(({ token }) => console.log(token), (error) => { console.error(error); process.exit(1); });`,
    );
    const { stdout } = await inChild(process.execPath, [file]);
    expect(claimsOf(stdout.trim())).toMatchObject({ appid: sandbox.identities.deployer.clientId });
  });

  test("trusts the sandbox (curl, OpenSSL, Python)", async () => {
    const url = `${sandbox.origin}/metadata/endpoints?api-version=2022-09-01`;
    expect((await inChild("curl", ["--silent", "--show-error", "--fail", url])).stdout).toContain(
      "EntraIntegrationsSandbox",
    );
    const client = [
      "s_client",
      "-connect",
      `localhost:${sandbox.port}`,
      "-servername",
      "localhost",
      "-verify_return_error",
      "-verify_hostname",
      "localhost",
    ];
    expect((await inChild("sh", ["-c", `openssl ${client.join(" ")} < /dev/null`])).stdout).toContain(
      "Verify return code: 0 (ok)",
    );
    const python =
      "import os,urllib.request as u; print(u.urlopen(os.environ['ARM_CLOUD_METADATA_URL']).read().decode())";
    expect((await inChild("python3", ["-c", python])).stdout).toContain("/adfs");
  });

  test("still trusts what it trusted before", () => {
    const bundle = readFileSync(sandbox.environment().SSL_CERT_FILE ?? "", "utf8");
    expect(bundle.match(/BEGIN CERTIFICATE/g)?.length).toBeGreaterThan(10);
    expect(bundle).toContain(readFileSync(sandbox.caFile, "utf8").trim());
  });

  test("does not send loopback requests through a proxy", () => {
    expect(sandbox.environment().NO_PROXY?.split(",")).toEqual(
      expect.arrayContaining(["localhost", "127.0.0.1", "::1"]),
    );
  });

  test("is not led to another tenant by what its parent was told", () => {
    process.env.ARM_OIDC_TOKEN_FILE_PATH = "/var/run/token";
    process.env.ARM_ENVIRONMENT = "usgovernment";
    const { ARM_OIDC_TOKEN_FILE_PATH, ARM_ENVIRONMENT } = sandbox.environment();
    delete process.env.ARM_OIDC_TOKEN_FILE_PATH;
    delete process.env.ARM_ENVIRONMENT;
    expect([ARM_OIDC_TOKEN_FILE_PATH, ARM_ENVIRONMENT]).toEqual(["", ""]);
    expect(sandbox.environment()).not.toHaveProperty("ARM_ENVIRONMENT");
  });

  test("is signed in as the identity that was asked for", () => {
    const { ARM_CLIENT_ID, AZURE_CLIENT_SECRET } = sandbox.environment("reader");
    expect(ARM_CLIENT_ID).toBe(sandbox.identities.reader.clientId);
    expect(AZURE_CLIENT_SECRET).toBe(sandbox.identities.reader.clientSecret);
  });
});
