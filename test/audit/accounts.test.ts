import { access, Tenant } from "./tenant";

const spoke = (tenant: Tenant, displayName = "ServiceNow spoke") =>
  tenant.application({
    displayName,
    requiredResourceAccess: access([], ["User.ReadWrite.All"]),
    web: { redirectUris: ["https://contoso.service-now.com/oauth_redirect.do"] },
  }).principal;

describe("A service account", () => {
  test("of one integration, with the role that its permissions need, is right", () => {
    const tenant = new Tenant();
    const account = tenant.user();
    tenant.grant(spoke(tenant), "User.ReadWrite.All", account);
    tenant.directoryRole(account.id, "User Administrator");
    expect(tenant.names()).toEqual([]);
  });

  test("without a directory role is found: every write ends in 403", () => {
    const tenant = new Tenant();
    const account = tenant.user();
    tenant.grant(spoke(tenant), "User.ReadWrite.All", account);
    const finding = tenant.finding("service-account-is-dedicated");
    expect(finding).toMatchObject({
      severity: "high",
      subject: { kind: "user", name: "svc-servicenow@contoso.com" },
      message: expect.stringMatching(/has no directory role.*403 Authorization_RequestDenied/s),
    });
    expect(finding?.evidence[0]).toContain('granted to "ServiceNow spoke" for this account: User.ReadWrite.All');
  });

  test("may hold its role through a group", () => {
    const tenant = new Tenant();
    const account = tenant.user({ groupIds: ["the-group"] });
    tenant.grant(spoke(tenant), "User.ReadWrite.All", account);
    tenant.directoryRole("the-group", "User Administrator");
    expect(tenant.names()).toEqual([]);
  });

  test("is not said to lack a role where roles or groups could not be read", () => {
    const tenant = new Tenant();
    tenant.grant(spoke(tenant), "User.ReadWrite.All", tenant.user({ groupIds: undefined }));
    expect(tenant.names()).toEqual([]);
  });

  test("that several integrations share is found", () => {
    const tenant = new Tenant();
    const account = tenant.user();
    tenant.grant(spoke(tenant, "one"), "User.ReadWrite.All", account);
    tenant.grant(spoke(tenant, "two"), "Group.ReadWrite.All", account);
    tenant.directoryRole(account.id, "User Administrator");
    expect(tenant.finding("service-account-is-dedicated")?.message).toContain('serves 2 integrations: "one", "two"');
  });

  test("that holds a role which its permissions make no use of is found", () => {
    const tenant = new Tenant();
    const account = tenant.user();
    tenant.grant(spoke(tenant), "User.ReadWrite.All", account);
    tenant.directoryRole(account.id, "User Administrator");
    tenant.directoryRole(account.id, "Exchange Administrator");
    expect(tenant.finding("service-account-exceeds-role")).toMatchObject({
      message: expect.stringContaining("holds Exchange Administrator, which its permissions (User.ReadWrite.All)"),
    });
  });

  test("that is Global Administrator is found; people who are, are not", () => {
    const tenant = new Tenant();
    const account = tenant.user();
    tenant.grant(spoke(tenant), "User.ReadWrite.All", account);
    tenant.directoryRole(account.id, "Global Administrator");
    tenant.directoryRole("a person", "Global Administrator");
    expect(tenant.names()).toEqual(["critical no-standing-global-administrator"]);
  });

  test("that is disabled is found", () => {
    const tenant = new Tenant();
    const account = tenant.user({ accountEnabled: false });
    tenant.grant(spoke(tenant), "User.ReadWrite.All", account);
    tenant.directoryRole(account.id, "User Administrator");
    expect(tenant.names()).toEqual(["medium service-account-disabled"]);
  });
});

describe("A grant for everyone", () => {
  test("of what takes an administrator is found, of a vendor's application too", () => {
    const tenant = new Tenant();
    tenant.grant(spoke(tenant), "User.ReadWrite.All offline_access");
    tenant.grant(tenant.principal(), "Directory.AccessAsUser.All");
    const found = tenant.findings().filter(({ id }) => id === "delegated-grant-names-its-user");
    expect(found.map(({ severity, subject }) => `${severity} ${subject.name}`)).toEqual([
      "high ServiceNow spoke",
      "high vendor",
    ]);
    expect(found[0]?.evidence[0]).toContain("granted for all principals: User.ReadWrite.All offline_access");
  });

  test("of what writes, to an application with a secret, is found", () => {
    const tenant = new Tenant();
    const { principal } = tenant.application({
      requiredResourceAccess: access([], ["SecurityIncident.ReadWrite.All"]),
      web: { redirectUris: ["https://operations.contoso.com/back"] },
    });
    tenant.grant(principal, "SecurityIncident.ReadWrite.All");
    expect(tenant.names()).toEqual(["medium delegated-grant-names-its-user"]);
  });

  test("of signing in and of people's own data is right, as is what people granted for themselves", () => {
    const tenant = new Tenant();
    tenant.grant(spoke(tenant), "openid profile User.Read");
    const vendor = tenant.principal();
    tenant.grant(vendor, "User.Read Mail.Read Files.ReadWrite");
    tenant.snapshot.delegatedGrants.push({
      id: "own",
      clientId: vendor.id,
      consentType: "Principal",
      principalId: "a person",
      resourceId: "graph",
      scope: "Mail.ReadWrite Calendars.ReadWrite",
    });
    expect(tenant.names()).toEqual([]);
  });
});
