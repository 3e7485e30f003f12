import { Application } from "@pulumi/azuread/application";
import { ServicePrincipal } from "@pulumi/azuread/servicePrincipal";
import * as pulumi from "@pulumi/pulumi";
import { apis } from "../catalogue/apis";
import { armScope, scopeOf, tokenUrl } from "../catalogue/clouds";
import { permissionProblem } from "../catalogue/permissions";
import { consent } from "./consent";
import { type CredentialArgs, credentialProblems, type DeclaredCredential, declareCredential } from "./credential";
import { adoptApplication, type DeclaredApplication, type ExistingApplicationArgs } from "./existingApplication";
import type { FoundConsent } from "./foreignPrincipal";
import type { KeptAccess } from "./importedAccess";
import {
  consentId,
  type ImportedApplicationArgs,
  importApplication,
  keepConsents,
  splitKept,
} from "./importedApplication";
import {
  type ApplicationPermissionRef,
  byApi,
  type DelegatedPermissionRef,
  type GrantedPermission,
  withIds,
} from "./permissions";
import type { Tenant } from "./tenant";

/** Type of the component, as it is in URNs. */
export const appRegistrationType = "entra-integrations:components:AppRegistration";

/** A new application. */
export interface NewApplicationArgs {
  /** Name in the portal. */
  readonly displayName: string;
  /** Object ids of further owners beside the deployer. */
  readonly owners?: readonly pulumi.Input<string>[];
  /** Shown under "Internal note" in the portal. */
  readonly notes?: string;
  readonly tags?: readonly string[];
  /** Where people sign in to authorise a delegated token; none for an application that works unattended. */
  readonly redirectUris?: readonly string[];
}

export interface AppRegistrationArgs {
  readonly tenant: Tenant;
  /** Make a new application, adopt one by its client id, or declare one that was imported into the stack. */
  readonly application: NewApplicationArgs | ExistingApplicationArgs | ImportedApplicationArgs;
  /** Application permissions to declare and to consent. None where the integration needs no API of Entra's. */
  readonly permissions: readonly ApplicationPermissionRef[];
  /** Delegated permissions (scopes) to declare. Their consent is the grant of the service account that uses them. */
  readonly delegatedPermissions?: readonly DelegatedPermissionRef[];
  readonly credential: CredentialArgs;
  /** Consents that an adopted application holds already: they are adopted too, and managed from then on. */
  readonly existingConsents?: readonly FoundConsent[];
  /** The API that tokens are asked for. @default the API of the first permission, else Azure Resource Manager */
  readonly scope?: pulumi.Input<string>;
}

/**
 * An app registration that works unattended: application permissions (app roles), each with its admin consent, the
 * service principal, and one credential.
 *
 * The deployer needs Application.ReadWrite.OwnedBy and AppRoleAssignment.ReadWrite.All, or the directory role
 * Privileged Role Administrator beside Application Administrator: that one alone may not consent Microsoft Graph's
 * application permissions.
 *
 * Raises one ResourceError that lists every problem of the arguments.
 */
export class AppRegistration extends pulumi.ComponentResource {
  readonly clientId: pulumi.Output<string>;
  readonly tenantId: pulumi.Output<string>;
  readonly applicationObjectId: pulumi.Output<string>;
  readonly servicePrincipalObjectId: pulumi.Output<string>;
  /** The v2.0 token endpoint. */
  readonly tokenUrl: pulumi.Output<string>;
  /** The scope to ask for, ending in `/.default`. */
  readonly scope: pulumi.Output<string>;
  /** Its `value`, where it has one, is a secret. */
  readonly credential: DeclaredCredential;
  /** Known once each consent exists. */
  readonly grantedPermissions: pulumi.Output<GrantedPermission[]>;

  constructor(name: string, args: AppRegistrationArgs, opts?: pulumi.ComponentResourceOptions) {
    super(appRegistrationType, name, {}, opts);

    const problems = appRegistrationProblems(args);
    if (problems.length > 0) {
      throw new pulumi.ResourceError(
        [`App registration "${name}" cannot be declared:`, ...problems.map((line) => `  - ${line}`)].join("\n"),
        this,
        true,
      );
    }

    const { tenant } = args;
    const imported = "imported" in args.application ? args.application : undefined;
    const { known: kept, others } = splitKept(imported);
    const permissions = unique([...withIds(args.permissions, "application"), ...kept]);
    const scopes = withIds(args.delegatedPermissions ?? [], "delegated");
    const application = declareApplication(name, args, permissions, scopes, others, this);

    this.clientId = application.clientId;
    this.tenantId = tenant.tenantId;
    this.applicationObjectId = application.objectId;
    this.servicePrincipalObjectId = application.principalId;
    this.grantedPermissions = consent(name, permissions, application.principalId, tenant, {
      parent: this,
      existing: (permission) => existingConsent(permission, imported?.imported.consents ?? args.existingConsents),
      existed: imported?.existed,
    });
    if (imported) keepConsents(name, { ...imported, keep: others }, application.principalId, this);
    this.credential = declareCredential(name, args.credential, application.resourceId, { parent: this });
    this.tokenUrl = tenant.tenantId.apply((tenantId) => tokenUrl(tenant.cloud, tenantId));
    this.scope = pulumi.output(args.scope ?? defaultScope(args));

    this.registerOutputs({
      clientId: this.clientId,
      tenantId: this.tenantId,
      applicationObjectId: this.applicationObjectId,
      servicePrincipalObjectId: this.servicePrincipalObjectId,
      tokenUrl: this.tokenUrl,
      scope: this.scope,
      credential: this.credential,
      grantedPermissions: this.grantedPermissions,
    });
  }
}

/** Import id of the consent to this permission that exists already. */
function existingConsent(permission: GrantedPermission, found: readonly FoundConsent[] = []): string | undefined {
  const same = found.find(
    ({ appRoleId, apiAppId }) => appRoleId === permission.id && apiAppId === apis[permission.api].appId,
  );
  return same && consentId(same);
}

function unique(permissions: readonly GrantedPermission[]): GrantedPermission[] {
  return [...new Map(permissions.map((one) => [`${one.api}/${one.id}`, one])).values()];
}

/** Everything wrong with the arguments, a sentence each. */
export function appRegistrationProblems(args: AppRegistrationArgs): string[] {
  return [
    ...args.permissions.flatMap(({ api, value }) => permissionProblem(api, value, "application") ?? []),
    ...(args.delegatedPermissions ?? []).flatMap(({ api, value }) => permissionProblem(api, value, "delegated") ?? []),
    ...credentialProblems(args.credential).map((problem) => `credential.${problem}`),
  ];
}

function declareApplication(
  name: string,
  { application, tenant }: AppRegistrationArgs,
  permissions: readonly GrantedPermission[],
  scopes: readonly GrantedPermission[],
  keep: readonly KeptAccess[],
  parent: pulumi.Resource,
): DeclaredApplication {
  if ("existingClientId" in application) return adoptApplication(name, application, permissions, scopes, parent);
  if (!("imported" in application)) return createApplication(name, application, permissions, scopes, tenant, parent);
  return described(importApplication(name, { ...application, keep }, permissions, scopes, parent));
}

function createApplication(
  name: string,
  args: NewApplicationArgs,
  permissions: readonly GrantedPermission[],
  scopes: readonly GrantedPermission[],
  tenant: Tenant,
  parent: pulumi.Resource,
): DeclaredApplication {
  const owners = [tenant.deployerObjectId, ...(args.owners ?? [])];
  // Whoever deploys first owns the application. Without further owners to keep, the next deployer, such as the
  // read-only identity of a pull request's preview, must not show up as a change.
  const ignoreChanges = args.owners ? [] : ["owners"];
  const application = new Application(
    `${name}-application`,
    {
      displayName: args.displayName,
      signInAudience: "AzureADMyOrg",
      owners,
      notes: args.notes,
      tags: args.tags ? [...args.tags] : undefined,
      web: args.redirectUris ? { redirectUris: [...args.redirectUris] } : undefined,
      requiredResourceAccesses: byApi([...permissions, ...scopes]).map(([api, wanted]) => ({
        resourceAppId: apis[api].appId,
        resourceAccesses: wanted.map((permission) => ({
          id: permission.id,
          type: scopes.includes(permission) ? "Scope" : "Role",
        })),
      })),
    },
    { parent, ignoreChanges },
  );
  const principal = new ServicePrincipal(
    `${name}-principal`,
    { clientId: application.clientId, owners, tags: args.tags ? [...args.tags] : undefined },
    { parent, ignoreChanges },
  );
  return described({ application, principal });
}

function described({ application, principal }: { application: Application; principal: ServicePrincipal }) {
  return {
    clientId: application.clientId,
    objectId: application.objectId,
    resourceId: application.id,
    principalId: principal.objectId,
  };
}

function defaultScope({ permissions, tenant }: AppRegistrationArgs): string {
  const first = permissions[0];
  return first ? scopeOf(tenant.cloud, first.api) : armScope(tenant.cloud);
}
