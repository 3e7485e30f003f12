import * as pulumi from "@pulumi/pulumi";
import { clouds } from "../../catalogue/clouds";
import { ForeignApplication, type ForeignApplicationArgs } from "../../components/foreignApplication";
import type { FoundPrincipal } from "../../components/foreignPrincipal";
import { lookUpTenant } from "../../components/tenant";
import { type MockedTenant, mockTenant, resolved } from "../support/mocks";

const graph = "00000003-0000-0000-c000-000000000000";
const userReadWriteAll = "741f803b-c850-494e-b5df-cde7c675a1ca";
const organizationReadAll = "498476ce-e0fe-48b0-b801-37ba7e2685c6";
const clientId = "2f6713e6-1e21-4a83-91b4-5bf9a2378f81";

const note = "Managed by Pulumi: integration okta of stack entra-integrations/test.";

let mocked: MockedTenant;

beforeEach(async () => {
  mocked = await mockTenant();
});

async function declare(args: Partial<ForeignApplicationArgs> = {}) {
  const application = new ForeignApplication("okta", {
    tenant: lookUpTenant(clouds.public),
    clientId,
    permissions: [
      { api: "microsoftGraph", value: "User.ReadWrite.All" },
      { api: "microsoftGraph", value: "Organization.Read.All" },
    ],
    ...args,
  });
  await resolved(application.grantedPermissions);
  await mocked.settle();
  return application;
}

const of = (type: string) => mocked.declared.filter((resource) => resource.type.endsWith(`:${type}`));

const found: FoundPrincipal = {
  objectId: "there-already",
  displayName: "Okta Microsoft Graph Client",
  accountEnabled: true,
  ownerTenantId: "okta",
  notes: null,
  consents: [{ id: "consent-1", appRoleId: userReadWriteAll, apiObjectId: "graph-object", apiAppId: graph }],
};

describe("Another tenant's application", () => {
  test("gets a service principal, marked as this stack's, and no app registration or credential", async () => {
    const application = await declare();
    expect(of("ServicePrincipal").map(({ inputs }) => inputs)).toEqual([
      { clientId, owners: ["the-deployer"], notes: note },
    ]);
    expect(application.adopted).toBe(false);
    expect(of("Application")).toEqual([]);
    expect(of("ApplicationPassword")).toEqual([]);
  });

  test("gets each application permission consented", async () => {
    await declare();
    expect(of("AppRoleAssignment").map(({ inputs }) => inputs)).toEqual(
      [userReadWriteAll, organizationReadAll].map((appRoleId) => ({
        appRoleId,
        principalObjectId: "principal-of-okta-principal",
        resourceObjectId: `principal-of-${graph}`,
      })),
    );
  });

  test("is never declared with useExisting, not even where the tenant has it already", async () => {
    const application = await declare({ found });
    expect(of("ServicePrincipal")[0]?.inputs).not.toHaveProperty("useExisting");
    expect(application.adopted).toBe(true);
  });

  test("is imported with the consents that it has", async () => {
    await declare({ found });
    expect(of("ServicePrincipal")[0]?.importedId).toBe("/servicePrincipals/there-already");
    expect(of("AppRoleAssignment").map(({ importedId }) => importedId)).toEqual([
      "/servicePrincipals/graph-object/appRoleAssignedTo/consent-1",
      undefined,
    ]);
  });

  test("that an interrupted run of this stack made is this stack's own", async () => {
    expect((await declare({ found: { ...found, notes: `${note} Asked for by Megan.` } })).adopted).toBe(false);
    const other = note.replace("/test.", "/prod.");
    expect((await declare({ found: { ...found, notes: other } })).adopted).toBe(true);
  });

  test("may not be one of Microsoft's, and its permissions must exist as application permissions", () => {
    const wrong = () =>
      new ForeignApplication("okta", {
        tenant: lookUpTenant(clouds.public),
        clientId: graph,
        // @ts-expect-error exists as a delegated permission only
        permissions: [{ api: "microsoftGraph", value: "User.Read" }],
      });
    expect(wrong).toThrow(pulumi.ResourceError);
    expect(wrong).toThrow(/Microsoft's own Microsoft Graph[\s\S]*User\.Read/);
  });
});
