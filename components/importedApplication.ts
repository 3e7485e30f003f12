import { Application } from "@pulumi/azuread/application";
import { AppRoleAssignment } from "@pulumi/azuread/appRoleAssignment";
import { ServicePrincipal } from "@pulumi/azuread/servicePrincipal";
import type * as pulumi from "@pulumi/pulumi";
import { apiByAppId } from "../catalogue/apis";
import { permissionById } from "../catalogue/permissions";
import type { FoundConsent } from "./foreignPrincipal";
import { accessesInPlace, type KeptAccess } from "./importedAccess";
import type { GrantedPermission } from "./permissions";

/** What the tenant holds of an application that was clicked together. */
export interface ImportedApplication {
  readonly clientId: string;
  readonly objectId: string;
  /** Object id of its service principal; undefined where it has none yet. */
  readonly principalObjectId?: string;
  /** Declared permissions in the order in which they are declared, as `{api}/{id}`. */
  readonly declared: readonly string[];
  readonly consents: readonly FoundConsent[];
}

/** An application that `pulumi import` took into the stack. */
export interface ImportedApplicationArgs {
  readonly imported: ImportedApplication;
  /** Ids of what was there before the stack: it stays when the stack goes. */
  readonly existed: ReadonlySet<string>;
  readonly keep: readonly KeptAccess[];
}

/** All of an application but what it declares: its owner's, or an administrator's in the portal. */
const applicationLeftAlone = [
  "api",
  "appRoles",
  "description",
  "deviceOnlyAuthEnabled",
  "displayName",
  "fallbackPublicClientEnabled",
  "featureTags",
  "groupMembershipClaims",
  "identifierUris",
  "logoImage",
  "marketingUrl",
  "notes",
  "oauth2PostResponseRequired",
  "optionalClaims",
  "owners",
  "password",
  "privacyStatementUrl",
  "publicClient",
  "serviceManagementReference",
  "signInAudience",
  "singlePageApplication",
  "supportUrl",
  "tags",
  "termsOfServiceUrl",
  "web",
];

const principalLeftAlone = [
  "accountEnabled",
  "alternativeNames",
  "appRoleAssignmentRequired",
  "description",
  "featureTags",
  "features",
  "loginUrl",
  "notes",
  "notificationEmailAddresses",
  "owners",
  "preferredSingleSignOnMode",
  "samlSingleSignOn",
  "tags",
];

/**
 * Declares an application that was imported: of all that it is, the stack changes which permissions it declares, and leaves it in place when
 * the stack goes. Its `import` id is what keeps a stack that it was not imported into from making a second application.
 */
export function importApplication(
  name: string,
  { imported, existed, keep }: ImportedApplicationArgs,
  permissions: readonly GrantedPermission[],
  scopes: readonly GrantedPermission[],
  parent: pulumi.Resource,
): { application: Application; principal: ServicePrincipal } {
  const application = new Application(
    `${name}-application`,
    {
      // Required by the provider, then ignored.
      displayName: imported.clientId,
      requiredResourceAccesses: accessesInPlace(imported.declared, permissions, scopes, keep),
    },
    {
      parent,
      import: `/applications/${imported.objectId}`,
      retainOnDelete: true,
      ignoreChanges: applicationLeftAlone,
    },
  );
  const principalId = imported.principalObjectId && `/servicePrincipals/${imported.principalObjectId}`;
  const principal = new ServicePrincipal(
    `${name}-principal`,
    { clientId: application.clientId },
    {
      parent,
      import: principalId,
      retainOnDelete: principalId !== undefined && existed.has(principalId),
      ignoreChanges: principalLeftAlone,
    },
  );
  return { application, principal };
}

/**
 * Application permissions that are kept: those of APIs with a permission table, which are declared and consented like the integration's own, and
 * everything else. A consent that was taken back since is not given again: the integration does not need it.
 */
export function splitKept(args: ImportedApplicationArgs | undefined): {
  known: GrantedPermission[];
  others: KeptAccess[];
} {
  if (!args) return { known: [], others: [] };
  const known: GrantedPermission[] = [];
  const others = args.keep.map((access) => {
    const consented = access.application.filter((id) => foundConsent(args.imported, access.api, id));
    const application = consented.filter((id) => {
      const api = apiByAppId(access.api);
      const permission = api && permissionById(api, id)?.permission;
      if (api && permission) known.push({ api, value: permission.value, id });
      return !permission;
    });
    return { ...access, application };
  });
  return { known, others };
}

function foundConsent({ consents }: ImportedApplication, api: string, id: string): FoundConsent | undefined {
  return consents.find((one) => one.appRoleId === id && one.apiAppId.toLowerCase() === api);
}

/** Consents that the application had on APIs without a permission table, and keeps. */
export function keepConsents(
  name: string,
  { imported, existed, keep }: ImportedApplicationArgs,
  principalObjectId: pulumi.Input<string>,
  parent: pulumi.Resource,
): void {
  for (const { api, application } of keep) {
    for (const appRoleId of application) {
      const found = foundConsent(imported, api, appRoleId);
      if (!found) continue;
      const id = consentId(found);
      new AppRoleAssignment(
        keptConsentName(name, api, appRoleId),
        { appRoleId, principalObjectId, resourceObjectId: found.apiObjectId },
        { parent, import: id, retainOnDelete: existed.has(id) },
      );
    }
  }
}

/** Name of the resource that is a kept consent on an API without a permission table. */
export function keptConsentName(name: string, api: string, appRoleId: string): string {
  return `${name}-consent-${api}-${appRoleId}`;
}

/** Import id of a consent. */
export function consentId({ apiObjectId, id }: Pick<FoundConsent, "apiObjectId" | "id">): string {
  return `/servicePrincipals/${apiObjectId}/appRoleAssignedTo/${id}`;
}
