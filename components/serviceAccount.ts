import { AdministrativeUnit } from "@pulumi/azuread/administrativeUnit";
import { DirectoryRole } from "@pulumi/azuread/directoryRole";
import { DirectoryRoleAssignment } from "@pulumi/azuread/directoryRoleAssignment";
import { ServicePrincipalDelegatedPermissionGrant } from "@pulumi/azuread/servicePrincipalDelegatedPermissionGrant";
import { User } from "@pulumi/azuread/user";
import * as pulumi from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random/randomPassword";
import { directoryRoleTable } from "../catalogue/directoryRoleTable";
import { permissionProblem } from "../catalogue/permissions";
import type { DelegatedPermissionRef } from "./permissions";
import type { Tenant } from "./tenant";

/** The directory roles that a service account may hold. */
export type ServiceAccountRole = "User Administrator" | "Global Administrator";

export interface ServiceAccountArgs {
  readonly tenant: Tenant;
  /** Sign-in name, in a verified domain of the tenant, e.g. `svc-servicenow@contoso.com`. Used for this integration alone. */
  readonly userPrincipalName: string;
  /** @default the part of the sign-in name before the @ */
  readonly displayName?: string;
  /** What it is for, shown as its job title; tells it from a person's account of the same name. */
  readonly purpose?: string;
  /** @default "User Administrator" */
  readonly directoryRole?: ServiceAccountRole;
  /** Why User Administrator is not enough; required for Global Administrator. */
  readonly globalAdministratorReason?: string;
  /** Limits the role to the members of a new administrative unit of this name. @default the whole directory */
  readonly administrativeUnit?: string;
  /** Object id of the service principal that acts for the account. */
  readonly clientPrincipalObjectId: pulumi.Input<string>;
  /** What the application may do for this account, and for no one else. */
  readonly delegatedPermissions: readonly DelegatedPermissionRef[];
}

/**
 * A dedicated service account: a user for one integration, the directory role that its delegated token needs, and a
 * delegated permission grant that names it alone. A delegated token can do what both the application's permissions and
 * the user's role allow, so the account without the role gets 403 although every permission is granted.
 *
 * The deployer needs User.ReadWrite.All, RoleManagement.ReadWrite.Directory and DelegatedPermissionGrant.ReadWrite.All.
 * Raises one ResourceError that lists every problem of the arguments.
 */
export class ServiceAccount extends pulumi.ComponentResource {
  readonly objectId: pulumi.Output<string>;
  readonly userPrincipalName: pulumi.Output<string>;
  /** Secret; for the one sign-in that authorises the token. */
  readonly password: pulumi.Output<string>;
  readonly directoryRole: ServiceAccountRole;
  /** Template id of the role. */
  readonly directoryRoleTemplateId: string;
  /** `/`, or `/administrativeUnits/{id}`. */
  readonly directoryScopeId: pulumi.Output<string>;

  constructor(name: string, args: ServiceAccountArgs, opts?: pulumi.ComponentResourceOptions) {
    super("entra-integrations:components:ServiceAccount", name, {}, opts);

    const problems = serviceAccountProblems(args);
    if (problems.length > 0) {
      throw new pulumi.ResourceError(
        [`Service account "${name}" cannot be declared:`, ...problems.map((line) => `  - ${line}`)].join("\n"),
        this,
        true,
      );
    }

    this.directoryRole = args.directoryRole ?? "User Administrator";
    this.directoryRoleTemplateId = directoryRoleTable[this.directoryRole][0];
    const password = new RandomPassword(`${name}-password`, { length: 40, special: true }, { parent: this });
    const user = createUser(name, args, password.result, this);
    this.objectId = user.objectId;
    this.userPrincipalName = user.userPrincipalName;
    this.password = pulumi.secret(password.result);
    this.directoryScopeId = assignRole(name, args, this.directoryRoleTemplateId, user, this);
    grantDelegatedPermissions(name, args, user, this);

    this.registerOutputs({
      objectId: this.objectId,
      userPrincipalName: this.userPrincipalName,
      password: this.password,
      directoryScopeId: this.directoryScopeId,
    });
  }
}

/** Everything wrong with the arguments, a sentence each. */
export function serviceAccountProblems(args: ServiceAccountArgs): string[] {
  const problems = args.delegatedPermissions.flatMap(
    ({ api, value }) => permissionProblem(api, value, "delegated") ?? [],
  );
  return [...problems, ...signInNameProblems(args.userPrincipalName), ...roleProblems(args)];
}

export function signInNameProblems(userPrincipalName: string): string[] {
  if (/^[A-Za-z0-9'._!#^~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/.test(userPrincipalName)) return [];
  return [
    `userPrincipalName: got "${userPrincipalName}". Give a sign-in name in a verified domain of the tenant, such as svc-servicenow@contoso.com.`,
  ];
}

export function roleProblems(
  args: Pick<ServiceAccountArgs, "directoryRole" | "globalAdministratorReason" | "administrativeUnit">,
): string[] {
  if (args.directoryRole !== "Global Administrator") return [];
  const problems: string[] = [];
  if (!args.globalAdministratorReason?.trim()) {
    problems.push(
      "globalAdministratorReason: Global Administrator is asked for without a reason. Say why User Administrator is not enough, or leave directoryRole out.",
    );
  }
  if (args.administrativeUnit !== undefined) {
    problems.push(
      "administrativeUnit: Global Administrator cannot be limited to an administrative unit. Use User Administrator there.",
    );
  }
  return problems;
}

function createUser(
  name: string,
  args: ServiceAccountArgs,
  password: pulumi.Output<string>,
  parent: pulumi.Resource,
): User {
  const [nickname = name] = args.userPrincipalName.split("@");
  return new User(
    `${name}-account`,
    {
      userPrincipalName: args.userPrincipalName,
      displayName: args.displayName ?? nickname,
      mailNickname: nickname,
      jobTitle: args.purpose,
      password,
      accountEnabled: true,
      // It signs in once, by hand, to authorise the token: nobody is there to choose a new one.
      forcePasswordChange: false,
      disablePasswordExpiration: true,
      showInAddressList: false,
    },
    { parent },
  );
}

function assignRole(
  name: string,
  { administrativeUnit }: ServiceAccountArgs,
  templateId: string,
  user: User,
  parent: pulumi.Resource,
): pulumi.Output<string> {
  // A role that the tenant never used must be activated first; an active one is found.
  const role = new DirectoryRole(`${name}-role`, { templateId }, { parent });
  const unit =
    administrativeUnit === undefined
      ? undefined
      : new AdministrativeUnit(
          `${name}-unit`,
          { displayName: administrativeUnit, description: `Whom ${name} administers.` },
          // Its members are people that administrators add; they are not this stack's to remove.
          { parent, ignoreChanges: ["members"] },
        );
  const assignment = new DirectoryRoleAssignment(
    `${name}-role-assignment`,
    {
      roleId: role.templateId,
      principalObjectId: user.objectId,
      directoryScopeId: unit ? pulumi.interpolate`/administrativeUnits/${unit.objectId}` : undefined,
    },
    { parent },
  );
  return unit ? assignment.directoryScopeId : pulumi.output("/");
}

function grantDelegatedPermissions(
  name: string,
  { tenant, delegatedPermissions, clientPrincipalObjectId }: ServiceAccountArgs,
  user: User,
  parent: pulumi.Resource,
): void {
  for (const api of new Set(delegatedPermissions.map((permission) => permission.api))) {
    new ServicePrincipalDelegatedPermissionGrant(
      `${name}-grant-${api}`,
      {
        servicePrincipalObjectId: clientPrincipalObjectId,
        resourceServicePrincipalObjectId: tenant.apiPrincipal(api),
        claimValues: delegatedPermissions.filter((permission) => permission.api === api).map(({ value }) => value),
        userObjectId: user.objectId,
      },
      { parent },
    );
  }
}
