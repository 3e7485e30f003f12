import { ResourceGroupAccess, type ResourceGroupAccessArgs } from "../../components/resourceGroupAccess";
import { type MockedTenant, mockTenant, resolved } from "../support/mocks";

const subscriptionId = "0b1f6471-1bf0-4dda-aec3-cb9272f09590";
const contributor = "b24988ac-6180-42a0-ab88-20f7382dd24c";

let mocked: MockedTenant;

beforeEach(async () => {
  mocked = await mockTenant();
});

function args(more: Partial<ResourceGroupAccessArgs> = {}): ResourceGroupAccessArgs {
  return {
    subscriptionId,
    resourceGroup: { name: "rg-servicenow", location: "westeurope" },
    principalObjectId: "the-principal",
    ...more,
  };
}

async function declare(more: Partial<ResourceGroupAccessArgs> = {}) {
  const access = new ResourceGroupAccess("azure-spoke", args(more));
  await resolved(access.scope);
  await mocked.settle();
  return access;
}

const of = (type: string) => mocked.declared.filter((resource) => resource.type.endsWith(`:${type}`));

describe("Access to a resource group", () => {
  test("is Contributor on that group, for a service principal", async () => {
    const access = await declare();
    expect(of("ResourceGroup")[0]?.inputs).toMatchObject({
      resourceGroupName: "rg-servicenow",
      location: "westeurope",
    });
    expect(of("RoleAssignment").map(({ inputs }) => inputs)).toEqual([
      expect.objectContaining({
        scope: `/subscriptions/${subscriptionId}/resourceGroups/rg-servicenow`,
        roleDefinitionId: `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${contributor}`,
        principalId: "the-principal",
        principalType: "ServicePrincipal",
      }),
    ]);
    expect(await resolved(access.resourceGroupName)).toBe("rg-servicenow");
  });

  test("leaves a group that exists to whoever made it", async () => {
    await declare({ resourceGroup: { existing: `/subscriptions/${subscriptionId}/resourceGroups/rg-old` } });
    expect(of("ResourceGroup")).toEqual([]);
    expect(of("RoleAssignment")[0]?.inputs.scope).toBe(`/subscriptions/${subscriptionId}/resourceGroups/rg-old`);
  });

  test("gives narrower roles instead, when they are asked for", async () => {
    await declare({ roles: ["Automation Contributor", "Reader"] });
    expect(of("RoleAssignment").map(({ name }) => name)).toEqual([
      "azure-spoke-automation-contributor",
      "azure-spoke-reader",
    ]);
  });

  test("names the same assignment the same at every try, and another one otherwise", async () => {
    await declare();
    await declare();
    await declare({ principalObjectId: "another-principal" });
    const [first, second, other] = of("RoleAssignment").map(({ inputs }) => inputs.roleAssignmentName);
    expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(second).toBe(first);
    expect(other).not.toBe(first);
  });

  test("refuses an unknown role and a group of another subscription in one error, with what was meant", () => {
    const wrong = () =>
      new ResourceGroupAccess(
        "refused",
        args({
          roles: ["Contributer"],
          resourceGroup: { existing: "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg" },
        }),
      );
    expect(wrong).toThrow(/Contributer[\s\S]*Contributor[\s\S]*another subscription/);
  });
});
