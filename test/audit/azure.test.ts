import { armAccess, groupScope, subscriptionScope, Tenant } from "./tenant";

describe("An Azure role", () => {
  test("on one resource group is right", () => {
    const tenant = new Tenant();
    tenant.azureRole(tenant.application().principal, "Contributor", groupScope);
    expect(tenant.names()).toEqual([]);
  });

  test.each([
    ["Contributor", subscriptionScope, "holds Contributor on a whole subscription"],
    [
      "Contributor",
      "/providers/Microsoft.Management/managementGroups/all",
      "holds Contributor on a whole management group",
    ],
    ["Owner", groupScope, "holds the role Owner, whose holder gives itself any role"],
  ])("%s at %s is found", (role, scope, message) => {
    const tenant = new Tenant();
    tenant.azureRole(tenant.application().principal, role, scope);
    expect(tenant.finding("role-assignment-scope")).toMatchObject({
      severity: "high",
      subject: { kind: "application" },
      message: expect.stringContaining(message),
    });
  });

  test("over one service, on a whole subscription, is told", () => {
    const tenant = new Tenant();
    tenant.azureRole(tenant.application().principal, "Automation Contributor", subscriptionScope);
    expect(tenant.names()).toEqual(["low azure-role-above-resource-group"]);
  });

  test("that only reads is right wherever it is", () => {
    const tenant = new Tenant();
    tenant.azureRole(tenant.application().principal, "Reader", subscriptionScope);
    expect(tenant.names()).toEqual([]);
  });

  test("of a managed identity is what that is made for", () => {
    const tenant = new Tenant();
    tenant.azureRole(tenant.principal({ servicePrincipalType: "ManagedIdentity" }), "Contributor", subscriptionScope);
    expect(tenant.names()).toEqual([]);
  });

  test("that comes from above is told once, however many subscriptions show it", () => {
    const tenant = new Tenant();
    tenant.azureRole(
      tenant.application().principal,
      "Contributor",
      "/providers/Microsoft.Management/managementGroups/all",
    );
    const [subscription] = tenant.snapshot.subscriptions;
    if (subscription) tenant.snapshot.subscriptions = [subscription, { ...subscription, subscriptionId: "another" }];
    expect(tenant.finding("role-assignment-scope")?.evidence).toHaveLength(1);
  });
});

describe("A namespace that is not registered", () => {
  test.each([
    ["is named after the product", { displayName: "ServiceNow Azure spoke" }],
    ["declares Azure Resource Manager", { requiredResourceAccess: armAccess }],
  ])("is found of an application that %s", (_, changes) => {
    const tenant = new Tenant();
    tenant.azureRole(tenant.application(changes).principal, "Contributor", groupScope);
    tenant.providers({ "Microsoft.Automation": "NotRegistered" });
    const finding = tenant.finding("provider-registered-before-use");
    expect(finding).toMatchObject({
      severity: "medium",
      subject: { kind: "application" },
      message: expect.stringContaining("409 MissingSubscriptionRegistration"),
    });
    expect(finding?.remedy.join("\n")).toContain("az provider register --namespace Microsoft.Automation");
  });

  test("is told once a subscription of any others", () => {
    const tenant = new Tenant();
    for (const displayName of ["pipeline 1", "pipeline 2"]) {
      tenant.azureRole(tenant.application({ displayName }).principal, "Contributor", groupScope);
    }
    tenant.providers({ "Microsoft.Automation": "NotRegistered" });
    expect(tenant.finding("provider-registered-before-use")).toMatchObject({
      severity: "low",
      subject: { kind: "subscription", name: "Production" },
      message: expect.stringContaining("2 applications hold Contributor"),
    });
  });

  test("does not matter where nobody works, where it is registered, or where that could not be read", () => {
    const tenant = new Tenant();
    tenant.providers({ "Microsoft.Automation": "NotRegistered" });
    expect(tenant.names()).toEqual([]);
    tenant.azureRole(tenant.application({ displayName: "ServiceNow" }).principal, "Contributor", groupScope);
    tenant.providers({ "microsoft.automation": "Registered" });
    expect(tenant.names()).toEqual([]);
    tenant.providers(undefined);
    expect(tenant.names()).toEqual([]);
  });
});
