import { ServicePrincipal } from "@pulumi/azuread/servicePrincipal";
import * as pulumi from "@pulumi/pulumi";
import { apis } from "../catalogue/apis";
import { scopeOf, tokenUrl } from "../catalogue/clouds";
import { firstPartyName } from "../catalogue/firstParty";
import { permissionProblem } from "../catalogue/permissions";
import { consent } from "./consent";
import type { FoundPrincipal } from "./foreignPrincipal";
import { type ApplicationPermissionRef, type GrantedPermission, withIds } from "./permissions";
import type { Tenant } from "./tenant";

/** Type of the component, as it is in URNs. */
export const foreignApplicationType = "entra-integrations:components:ForeignApplication";

export interface ForeignApplicationArgs {
  readonly tenant: Tenant;
  /** Client id of another tenant's multi-tenant application. */
  readonly clientId: string;
  /** Application permissions to consent. */
  readonly permissions: readonly ApplicationPermissionRef[];
  /** What the tenant has of it already, from `findPrincipal`: adopted. Absent where it has none. */
  readonly found?: FoundPrincipal;
}

/** Properties that are the application owner's, or an administrator's in the portal: set once, then left alone. */
const leftAlone = [
  "alternativeNames",
  "appRoleAssignmentRequired",
  "description",
  "loginUrl",
  "notes",
  "notificationEmailAddresses",
  "owners",
  "preferredSingleSignOnMode",
  "samlSingleSignOn",
];

/**
 * Somebody else's multi-tenant application in this tenant: its service principal, and the admin consent to each of its
 * application permissions. Its owner holds the credential.
 *
 * Where the tenant has the service principal already, usually because an administrator accepted the vendor's own consent page, it
 * is adopted with the consents that it has: imported into the stack, never made anew, and left in place by
 * `pulumi destroy`, like every consent added to it. One that this stack made goes with the stack. Its internal note tells the two apart.
 *
 * The deployer needs Application.ReadWrite.All (Application.ReadWrite.OwnedBy covers applications of its own tenant only) and
 * AppRoleAssignment.ReadWrite.All. Raises one ResourceError that lists every problem of the arguments.
 */
export class ForeignApplication extends pulumi.ComponentResource {
  readonly clientId: pulumi.Output<string>;
  readonly tenantId: pulumi.Output<string>;
  readonly servicePrincipalObjectId: pulumi.Output<string>;
  /** Where its owner gets tokens for this tenant. */
  readonly tokenUrl: pulumi.Output<string>;
  readonly scope: pulumi.Output<string>;
  /** Known once each consent exists. */
  readonly grantedPermissions: pulumi.Output<GrantedPermission[]>;
  /** Whether the tenant had the service principal before this stack. */
  readonly adopted: boolean;

  constructor(name: string, args: ForeignApplicationArgs, opts?: pulumi.ComponentResourceOptions) {
    super(foreignApplicationType, name, {}, opts);

    const problems = foreignApplicationProblems(args);
    if (problems.length > 0) {
      throw new pulumi.ResourceError(
        [`Application "${name}" of another tenant cannot be declared:`, ...problems.map((line) => `  - ${line}`)].join(
          "\n",
        ),
        this,
        true,
      );
    }

    const { tenant, clientId, found } = args;
    this.adopted = found !== undefined && !isOwnPrincipal(name, found);
    const principal = new ServicePrincipal(
      `${name}-principal`,
      { clientId, owners: [tenant.deployerObjectId], notes: ownNote(name) },
      {
        parent: this,
        // The same id as in the state changes nothing; any other makes the engine take over what is there.
        import: found && `/servicePrincipals/${found.objectId}`,
        retainOnDelete: this.adopted,
        ignoreChanges: leftAlone,
      },
    );
    this.clientId = principal.clientId;
    this.tenantId = tenant.tenantId;
    this.servicePrincipalObjectId = principal.objectId;
    this.tokenUrl = tenant.tenantId.apply((tenantId) => tokenUrl(tenant.cloud, tenantId));
    this.scope = pulumi.output(scopeOf(tenant.cloud, args.permissions[0]?.api ?? "microsoftGraph"));
    this.grantedPermissions = consent(name, withIds(args.permissions, "application"), principal.objectId, tenant, {
      parent: this,
      existing: (permission) => existingConsent(found, permission),
      retainOnDelete: this.adopted,
    });

    this.registerOutputs({
      clientId: this.clientId,
      tenantId: this.tenantId,
      servicePrincipalObjectId: this.servicePrincipalObjectId,
      tokenUrl: this.tokenUrl,
      scope: this.scope,
      grantedPermissions: this.grantedPermissions,
    });
  }
}

/** Everything wrong with the arguments, a sentence each. */
export function foreignApplicationProblems({ clientId, permissions }: ForeignApplicationArgs): string[] {
  return [
    ...[foreignClientIdProblem(clientId) ?? []].flat(),
    ...permissions.flatMap(({ api, value }) => permissionProblem(api, value, "application") ?? []),
  ];
}

/** What is wrong with the client id of another tenant's application; undefined when nothing is. */
export function foreignClientIdProblem(clientId: string): string | undefined {
  const microsofts = firstPartyName(clientId);
  if (microsofts === undefined) return undefined;
  return `${clientId} is Microsoft's own ${microsofts}, which no stack may manage. Give the client id of the vendor's application.`;
}

/** Whether this stack made a service principal, for the integration of that name. */
export function isOwnPrincipal(name: string, { notes }: FoundPrincipal): boolean {
  return notes?.includes(ownNote(name)) ?? false;
}

/** The internal note of a service principal that one integration of one stack made, so that only that one removes it. */
function ownNote(name: string): string {
  return `Managed by Pulumi: integration ${name} of stack ${pulumi.getProject()}/${pulumi.getStack()}.`;
}

function existingConsent(found: FoundPrincipal | undefined, permission: GrantedPermission): string | undefined {
  const { appId } = apis[permission.api];
  const existing = found?.consents.find(
    (one) => one.appRoleId === permission.id && one.apiAppId.toLowerCase() === appId,
  );
  return existing && `/servicePrincipals/${existing.apiObjectId}/appRoleAssignedTo/${existing.id}`;
}
