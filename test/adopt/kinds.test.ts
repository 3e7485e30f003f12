import { azureServiceManagement, azureUserImpersonationId } from "../../catalogue/apis";
import { chooseKind } from "../../cli/adopt/chooseKind";
import type { Evidence } from "../../integrations/evidence";
import { account, consented, evidenceOf, grantOf, permission, subscriptionId } from "./evidence";

const kindOf = (evidence: Evidence, asked: Record<string, unknown> = {}) => {
  const { integration, options } = chooseKind(evidence, undefined, asked);
  return { kind: integration.kind, options };
};

const impersonation = {
  api: azureServiceManagement.appId,
  apiName: azureServiceManagement.displayName,
  id: azureUserImpersonationId,
  value: "user_impersonation",
  type: "delegated",
} as const;

const withRedirects = (...redirectUris: string[]) => ({
  ...(evidenceOf().application as NonNullable<Evidence["application"]>),
  redirectUris,
  servesPeople: true,
});

describe("The kind of an application that was clicked together", () => {
  test("is Defender by the permissions of incidents or alerts, on the surface that has them", () => {
    expect(kindOf(evidenceOf({ declared: [permission("SecurityIncident.Read.All", "delegated")] }))).toEqual({
      kind: "servicenow-defender",
      options: {},
    });
    const onAtp = evidenceOf({ declared: [permission("Alert.Read", "delegated", "windowsDefenderAtp")] });
    expect(kindOf(onAtp).options).toEqual({ apiSurface: "windowsDefenderAtp" });
  });

  test("is the Entra spoke, with its account where one grant names it, and the instance that it sends people back to", () => {
    const scopes = ["User.ReadWrite.All", "GroupMember.ReadWrite.All", "offline_access"];
    const evidence = evidenceOf({
      declared: scopes.slice(0, 2).map((name) => permission(name, "delegated")),
      grants: [grantOf(scopes, account())],
      application: withRedirects("https://contoso.service-now.com/oauth_redirect.do"),
    });
    expect(kindOf(evidence)).toEqual({
      kind: "servicenow-entra-spoke",
      options: {
        mode: "serviceAccount",
        userPrincipalName: "svc@contoso.com",
        instance: "https://contoso.service-now.com",
      },
    });
    expect(kindOf(evidence, { mode: "application" }).options).toEqual({ mode: "application" });
  });

  test("is the Entra spoke with application permissions where nobody, or more than one account, is named", () => {
    const declared = [permission("User.ReadWrite.All", "delegated")];
    expect(kindOf(evidenceOf({ declared })).options).toEqual({
      mode: "application",
      permissions: ["User.ReadWrite.All"],
    });
    const grants = [
      grantOf(["User.ReadWrite.All"], account()),
      grantOf(["User.ReadWrite.All"], account({ objectId: "other", userPrincipalName: "other@contoso.com" })),
    ];
    expect(kindOf(evidenceOf({ declared, grants })).options).toMatchObject({ mode: "application" });
    expect(
      kindOf(evidenceOf({ declared, grants }), { mode: "serviceAccount", userPrincipalName: "other@contoso.com" })
        .options,
    ).toMatchObject({ userPrincipalName: "other@contoso.com" });
  });

  test("asks for no tier-0 permission because the one by hand has it", () => {
    const declared = ["RoleManagement.ReadWrite.Directory", "User.ReadWrite.All", "Directory.ReadWrite.All"].map(
      (name) => permission(name, "application"),
    );
    const { options } = kindOf(evidenceOf({ declared }));
    expect(JSON.stringify(options)).not.toContain("RoleManagement");
  });

  test("is the Azure spoke, on the one group where it has a role, in its own subscription", () => {
    const role = (scope: string) => ({ id: `${scope}/assignment`, scope, role: "Contributor" });
    const inGroup = evidenceOf({ azureRoles: [role(`/subscriptions/${subscriptionId}/resourceGroups/rg-1`)] });
    expect(kindOf(inGroup)).toEqual({
      kind: "servicenow-azure-spoke",
      options: { resourceGroup: { existing: "rg-1" } },
    });
    const elsewhere = evidenceOf({ azureRoles: [role("/subscriptions/another/resourceGroups/rg-1")] });
    expect(kindOf(elsewhere).options).toMatchObject({ subscriptionId: "another" });
    const wide = evidenceOf({ azureRoles: [role(`/subscriptions/${subscriptionId}`)] });
    expect(kindOf(wide).options).toEqual({});
  });

  test("is Okta's by its name or consents, in a tenant that does not own it, and never one of this tenant", () => {
    const consents = [consented("User.ReadWrite.All")];
    const foreign = evidenceOf({
      application: undefined,
      ownerTenantId: "okta",
      displayName: "Okta Microsoft Graph Client",
      consents,
    });
    expect(kindOf(foreign)).toMatchObject({ kind: "okta-office365" });
    const own = evidenceOf({ displayName: "Okta Microsoft Graph Client", consents });
    expect(kindOf(own).kind).not.toBe("okta-office365");
    expect(() => chooseKind(own, "okta-office365", {})).toThrow(/application of this tenant/);
  });

  test("that cannot be told is asked for, with what was seen", () => {
    expect(() => kindOf(evidenceOf({ declared: [permission("Mail.Send", "application")] }))).toThrow(
      /it has Mail\.Send/,
    );
    expect(() => kindOf(evidenceOf())).toThrow(/declares no permission/);
  });

  test("that may be two is asked for, with the candidates", () => {
    const declared = [permission("User.ReadWrite.All", "delegated"), impersonation];
    expect(() => kindOf(evidenceOf({ declared }))).toThrow(
      /--kind servicenow-entra-spoke: [^\n]+\n {2}--kind servicenow-azure-spoke/,
    );
  });

  test("that does not exist is refused with the one that was meant", () => {
    expect(() => chooseKind(evidenceOf(), "servicenow-defendre", {})).toThrow(/servicenow-defender/);
  });
});
