import { servicenowAzureSpoke } from "../../integrations/servicenowAzureSpoke";
import { contextOf, declareIntegration, problemsOf } from "../support/integration";
import { type MockedTenant, mockTenant } from "../support/mocks";

const subscriptionId = "0b1f6471-1bf0-4dda-aec3-cb9272f09590";

let mocked: MockedTenant;

beforeEach(async () => {
  mocked = await mockTenant();
});

const of = (type: string) => mocked.declared.filter((resource) => resource.type.endsWith(`:${type}`));
const group = { resourceGroup: { name: "rg-servicenow", location: "westeurope" } };

describe("ServiceNow Azure spoke", () => {
  test("needs no permission of Microsoft Graph: Contributor on one group, and Microsoft.Automation registered", async () => {
    const record = await declareIntegration(servicenowAzureSpoke, group, mocked, contextOf({ subscriptionId }));
    expect(record.permissions).toEqual([]);
    expect(record.scope).toBe("https://management.azure.com/.default");
    expect(of("AppRoleAssignment")).toEqual([]);
    expect(of("RoleAssignment")[0]?.inputs).toMatchObject({
      scope: `/subscriptions/${subscriptionId}/resourceGroups/rg-servicenow`,
      principalId: "principal-of-it-principal",
      principalType: "ServicePrincipal",
    });
    expect(
      of("azure/ProviderRegistration")
        .concat(of("ProviderRegistration"))
        .map(({ inputs }) => inputs.namespace),
    ).toEqual(["Microsoft.Automation"]);
  });

  test("hands over ServiceNow's steps in their order", async () => {
    const { handover } = await declareIntegration(servicenowAzureSpoke, group, mocked, contextOf({ subscriptionId }));
    const text = JSON.stringify(handover.steps);
    const places = ["Client Credentials", '"Default"', "Manage Tokens", "Refetch Token", "Look up Account"].map(
      (word) => text.indexOf(word),
    );
    expect(places.every((place) => place >= 0)).toBe(true);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
  });

  test("names an unknown role, an unknown namespace and a wrong group at once, with what was meant", () => {
    const problems = problemsOf(servicenowAzureSpoke, {
      resourceGroup: { name: "rg.", location: "westeurope" },
      roles: ["Contributer"],
      resourceProviders: ["Microsoft.Automatoin"],
    });
    expect(problems.join("\n")).toMatch(/resourceGroup: [\s\S]*"rg\."/);
    expect(problems.join("\n")).toMatch(/roles\.0: [\s\S]*Contributor/);
    expect(problems.join("\n")).toMatch(/resourceProviders\.0: [\s\S]*Microsoft\.Automation/);
  });
});
