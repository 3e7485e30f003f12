import { apis } from "../../catalogue/apis";
import { type Cloud, cloudFromMetadata } from "../../catalogue/clouds";
import { tenantAccess } from "../../components/tenantAccess";
import type { CheckContext, CheckResult } from "../../integrations/check";
import type { Finding } from "../../integrations/integration";
import { oktaOffice365 } from "../../integrations/oktaOffice365";
import type { OktaSeen } from "../../integrations/oktaPreflight";
import type { IntegrationRecord } from "../../integrations/record";
import { type IdentityName, type Sandbox, startSandbox } from "../../sandbox";
import { oktaApplication } from "../../sandbox/seed/foreignApplications";
import { consentRole } from "../sandbox/core/support";
import { contextOf, declareIntegration, problemsOf } from "../support/integration";
import { type MockedTenant, mockTenant } from "../support/mocks";
import { sandboxCredential, sandboxGraph } from "../support/sandboxGraph";
import { trustingFetch } from "../support/trustingFetch";

const clientId = oktaApplication.appId;
const managedLicenses = ["ENTERPRISEPACK", "EMS", "MCOEV"];
const required = [
  "User.ReadWrite.All",
  "Group.ReadWrite.All",
  "GroupMember.ReadWrite.All",
  "Organization.Read.All",
  "Application.Read.All",
];

describe("The options of Okta Office 365", () => {
  test("need Okta's client id, and say where to read it", () => {
    expect(problemsOf(oktaOffice365, {})).toEqual([
      expect.stringMatching(/^clientId: is missing\. .*client_id=.*Enterprise applications/),
    ]);
    expect(problemsOf(oktaOffice365, { clientId: "okta" })).toEqual([
      expect.stringMatching(/^clientId: the client id of Okta's application, which is a GUID\..*client_id=/),
    ]);
  });

  test("take no application of Microsoft's", () => {
    expect(problemsOf(oktaOffice365, { clientId: apis.microsoftGraph.appId })).toEqual([
      expect.stringContaining("Microsoft's own Microsoft Graph"),
    ]);
  });

  test("tell every misspelt permission and licence at once, with what was meant", () => {
    const problems = problemsOf(oktaOffice365, {
      clientId,
      permissions: ["User.ReadWrite.Al", "User.Read"],
      managedLicenses: ["ENTERPRISEPAC", "Office 365 E3"],
      onConflict: "stop",
    });
    expect(problems.join("\n")).toMatch(/permissions\.0: .*User\.ReadWrite\.All/);
    expect(problems.join("\n")).toMatch(/permissions\.1: .*delegated/);
    expect(problems.join("\n")).toMatch(/managedLicenses\.0: .*Did you mean "ENTERPRISEPACK"/);
    expect(problems.join("\n")).toMatch(/managedLicenses\.1: .*"ENTERPRISEPACK"/);
    expect(problems.join("\n")).toMatch(/onConflict: /);
  });
});

describe("Okta Office 365, declared", () => {
  let mocked: MockedTenant;

  beforeEach(async () => {
    mocked = await mockTenant();
  });

  test("has the permissions that Okta needs to provision, and none of tier 0", async () => {
    const record = await declareIntegration(oktaOffice365, { clientId }, mocked);
    expect(record.permissions.map(({ value }) => value)).toEqual(required);
  });

  test("has no app registration and no credential of ours: Okta holds it", async () => {
    const record = await declareIntegration(oktaOffice365, { clientId }, mocked);
    expect(record.credential).toEqual({ type: "external", holder: "Okta" });
    expect(record.applicationObjectId).toBeUndefined();
    expect(mocked.declared.map(({ type }) => type)).not.toContain("azuread:index/application:Application");
  });

  test("hands over Okta's steps in order, with what to enter", async () => {
    const seen: OktaSeen = { initialDomain: "contoso.onmicrosoft.com" };
    const { handover } = await declareIntegration(
      oktaOffice365,
      { clientId, managedLicenses },
      mocked,
      contextOf({ seen }),
    );
    const text = handover.steps.map(({ where, action, fields }) => `${where}: ${action} ${JSON.stringify(fields)}`);
    const order = [
      /Microsoft Tenant Name","value":"contoso"/,
      /Authenticate with Microsoft Office 365/,
      new RegExp(`Global Administrator.*${clientId}`),
      /Test API Credentials/,
      /Create Users/,
      /"ENTERPRISEPACK, EMS, MCOEV"/,
      /new test user with the same licences/,
      /licenses -- compare/,
      /Microsoft support/,
      /Retry/,
    ];
    const places = order.map((pattern) => text.findIndex((step) => pattern.test(step)));
    expect(places).toEqual([...places].sort((x, y) => x - y));
    expect(places).not.toContain(-1);
    expect(handover.references.every(({ url }) => url?.startsWith("https://"))).toBe(true);
  });
});

describe("In a tenant,", () => {
  let sandbox: Sandbox;
  let cloud: Cloud;

  beforeEach(async () => {
    sandbox = await startSandbox();
    const metadata = await trustingFetch(sandbox.caFile)(`${sandbox.origin}/metadata/endpoints?api-version=2022-09-01`);
    cloud = cloudFromMetadata(await metadata.json(), "sandbox");
  });

  afterEach(() => sandbox.close());

  async function preflight(options: object, identity: IdentityName = "deployer") {
    const access = tenantAccess(
      cloud,
      sandboxCredential(sandbox, sandbox.identities[identity]),
      trustingFetch(sandbox.caFile),
    );
    const parsed = oktaOffice365.options.parse({ clientId, ...options });
    const result = await oktaOffice365.preflight?.(parsed, { name: "okta", stack: "test", cloud, access });
    if (!result) throw new Error("There is no preflight");
    return { findings: result.findings, seen: result.seen as OktaSeen };
  }

  /** Okta's application as its own consent page leaves it. */
  async function consentedByOkta(...permissions: string[]): Promise<string> {
    const graph = sandboxGraph(sandbox, sandbox.identities.deployer);
    const { id } = await graph.post<{ id: string }>("/servicePrincipals", { appId: clientId });
    for (const permission of permissions) consentRole(sandbox, id, permission);
    return id;
  }

  const told = (findings: readonly Finding[]) => findings.map(({ severity, message }) => `${severity}: ${message}`);

  describe("the preflight", () => {
    test("finds nothing in the way of a tenant without Okta, and tells the tenant's first domain", async () => {
      expect(await preflight({})).toEqual({
        findings: [],
        seen: { found: undefined, initialDomain: "contoso.onmicrosoft.com" },
      });
    });

    test("finds the service principal and the consents that Okta's consent page made", async () => {
      const id = await consentedByOkta("User.ReadWrite.All");
      const { findings, seen } = await preflight({});
      expect(findings).toEqual([]);
      expect(seen.found).toMatchObject({ objectId: id, displayName: "Okta Microsoft Graph Client" });
      expect(seen.found?.consents).toEqual([expect.objectContaining({ apiAppId: apis.microsoftGraph.appId })]);
    });

    test("warns of users on whom Okta's replacement of licences fails, each with its cause", async () => {
      const { findings } = await preflight({ managedLicenses });
      const [text] = told(findings);
      expect(findings).toHaveLength(1);
      expect(text).toMatch(/^warning: .*fails on 3 users/);
      expect(text).toContain(
        "alex.wilber@contoso.com: POWER_BI_PRO (Power BI Pro) bought by self-service, by alex.wilber",
      );
      expect(text).toContain("diego.siciliani@contoso.com: VISIOCLIENT (Visio Plan 2) managed by a partner");
      expect(text).toContain("grady.archie@contoso.com: PROJECTPROFESSIONAL");
    });

    test("stops for them where that is asked for", async () => {
      const { findings } = await preflight({ managedLicenses, onConflict: "fail" });
      expect(findings.map(({ severity }) => severity)).toEqual(["error"]);
    });

    test("leaves alone users who hold no managed licence", async () => {
      expect((await preflight({ managedLicenses: ["SPE_E5"], onConflict: "fail" })).findings).toEqual([]);
    });

    test("refuses a licence that the tenant has not, and warns of a managed one that is a partner's", async () => {
      expect(told((await preflight({ managedLicenses: ["SPE_E3"] })).findings)).toEqual([
        expect.stringMatching(/^error: managedLicenses: The tenant has no licence .*"SPE_E3" \(Microsoft 365 E3\)/),
      ]);
      expect(told((await preflight({ managedLicenses: ["VISIOCLIENT"] })).findings)).toContainEqual(
        expect.stringMatching(/^warning: managedLicenses: VISIOCLIENT .*partner.*neither assign nor remove/),
      );
    });

    test("says what it takes where licences may not be read: a warning, or an error where conflicts stop it", async () => {
      const { servicePrincipals, appRoleAssignments } = sandbox.state;
      const deployer = servicePrincipals.get(sandbox.identities.deployer.objectId);
      for (const { id, principalId } of appRoleAssignments.list()) {
        if (principalId === deployer?.id) appRoleAssignments.remove(id);
      }
      consentRole(sandbox, deployer?.id ?? "", "Application.Read.All");
      for (const [onConflict, severity] of [
        ["warn", "warning"],
        ["fail", "error"],
      ]) {
        const { findings } = await preflight({ managedLicenses, onConflict });
        expect(told(findings)).toEqual([expect.stringMatching(`^${severity}: Licences could not be checked: 403`)]);
        expect(findings[0]?.advice).toContain("LicenseAssignment.Read.All");
      }
    });

    test("refuses an application of this tenant, and one that is disabled; asks about another name", async () => {
      const own = sandbox.identities.reader.clientId;
      expect(told((await preflight({ clientId: own })).findings)).toEqual([
        expect.stringMatching(/^error: .*an application of this tenant, not Okta's/),
      ]);
      const id = await consentedByOkta();
      sandbox.state.servicePrincipals.update(id, { accountEnabled: false, displayName: "Okta Elsewhere" });
      expect(told((await preflight({})).findings)).toEqual([
        expect.stringMatching(/^warning: .*"Okta Elsewhere".*"Okta Microsoft Graph Client"/),
        expect.stringMatching(/^error: .*is disabled/),
      ]);
    });
  });

  describe("verify", () => {
    async function verify(
      permissions: readonly string[],
      details: { managedLicenses?: readonly string[]; onConflict?: "warn" | "fail" } = {},
      identity: IdentityName = "reader",
    ): Promise<Record<string, CheckResult>> {
      const principal = sandbox.state.servicePrincipals.find(({ appId }) => appId === clientId);
      const record = {
        clientId,
        tenantId: sandbox.tenantId,
        servicePrincipalObjectId: principal?.id ?? "none",
        permissions: permissions.map((value) => ({ api: "microsoftGraph", value, id: roleId(value) })),
        details: { managedLicenses: [], onConflict: "warn", ...details },
      } as unknown as IntegrationRecord;
      const context = { record, cloud, graph: sandboxGraph(sandbox, sandbox.identities[identity]) };
      const results: Record<string, CheckResult> = {};
      for (const check of oktaOffice365.checks(record)) {
        results[check.id] = await check.run(context as unknown as CheckContext);
      }
      return results;
    }

    const roleId = (value: string) =>
      sandbox.state.servicePrincipals
        .find(({ appId }) => appId === apis.microsoftGraph.appId)
        ?.appRoles.find((role) => role.value === value)?.id;

    test("proves it from the directory, and says so", async () => {
      await consentedByOkta(...required);
      const results = await verify(required);
      expect(Object.entries(results).map(([id, { outcome }]) => [id, outcome])).toEqual([
        ["service-principal-enabled", "passed"],
        ["permissions-consented", "passed"],
        ["no-tier-0", "passed"],
        ["licences-replaceable", "skipped"],
      ]);
      expect(results["service-principal-enabled"]?.detail).toContain("read from the directory");
    });

    test("names a consent that is missing", async () => {
      await consentedByOkta("User.ReadWrite.All");
      expect((await verify(["User.ReadWrite.All", "Organization.Read.All"]))["permissions-consented"]).toMatchObject({
        outcome: "failed",
        detail: "Not consented: Organization.Read.All.",
      });
    });

    test("names a tier-0 permission that Okta's consent page granted beside, unless the stack asks for it", async () => {
      await consentedByOkta("User.ReadWrite.All", "RoleManagement.ReadWrite.Directory", "Directory.Read.All");
      const results = await verify(["User.ReadWrite.All"]);
      expect(results["no-tier-0"]).toMatchObject({
        outcome: "failed",
        detail: expect.stringContaining("RoleManagement.ReadWrite.Directory"),
      });
      expect(results["permissions-consented"]?.detail).toContain("Directory.Read.All");
      const asked = await verify(["User.ReadWrite.All", "RoleManagement.ReadWrite.Directory"]);
      expect(asked["no-tier-0"]?.outcome).toBe("passed");
    });

    test("fails where the service principal is gone, or disabled", async () => {
      expect((await verify(required))["service-principal-enabled"]).toMatchObject({ outcome: "failed" });
      const id = await consentedByOkta(...required);
      sandbox.state.servicePrincipals.update(id, { accountEnabled: false });
      expect((await verify(required))["service-principal-enabled"]?.detail).toContain("disabled");
    });

    test("lists users whose licences cannot be replaced: a warning, or a failure where conflicts stop a deployment", async () => {
      await consentedByOkta(...required);
      const warned = (await verify(required, { managedLicenses }))["licences-replaceable"];
      expect(warned).toMatchObject({
        outcome: "warning",
        detail: expect.stringMatching(/^3 of 6 users: alex\.wilber/),
      });
      expect(warned?.detail).toContain('inherited from the group "Project Plan 3 licences"');
      const failed = await verify(required, { managedLicenses, onConflict: "fail" });
      expect(failed["licences-replaceable"]?.outcome).toBe("failed");
    });

    test("proves nothing where the tenant may not be read, and says what it takes", async () => {
      await consentedByOkta(...required);
      const { appRoleAssignments } = sandbox.state;
      for (const { id, principalId } of appRoleAssignments.list()) {
        if (principalId === sandbox.identities.reader.objectId) appRoleAssignments.remove(id);
      }
      const results = await verify(required);
      expect(results["permissions-consented"]).toMatchObject({
        outcome: "failed",
        detail: expect.stringContaining("403 Authorization_RequestDenied"),
        advice: expect.stringContaining("Directory.Read.All"),
      });
    });
  });
});
