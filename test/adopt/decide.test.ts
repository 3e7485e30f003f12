import { decide } from "../../cli/adopt/decide";
import { integrationOf } from "../../integrations";
import type { Evidence, PermissionEvidence } from "../../integrations/evidence";
import type { Integration } from "../../integrations/integration";
import { account, consented, evidenceOf, grantOf, permission } from "./evidence";

const kind = (name: string) => integrationOf(name) as Integration;
const defender = (evidence: Evidence) => decide(evidence, kind("servicenow-defender"), {});
const names = (entries: readonly PermissionEvidence[]) => entries.map(({ value, type }) => `${type} ${value}`);

const people = {
  ...(evidenceOf().application as NonNullable<Evidence["application"]>),
  servesPeople: true,
};

describe("What becomes of what an application has", () => {
  test("delegated permissions give way to the application permissions of the same right", () => {
    const { dropped, added, toConsent, kept } = defender(
      evidenceOf({
        declared: [permission("SecurityIncident.Read.All", "delegated"), permission("User.Read", "delegated")],
      }),
    );
    expect(names(dropped)).toEqual(["delegated SecurityIncident.Read.All"]);
    expect(names(added)).toEqual([
      "application SecurityIncident.Read.All",
      "application SecurityIncident.ReadWrite.All",
    ]);
    expect(names(toConsent)).toEqual(names(added));
    expect(names(kept)).toEqual(["delegated User.Read"]);
  });

  test("what is right already stays, and its consent comes into the stack", () => {
    const { right, imported, added, toConsent } = defender(
      evidenceOf({
        declared: [permission("SecurityIncident.Read.All", "application")],
        consents: [consented("SecurityIncident.Read.All")],
      }),
    );
    expect(names(right)).toEqual(["application SecurityIncident.Read.All"]);
    expect(names(imported)).toEqual(["application SecurityIncident.Read.All"]);
    expect(names(added)).toEqual(["application SecurityIncident.ReadWrite.All"]);
    expect(names(toConsent)).toEqual(["application SecurityIncident.ReadWrite.All"]);
  });

  test("a permission that it may use for something else is kept, where it was consented to", () => {
    const { kept, imported, dropped } = defender(
      evidenceOf({
        application: people,
        declared: [
          permission("Mail.Send", "application"),
          permission("Calendars.Read", "application"),
          permission("Files.Read", "delegated"),
          permission("Notes.Read", "delegated"),
        ],
        consents: [consented("Mail.Send")],
        grants: [grantOf(["Files.Read"], account())],
      }),
    );
    expect(names(kept)).toEqual(["application Mail.Send", "delegated Files.Read"]);
    expect(names(imported)).toEqual(["application Mail.Send"]);
    expect(names(dropped)).toEqual(["application Calendars.Read", "delegated Notes.Read"]);
  });

  test("a consent that nobody declared is kept and declared", () => {
    const { kept, imported } = defender(evidenceOf({ consents: [consented("Mail.Send")] }));
    expect(names(kept)).toEqual(["application Mail.Send"]);
    expect(names(imported)).toEqual(["application Mail.Send"]);
  });

  test("a consent on an API outside of the catalogue is kept", () => {
    const foreign = {
      api: "99999999-aaaa-4bbb-8ccc-000000000009",
      apiName: "Our own API",
      id: "88888888-aaaa-4bbb-8ccc-000000000008",
      value: "Orders.Read",
      type: "application",
      importId: "/servicePrincipals/own/appRoleAssignedTo/1",
      assignmentId: "1",
    } as const;
    expect(names(defender(evidenceOf({ declared: [foreign], consents: [foreign] })).kept)).toEqual([
      "application Orders.Read",
    ]);
  });

  test("a tier-0 consent stays in the tenant and out of the stack", () => {
    const { untouched, imported, kept, dropped } = defender(
      evidenceOf({
        declared: [permission("RoleManagement.ReadWrite.Directory", "application")],
        consents: [consented("RoleManagement.ReadWrite.Directory")],
      }),
    );
    expect(names(untouched)).toEqual(["application RoleManagement.ReadWrite.Directory"]);
    expect([...imported, ...kept]).toEqual([]);
    expect(names(dropped)).toEqual(["application RoleManagement.ReadWrite.Directory"]);
  });

  test("grants are never changed by the stack: what is over is retired last, what else they allow remains", () => {
    const everyone = grantOf(["SecurityIncident.Read.All", "User.Read"]);
    const one = grantOf(["SecurityIncident.Read.All", "Files.Read"], account());
    const { retired, accountGrants } = defender(evidenceOf({ grants: [everyone, one, grantOf(["User.Read"])] }));
    expect(accountGrants).toEqual([]);
    expect(retired).toEqual([
      { grant: everyone, remaining: [] },
      { grant: one, remaining: ["Files.Read"] },
    ]);
  });

  test("the grant of the service account comes into the stack; those of others are retired", () => {
    const own = grantOf(["User.ReadWrite.All"], account());
    const other = grantOf(["User.ReadWrite.All"], account({ objectId: "boss", userPrincipalName: "boss@contoso.com" }));
    const options = {
      mode: "serviceAccount",
      userPrincipalName: "SVC@contoso.com",
      instance: "https://contoso.service-now.com",
    };
    const { accountGrants, retired } = decide(
      evidenceOf({ grants: [own, other] }),
      kind("servicenow-entra-spoke"),
      options,
    );
    expect(accountGrants).toEqual([own]);
    expect(retired.map(({ grant }) => grant)).toEqual([other]);
  });

  test("of another tenant's application nothing is declared, and consents beyond the need are left alone", () => {
    const { added, untouched, imported } = decide(
      evidenceOf({ application: undefined, consents: [consented("User.ReadWrite.All"), consented("Mail.Send")] }),
      kind("okta-office365"),
      { clientId: "22222222-aaaa-4bbb-8ccc-000000000002" },
    );
    expect(added).toEqual([]);
    expect(names(imported)).toEqual(["application User.ReadWrite.All"]);
    expect(names(untouched)).toEqual(["application Mail.Send"]);
  });
});
