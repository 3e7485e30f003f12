import * as pulumi from "@pulumi/pulumi";
import { clouds } from "../../catalogue/clouds";
import { AppRegistration, type AppRegistrationArgs } from "../../components/appRegistration";
import { lookUpTenant } from "../../components/tenant";
import { certificatePem } from "../support/certificates";
import { type MockedTenant, mockTenant, resolved } from "../support/mocks";

const graph = "00000003-0000-0000-c000-000000000000";
const readAll = "45cc0394-e837-488b-a098-1918f48d186c";
const readWriteAll = "34bf0e97-1971-4929-b999-9e2442d941d7";

let mocked: MockedTenant;

beforeEach(async () => {
  mocked = await mockTenant();
});

const incidents = [
  { api: "microsoftGraph", value: "SecurityIncident.Read.All" },
  { api: "microsoftGraph", value: "SecurityIncident.ReadWrite.All" },
] as const;

async function declare(args: Partial<AppRegistrationArgs> = {}) {
  const registration = new AppRegistration("sir", {
    tenant: lookUpTenant(clouds.public),
    application: { displayName: "SIR" },
    permissions: incidents,
    credential: { type: "clientSecret" },
    ...args,
  });
  await resolved(registration.grantedPermissions);
  await mocked.settle();
  return registration;
}

const of = (type: string) => mocked.declared.filter((resource) => resource.type.endsWith(`:${type}`));

describe("An app registration", () => {
  test("declares each permission as an application permission, never as a delegated one", async () => {
    await declare();
    expect(of("Application")[0]?.inputs.requiredResourceAccesses).toEqual([
      {
        resourceAppId: graph,
        resourceAccesses: [
          { id: readAll, type: "Role" },
          { id: readWriteAll, type: "Role" },
        ],
      },
    ]);
  });

  test("consents each permission to its own service principal", async () => {
    await declare();
    expect(of("AppRoleAssignment").map(({ inputs }) => inputs)).toEqual([
      {
        appRoleId: readAll,
        principalObjectId: "principal-of-sir-principal",
        resourceObjectId: `principal-of-${graph}`,
      },
      {
        appRoleId: readWriteAll,
        principalObjectId: "principal-of-sir-principal",
        resourceObjectId: `principal-of-${graph}`,
      },
    ]);
  });

  test("looks the API's service principal up once and declares none but its own", async () => {
    await declare();
    expect(mocked.invoked.filter(({ token }) => token.includes("getServicePrincipal"))).toHaveLength(1);
    expect(of("ServicePrincipal").map(({ inputs }) => inputs.clientId)).toEqual(["client-of-sir-application"]);
  });

  test("is single-tenant and owned by the deployer", async () => {
    await declare();
    expect(of("Application")[0]?.inputs).toMatchObject({ signInAudience: "AzureADMyOrg", owners: ["the-deployer"] });
  });

  test("keeps its secret a secret, and nothing else", async () => {
    const { credential, clientId } = await declare();
    if (credential.type !== "clientSecret") throw new Error(`a client secret was asked for, got ${credential.type}`);
    expect(await pulumi.isSecret(credential.value)).toBe(true);
    expect(await pulumi.isSecret(credential.keyId)).toBe(false);
    expect(await pulumi.isSecret(clientId)).toBe(false);
  });

  test("gives its secret 180 days unless told otherwise", async () => {
    await declare();
    const end = new Date(String(of("ApplicationPassword")[0]?.inputs.endDate)).getTime();
    expect(Math.round((end - Date.now()) / 86_400_000)).toBe(180);
  });

  test("declares the secret of the rotation before too, while it is to be kept", async () => {
    await declare({ credential: { type: "clientSecret", rotation: 3, keepPrevious: true } });
    expect(of("ApplicationPassword").map(({ name }) => name)).toEqual(["sir-secret-2", "sir-secret-3"]);
  });

  test("signs in with a certificate whose end date it takes over", async () => {
    const { pem, notAfter } = await certificatePem();
    const { credential } = await declare({ credential: { type: "certificate", pem } });
    expect(of("ApplicationCertificate")[0]?.inputs).toMatchObject({ value: { value: pem }, endDate: notAfter });
    expect(of("ApplicationPassword")).toEqual([]);
    expect(credential.type).toBe("certificate");
  });

  test("trusts one exact subject of another issuer, for Entra's audience", async () => {
    await declare({
      credential: { type: "federated", issuer: "https://token.example", subject: "repo:a/b:ref:refs/heads/main" },
    });
    expect(of("ApplicationFederatedIdentityCredential")[0]?.inputs).toMatchObject({
      audiences: ["api://AzureADTokenExchange"],
      issuer: "https://token.example",
      subject: "repo:a/b:ref:refs/heads/main",
    });
  });

  test("adopts an application by its client id: adds access and consent, makes neither application nor principal", async () => {
    const registration = await declare({ application: { existingClientId: "an-old-app" } });
    expect(of("Application")).toEqual([]);
    expect(of("ServicePrincipal")).toEqual([]);
    expect(of("azuread/ApplicationPermissions").concat(of("ApplicationPermissions"))[0]?.inputs).toMatchObject({
      applicationObjectId: "object-of-an-old-app",
      apiAppId: graph,
      roleIds: [readAll, readWriteAll],
      scopeIds: [],
    });
    expect(await resolved(registration.clientId)).toBe("an-old-app");
  });

  test("tells token endpoint and scope of the cloud it is in", async () => {
    const registration = await declare({ tenant: lookUpTenant(clouds.usgovernment) });
    expect(await resolved(registration.tokenUrl)).toBe("https://login.microsoftonline.us/the-tenant/oauth2/v2.0/token");
    expect(await resolved(registration.scope)).toBe("https://graph.microsoft.us/.default");
  });

  test("refuses wrong arguments with every problem in one error, without a stack", async () => {
    const wrong = () =>
      new AppRegistration("sir", {
        tenant: lookUpTenant(clouds.public),
        application: { displayName: "SIR" },
        permissions: [
          // @ts-expect-error a misspelt name does not compile
          { api: "microsoftGraph", value: "SecurityIncident.Read.Al" },
          // @ts-expect-error nor does one that exists as a delegated permission only
          { api: "microsoftGraph", value: "User.Read" },
        ],
        credential: { type: "clientSecret", lifetimeDays: 400 },
      });
    expect(wrong).toThrow(pulumi.ResourceError);
    expect(wrong).toThrow(
      /SecurityIncident\.Read\.All[\s\S]*User\.Read[\s\S]*delegated[\s\S]*lifetimeDays[\s\S]*got 400/,
    );
  });
});
