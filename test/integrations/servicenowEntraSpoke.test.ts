import { servicenowEntraSpoke } from "../../integrations/servicenowEntraSpoke";
import { declareIntegration, problemsOf } from "../support/integration";
import { type MockedTenant, mockTenant } from "../support/mocks";

let mocked: MockedTenant;

beforeEach(async () => {
  mocked = await mockTenant();
});

const of = (type: string) => mocked.declared.filter((resource) => resource.type.endsWith(`:${type}`));
const account = {
  mode: "serviceAccount",
  userPrincipalName: "svc-servicenow@contoso.com",
  instance: "https://example.service-now.com",
};

describe("ServiceNow Entra spoke, mode application", () => {
  test("has ServiceNow's two permissions by default", async () => {
    const record = await declareIntegration(servicenowEntraSpoke, { mode: "application" }, mocked);
    expect(record.permissions.map(({ value }) => value)).toEqual(["GroupMember.ReadWrite.All", "User.ReadWrite.All"]);
  });

  test("has the least privileged permissions of the actions that are used", async () => {
    const options = { mode: "application", actions: ["Look up User", "Add User to Group"] };
    const record = await declareIntegration(servicenowEntraSpoke, options, mocked);
    expect(record.permissions.map(({ value }) => value)).toEqual(["GroupMember.ReadWrite.All", "User.Read.All"]);
  });

  test("says of an action that no application permission allows which mode does", () => {
    expect(problemsOf(servicenowEntraSpoke, { mode: "application", actions: ["Reset Password"] }).join()).toMatch(
      /actions\.0: .*Reset Password.*serviceAccount/,
    );
  });

  test("says which action was meant", () => {
    expect(problemsOf(servicenowEntraSpoke, { mode: "application", actions: ["Creat User"] }).join()).toContain(
      "Create User",
    );
  });

  test("takes actions or permissions, not both", () => {
    const both = { mode: "application", actions: ["Create User"], permissions: ["User.ReadWrite.All"] };
    expect(problemsOf(servicenowEntraSpoke, both)).toHaveLength(1);
  });
});

describe("ServiceNow Entra spoke, mode serviceAccount", () => {
  test("declares delegated permissions that people sign in for, and no application permission", async () => {
    const record = await declareIntegration(servicenowEntraSpoke, account, mocked);
    expect(of("Application")[0]?.inputs).toMatchObject({
      web: { redirectUris: ["https://example.service-now.com/oauth_redirect.do"] },
      tags: expect.arrayContaining(["entra-integrations:delegated"]),
    });
    const accesses = of("Application").flatMap(
      ({ inputs }) => inputs.requiredResourceAccesses as { resourceAccesses: { type: string }[] }[],
    );
    const types = accesses.flatMap(({ resourceAccesses }) => resourceAccesses.map(({ type }) => type));
    expect(new Set(types)).toEqual(new Set(["Scope"]));
    expect(of("AppRoleAssignment")).toEqual([]);
    expect(record.permissions).toEqual([]);
  });

  test("says how the token is authorised, as the service account", async () => {
    const { details, handover } = await declareIntegration(servicenowEntraSpoke, account, mocked);
    expect(details.authorise).toContain("svc-servicenow@contoso.com");
    expect(JSON.stringify(handover)).toContain("Generate Token");
  });

  test("says that a role limited to an administrative unit does not reach what is made outside of it", () => {
    const limited = { ...account, administrativeUnit: "Branch", actions: ["Update User", "Create User"] };
    expect(problemsOf(servicenowEntraSpoke, limited)).toEqual([
      expect.stringMatching(/^actions\.1: Create User makes objects outside .* 403 Authorization_RequestDenied/),
    ]);
    expect(problemsOf(servicenowEntraSpoke, { ...limited, actions: ["Update User"] })).toEqual([]);
    expect(problemsOf(servicenowEntraSpoke, { ...limited, administrativeUnit: undefined })).toEqual([]);
  });

  test("wants a sign-in name, an instance, and a reason for Global Administrator, all said at once", () => {
    const problems = problemsOf(servicenowEntraSpoke, {
      mode: "serviceAccount",
      userPrincipalName: "svc",
      instance: "example",
      directoryRole: "Global Administrator",
    });
    expect(problems.map((problem) => problem.split(":")[0])).toEqual(
      expect.arrayContaining(["userPrincipalName", "instance", "globalAdministratorReason"]),
    );
  });
});
