import { access, id, Tenant } from "./tenant";

const incidents = ["SecurityIncident.Read.All", "SecurityIncident.ReadWrite.All"];

describe("An application that nobody signs in to", () => {
  test("and that has delegated permissions only is found, with what was granted and the way out", () => {
    const tenant = new Tenant();
    const { application, principal } = tenant.application({
      displayName: "ServiceNow Defender",
      requiredResourceAccess: access([], incidents),
    });
    tenant.grant(principal, incidents.join(" "));
    const finding = tenant.finding("no-delegated-only");
    expect(finding).toMatchObject({
      isRule: true,
      severity: "high",
      subject: { kind: "application", id: application.id, name: "ServiceNow Defender", appId: application.appId },
      message: expect.stringContaining("for delegated permissions only: SecurityIncident.Read.All"),
    });
    expect(finding?.evidence).toEqual([
      "declared as delegated: Microsoft Graph SecurityIncident.Read.All",
      "declared as delegated: Microsoft Graph SecurityIncident.ReadWrite.All",
      "granted as delegated, for everyone: SecurityIncident.Read.All SecurityIncident.ReadWrite.All",
    ]);
    expect(finding?.remedy.join("\n")).toContain(`npm run adopt -- --app ${application.appId}`);
    expect(finding?.remedy.join("\n")).toContain("az ad app permission add");
  });

  test("but by the product that has its own redirect URI is found as well", () => {
    const tenant = new Tenant();
    tenant.application({
      requiredResourceAccess: access([], incidents),
      web: { redirectUris: ["https://contoso.service-now.com/oauth_redirect.do"] },
    });
    expect(tenant.names()).toEqual(["high no-delegated-only"]);
  });

  test("and that mixes both is found", () => {
    const tenant = new Tenant();
    const { principal } = tenant.application({
      requiredResourceAccess: access(["SecurityIncident.Read.All"], ["SecurityAlert.Read.All"]),
    });
    tenant.consent(principal, "SecurityIncident.Read.All");
    expect(tenant.finding("no-delegated-only")?.message).toContain("as delegated permissions: SecurityAlert.Read.All");
  });

  test("and that has application permissions, declared and consented, is right", () => {
    const tenant = new Tenant();
    const { principal } = tenant.application({ requiredResourceAccess: access(incidents, ["User.Read"]) });
    tenant.consent(principal, ...incidents);
    expect(tenant.names()).toEqual([]);
  });

  test("is nothing to talk about while it cannot sign in by itself", () => {
    const tenant = new Tenant();
    tenant.application({ requiredResourceAccess: access([], incidents), passwordCredentials: [] });
    expect(tenant.names()).toEqual([]);
  });
});

test.each([
  ["a web application", { web: { redirectUris: ["https://app.contoso.com/back"] } }],
  ["a single-page application", { spa: { redirectUris: ["https://app.contoso.com"] }, passwordCredentials: [] }],
  ["a desktop application", { publicClient: { redirectUris: ["http://localhost"] }, passwordCredentials: [] }],
  ["a device code application", { isFallbackPublicClient: true, passwordCredentials: [] }],
  ["an API", { exposedScopes: 1 }],
])("%s that people use with their own rights is right", (_, changes) => {
  const tenant = new Tenant();
  const { principal } = tenant.application({
    requiredResourceAccess: access([], ["User.Read", "Mail.Read", "Calendars.ReadWrite"]),
    ...changes,
  });
  tenant.grant(principal, "User.Read Mail.Read Calendars.ReadWrite");
  expect(tenant.names()).toEqual([]);
});

describe("Application permissions", () => {
  test("that are declared and not consented are found", () => {
    const tenant = new Tenant();
    const { application, principal } = tenant.application({ requiredResourceAccess: access(incidents) });
    tenant.consent(principal, "SecurityIncident.Read.All");
    const finding = tenant.finding("application-permissions-are-consented");
    expect(finding?.message).toContain("without admin consent: SecurityIncident.ReadWrite.All");
    expect(finding?.evidence).toContain("consented: Microsoft Graph SecurityIncident.Read.All");
    expect(finding?.remedy).toContain(
      `With the Azure CLI: az ad app permission admin-consent --id ${application.appId}`,
    );
  });

  test("are not judged where consents could not be read", () => {
    const tenant = new Tenant();
    tenant.application({ requiredResourceAccess: access(incidents) });
    tenant.snapshot.skipped.push({
      what: "consents to application permissions",
      needs: "Application.Read.All",
      therefore: "",
      answer: "403",
    });
    expect(tenant.names()).toEqual([]);
  });

  test("that are consented and not declared are found, all of an application in one finding", () => {
    const tenant = new Tenant();
    const { principal } = tenant.application({ requiredResourceAccess: access(["User.Read.All"]) });
    tenant.consent(principal, "User.Read.All", "Mail.Read", "Calendars.Read");
    const finding = tenant.finding("no-consent-without-declaration");
    expect(finding?.severity).toBe("medium");
    expect(finding?.evidence.join("\n")).toMatch(/Mail\.Read.*\n.*Calendars\.Read/);
  });

  test("of another tenant's application need no declaration here", () => {
    const tenant = new Tenant();
    tenant.consent(tenant.principal(), "User.Read.All");
    expect(tenant.names()).toEqual([]);
  });

  test("of tier 0 are critical where they are consented, whoever owns the application", () => {
    const tenant = new Tenant();
    const vendor = tenant.principal({ displayName: "vendor" });
    tenant.consent(vendor, "RoleManagement.ReadWrite.Directory");
    expect(tenant.finding("no-tier-0-permissions")).toMatchObject({
      severity: "critical",
      subject: { kind: "servicePrincipal", id: vendor.id, name: "vendor", appId: vendor.appId },
      message: expect.stringContaining("holds on Microsoft Graph RoleManagement.ReadWrite.Directory"),
    });
  });

  test("of tier 0 are told once, and as a wish where nobody consented", () => {
    const tenant = new Tenant();
    const { principal } = tenant.application({ requiredResourceAccess: access(["Application.ReadWrite.All"]) });
    expect(tenant.finding("no-tier-0-permissions")?.severity).toBe("medium");
    tenant.consent(principal, "Application.ReadWrite.All");
    expect(tenant.finding("no-tier-0-permissions")).toMatchObject({
      severity: "critical",
      evidence: [expect.stringMatching(/^consented since .*Application\.ReadWrite\.All/)],
    });
  });

  test("of Microsoft's own applications are Microsoft's", () => {
    const tenant = new Tenant();
    const [graph] = tenant.snapshot.servicePrincipals;
    if (graph) tenant.consent({ ...graph, id: graph.id }, "RoleManagement.ReadWrite.Directory");
    expect(tenant.names()).toEqual([]);
  });

  test("with the id of a delegated one are found", () => {
    const tenant = new Tenant();
    const [wrong] = access([], ["User.Read.All"]);
    tenant.application({
      requiredResourceAccess: [
        {
          resourceAppId: wrong?.resourceAppId ?? "",
          resourceAccess: [{ id: wrong?.resourceAccess[0]?.id ?? "", type: "Role" }],
        },
      ],
    });
    expect(tenant.finding("permission-exists")?.message).toContain("It is the delegated permission User.Read.All");
  });
});

test("An exemption of the policy configuration holds for the application that it names", () => {
  const tenant = new Tenant();
  tenant.application({ displayName: "agreed", requiredResourceAccess: access([], incidents) });
  tenant.application({ displayName: "other", requiredResourceAccess: access([], incidents) });
  const exemption = { resource: "agreed", reason: "is being replaced", until: "2099-01-01" };
  const configuration = { "no-delegated-only": { exemptions: [exemption] } };
  expect(tenant.finding("no-delegated-only", { configuration })?.subject.name).toBe("other");
});

test("One application can be asked about", () => {
  const tenant = new Tenant();
  const { application } = tenant.application({ requiredResourceAccess: access([], incidents) });
  tenant.application({ displayName: "other", requiredResourceAccess: access([], incidents) });
  expect(tenant.findings({ appId: application.appId.toUpperCase() }).map(({ subject }) => subject.id)).toEqual([
    application.id,
  ]);
  expect(tenant.findings({ appId: id() })).toEqual([]);
});
