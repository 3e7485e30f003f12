import { accessMap } from "../../cli/report/accessMap";
import { isAttended } from "../../cli/report/attendance";
import type { Access, IntegrationAccess } from "../../cli/report/model";
import { needOf } from "../../tenant/needs";
import { declares, inDays, readAt, secret, subscriptionId, TenantBuilder } from "../support/snapshots";
import { findingsOfFive, fiveIntegrations } from "./tenants";

const five = accessMap(fiveIntegrations(), findingsOfFive, isAttended);
const integration = (name: string, map = five): IntegrationAccess => {
  const found = map.integrations.find((each) => each.name === name);
  if (!found) throw new Error(`${name} is not in the map.`);
  return found;
};
const ofType = <T extends Access["type"]>(type: T, access: readonly Access[]) =>
  access.filter((each): each is Extract<Access, { type: T }> => each.type === type);

describe("who is in the map", () => {
  test("applications that act on their own, foreign ones too; those that people sign in to are counted", () => {
    expect(five.integrations.map(({ name }) => name)).toEqual([
      "Okta Microsoft Graph Client",
      "ServiceNow SIR Defender",
      "ServiceNow Entra Spoke",
      "Onboarding job",
      "ServiceNow Azure Spoke",
    ]);
    expect(integration("Okta Microsoft Graph Client").ownerTenantId).toBeDefined();
    expect(five.leftOut).toEqual({ attended: 1, managedIdentities: 0 });
  });

  test("no application of Microsoft's, and none that may do nothing", () => {
    const map = accessMap(new TenantBuilder().add("idle", "Idle").build(), [], isAttended);
    expect(map.integrations).toEqual([]);
  });

  test("an application of another tenant that merely signs people in is none", () => {
    const tenant = new TenantBuilder()
      .add("saas", "Meetings", { foreign: true })
      .grants("saas", "Calendars.Read")
      .build();
    expect(accessMap(tenant, [], isAttended)).toMatchObject({ integrations: [], leftOut: { attended: 1 } });
  });

  test("what the stack declares is marked by its client id, in any letter case, and shown whatever it looks like", () => {
    const declared = {
      stack: "prod",
      records: [{ kind: "a-kind", name: "portal", clientId: "APP-PORTAL" }],
      titleOf: () => "A product",
    };
    const map = accessMap(fiveIntegrations(), [], isAttended, declared);
    expect(integration("Intranet", map).declaredAs).toEqual({ kind: "a-kind", title: "A product", name: "portal" });
    expect(map.integrations[0]?.name).toBe("Intranet");
  });
});

describe("what it may do", () => {
  test("consents are application permissions by name, those of tier 0 first and with their reason", () => {
    const [access] = ofType("application", integration("Okta Microsoft Graph Client").access);
    expect(access?.api.name).toBe("Microsoft Graph");
    expect(access?.permissions[0]).toMatchObject({ name: "Directory.ReadWrite.All", tierZero: expect.any(String) });
    expect(access?.permissions).toHaveLength(6);
  });

  test("what is declared and not consented stands apart", () => {
    const { access } = integration("Onboarding job");
    expect(ofType("application", access)[0]?.permissions).toEqual([{ name: "User.Read.All", declared: true }]);
    expect(ofType("unconsented", access)).toEqual([
      expect.objectContaining({ permissionType: "application", permissions: ["Group.Read.All", "Mail.Send"] }),
    ]);
  });

  test("what is consented and not declared says so", () => {
    const tenant = new TenantBuilder().add("a", "A").consents("a", "User.Read.All").build();
    const [access] = ofType("application", integration("A", accessMap(tenant, [], isAttended)).access);
    expect(access?.permissions[0]?.declared).toBe(false);
  });

  test("a grant for one account is intersected with its directory roles", () => {
    const [access] = ofType("delegated", integration("ServiceNow Entra Spoke").access);
    expect(access?.of).toMatchObject({ userPrincipalName: "svc-servicenow@contoso.com" });
    expect(access?.scopes).toEqual(["GroupMember.ReadWrite.All", "User.ReadWrite.All"]);
    const verdict = (action: string) =>
      access?.effective?.operations.find(({ actions }) => actions.includes(action))?.verdict;
    expect(verdict("Add User to Group")).toBe("works");
    expect(verdict("Create User")).toBe("refused");
  });

  test("a grant for everyone says so", () => {
    const [access] = ofType("delegated", integration("ServiceNow SIR Defender").access);
    expect(access?.of).toBe("everyone");
    expect(access?.effective?.operations.every(({ verdict }) => verdict === "depends")).toBe(true);
  });

  test("many people who consented for themselves are counted", () => {
    const builder = new TenantBuilder().add("a", "A").consents("a", "User.Read.All");
    for (let user = 0; user < 7; user += 1) builder.user(`u${user}`).grants("a", "Mail.Read", `u${user}`);
    const delegated = ofType("delegated", integration("A", accessMap(builder.build(), [], isAttended)).access);
    expect(delegated).toEqual([expect.objectContaining({ of: { users: 7 }, scopes: ["Mail.Read"] })]);
  });

  test("a role that the account has through a group counts", () => {
    const tenant = new TenantBuilder()
      .add("a", "A")
      .user("svc")
      .directoryRoles("group-1", ["User Administrator"])
      .grants("a", "User.ReadWrite.All", "svc")
      .build();
    const users = tenant.users.map((user) => ({ ...user, groupIds: ["group-1"] }));
    const [access] = ofType("delegated", integration("A", accessMap({ ...tenant, users }, [], isAttended)).access);
    expect(access?.roles).toEqual([{ name: "User Administrator", builtIn: true, directoryScopeId: "/" }]);
  });

  test("roles that could not be read are unknown, not absent", () => {
    const skipped = [{ ...needOf("directoryRoles"), answer: "403 Authorization_RequestDenied" }];
    const tenant = new TenantBuilder()
      .add("a", "A")
      .user("svc", ["User Administrator"])
      .grants("a", "User.ReadWrite.All", "svc")
      .build({ skipped });
    const [access] = ofType("delegated", integration("A", accessMap(tenant, [], isAttended)).access);
    expect(access?.roles).toBeUndefined();
    expect(access?.effective?.operations[0]?.verdict).toBe("depends");
  });

  test("delegated access to Azure is narrowed by the Azure roles of the account", () => {
    const tenant = new TenantBuilder()
      .add("a", "A")
      .user("svc")
      .grants("a", "user_impersonation", "svc", "azure")
      .azureRole("user-svc", "Reader", `/subscriptions/${subscriptionId}`)
      .build();
    const [access] = ofType("delegated", integration("A", accessMap(tenant, [], isAttended)).access);
    expect(access).toMatchObject({ azureRoles: ["Reader"], scopes: ["user_impersonation"] });
    expect(access?.effective).toBeUndefined();
  });

  test("Azure roles have their scopes in words", () => {
    const roles = ofType("azureRole", integration("ServiceNow Azure Spoke").access);
    expect(roles.map(({ role, scopes: [scope] }) => [role, scope?.kind, scope?.name])).toEqual([
      ["Contributor", "resource group", "rg-servicenow"],
      ["Reader", "subscription", "Production"],
    ]);
  });

  test("a directory role of the application itself is one of its ways", () => {
    expect(ofType("directoryRole", integration("Okta Microsoft Graph Client").access)[0]?.role.name).toBe(
      "Directory Writers",
    );
  });
});

describe("what expires when", () => {
  test("the first to end comes first, what never ends last", () => {
    const { credentials } = integration("ServiceNow Entra Spoke");
    expect(credentials.map(({ name, daysLeft }) => [name, daysLeft])).toEqual([
      ["old", -20],
      ["secret", 130],
    ]);
    expect(integration("Onboarding job").credentials.map(({ type, endsAt }) => [type, endsAt])).toEqual([
      ["secret", undefined],
      ["federated", undefined],
    ]);
  });

  test("the last use stands with the credential, and a certificate that signs tokens is none", () => {
    const tenant = new TenantBuilder()
      .add("a", "A", {
        passwordCredentials: [secret("k1", 10)],
        keyCredentials: [{ ...secret("k2", 5), usage: "Sign" }],
        requiredResourceAccess: declares({ roles: ["User.Read.All"] }),
      })
      .build({ credentialUses: [{ appId: "app-a", keyId: "k1", lastSignInDateTime: inDays(-3) }] });
    expect(integration("A", accessMap(tenant, [], isAttended)).credentials).toEqual([
      { type: "secret", name: "secret", keyId: "k1", endsAt: inDays(10), daysLeft: 10, lastUsedAt: inDays(-3) },
    ]);
  });
});

describe("findings", () => {
  test("stand with their integration, those about its service account too; the others apart", () => {
    expect(integration("ServiceNow Entra Spoke").findings.map(({ id }) => id)).toEqual(["service-account-lacks-role"]);
    expect(five.findings.map(({ id }) => id)).toEqual(["namespace-not-registered"]);
  });

  test("none is lost, and none is told twice", () => {
    const shown = [...five.integrations.flatMap(({ findings }) => findings), ...five.findings];
    expect(shown.map(({ id }) => id).sort()).toEqual(findingsOfFive.map(({ id }) => id).sort());
  });
});

test("the map says when it was read and what could not be", () => {
  expect(five).toMatchObject({ readAt, skipped: [{ needs: "AuditLog.Read.All" }] });
});
