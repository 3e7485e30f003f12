import * as pulumi from "@pulumi/pulumi";
import { clouds } from "../../catalogue/clouds";
import { ServiceAccount, type ServiceAccountArgs } from "../../components/serviceAccount";
import { lookUpTenant } from "../../components/tenant";
import { type MockedTenant, mockTenant, resolved } from "../support/mocks";

const userAdministrator = "fe930be7-5e62-47db-91af-98c3a49a38b1";
const globalAdministrator = "62e90394-69f5-4237-9190-012177145e10";

let mocked: MockedTenant;

beforeEach(async () => {
  mocked = await mockTenant();
});

function args(more: Partial<ServiceAccountArgs> = {}): ServiceAccountArgs {
  return {
    tenant: lookUpTenant(clouds.public),
    userPrincipalName: "svc-servicenow@contoso.com",
    clientPrincipalObjectId: "principal-of-the-client",
    delegatedPermissions: [{ api: "microsoftGraph", value: "User.ReadWrite.All" }],
    ...more,
  };
}

async function declare(more: Partial<ServiceAccountArgs> = {}) {
  const account = new ServiceAccount("entra-spoke", args(more));
  await resolved(account.directoryScopeId);
  await mocked.settle();
  return account;
}

const of = (type: string) => mocked.declared.filter((resource) => resource.type.endsWith(`:${type}`));

describe("A service account", () => {
  test("is an enabled user of its own, with a password that nobody chose and nobody sees", async () => {
    const account = await declare();
    expect(of("User")[0]?.inputs).toMatchObject({
      userPrincipalName: "svc-servicenow@contoso.com",
      accountEnabled: true,
      forcePasswordChange: false,
    });
    expect(of("RandomPassword")[0]?.inputs).toMatchObject({ length: 40 });
    expect(await pulumi.isSecret(account.password as pulumi.Output<string>)).toBe(true);
  });

  test("holds User Administrator, activated first, in the whole directory", async () => {
    await declare();
    expect(of("DirectoryRole")[0]?.inputs).toEqual({ templateId: userAdministrator });
    expect(of("DirectoryRoleAssignment")[0]?.inputs).toEqual({
      roleId: userAdministrator,
      principalObjectId: "object-of-entra-spoke-account",
    });
  });

  test("holds its role in a new administrative unit alone, when one is named", async () => {
    const account = await declare({ administrativeUnit: "ServiceNow" });
    const scope = "/administrativeUnits/object-of-entra-spoke-unit";
    expect(of("AdministrativeUnit")[0]?.inputs).toMatchObject({ displayName: "ServiceNow" });
    expect(of("DirectoryRoleAssignment")[0]?.inputs).toMatchObject({ directoryScopeId: scope });
    expect(await resolved(account.directoryScopeId)).toBe(scope);
  });

  test("is the only user whom the delegated permission grant names", async () => {
    await declare();
    expect(of("ServicePrincipalDelegatedPermissionGrant").map(({ inputs }) => inputs)).toEqual([
      {
        servicePrincipalObjectId: "principal-of-the-client",
        resourceServicePrincipalObjectId: "principal-of-00000003-0000-0000-c000-000000000000",
        claimValues: ["User.ReadWrite.All"],
        userObjectId: "object-of-entra-spoke-account",
      },
    ]);
  });

  test("becomes Global Administrator for a written reason only", async () => {
    expect(() => new ServiceAccount("refused", args({ directoryRole: "Global Administrator" }))).toThrow(
      /globalAdministratorReason/,
    );
    await declare({ directoryRole: "Global Administrator", globalAdministratorReason: "resets administrators" });
    expect(of("DirectoryRoleAssignment")[0]?.inputs.roleId).toBe(globalAdministrator);
  });

  test("refuses wrong arguments with every problem in one error", () => {
    const wrong = () =>
      new ServiceAccount(
        "refused",
        args({
          userPrincipalName: "svc-servicenow",
          directoryRole: "Global Administrator",
          globalAdministratorReason: "because",
          administrativeUnit: "ServiceNow",
          // @ts-expect-error there is no such delegated permission
          delegatedPermissions: [{ api: "microsoftGraph", value: "User.ReadWrit.All" }],
        }),
      );
    expect(wrong).toThrow(pulumi.ResourceError);
    expect(wrong).toThrow(/User\.ReadWrite\.All[\s\S]*"svc-servicenow"[\s\S]*administrativeUnit/);
  });
});
