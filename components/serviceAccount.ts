import { AdministrativeUnit } from "@pulumi/azuread/administrativeUnit";
import { DirectoryRole } from "@pulumi/azuread/directoryRole";
import { DirectoryRoleAssignment } from "@pulumi/azuread/directoryRoleAssignment";
import { ServicePrincipalDelegatedPermissionGrant } from "@pulumi/azuread/servicePrincipalDelegatedPermissionGrant";
import { User } from "@pulumi/azuread/user";
import * as pulumi from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random/randomPassword";
import type { ApiName } from "../catalogue/apis";
import { directoryRoleTable } from "../catalogue/directoryRoleTable";
import { permissionProblem } from "../catalogue/permissions";
import type { DelegatedPermissionRef } from "./permissions";
import type { Tenant } from "./tenant";

/** All of an account that was there before: whoever administers it does so still. */
const accountLeftAlone = [
  "accountEnabled",
  "ageGroup",
  "businessPhones",
  "city",
  "companyName",
  "consentProvidedForMinor",
  "costCenter",
  "country",
  "department",
  "disablePasswordExpiration",
  "disableStrongPassword",
  "displayName",
  "division",
  "employeeHireDate",
  "employeeId",
  "employeeType",
  "faxNumber",
  "forcePasswordChange",
  "givenName",
  "jobTitle",
  "mail",
  "mailNickname",
  "managerId",
  "mobilePhone",
  "officeLocation",
  "onpremisesImmutableId",
  "otherMails",
  "password",
  "postalCode",
  "preferredLanguage",
  "showInAddressList",
  "state",
  "streetAddress",
  "surname",
  "usageLocation",
  "userPrincipalName",
];

/** The directory roles that a service account may hold. */
export type ServiceAccountRole = "User Administrator" | "Global Administrator";

/** Type of the component, as it is in URNs. */
export const serviceAccountType = "entra-integrations:components:ServiceAccount";

/** An account that was there before the stack, with what it had: taken over as it is. */
export interface ImportedAccount {
  readonly objectId: string;
  /** Import id of its assignment to the role; undefined where it lacks the role. */
  readonly roleAssignment?: string;
  /** Its delegated permission grants, by API: never narrowed, because its tokens may still use all of them. */
  readonly grants: Readonly<Partial<Record<ApiName, { readonly id: string; readonly scopes: readonly string[] }>>>;
  /** Import ids of what was there before the stack: it stays when the stack goes. */
  readonly existed: ReadonlySet<string>;
}

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
  /** Declares this account instead of making one. */
  readonly imported?: ImportedAccount;
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
  /** Secret; for the one sign-in that authorises the token. Undefined where the account was imported: whoever made it knows it. */
  readonly password: pulumi.Output<string> | undefined;
  readonly directoryRole: ServiceAccountRole;
  /** Template id of the role. */
  readonly directoryRoleTemplateId: string;
  /** `/`, or `/administrativeUnits/{id}`. */
  readonly directoryScopeId: pulumi.Output<string>;

  constructor(name: string, args: ServiceAccountArgs, opts?: pulumi.ComponentResourceOptions) {
    super(serviceAccountType, name, {}, opts);

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
    const { user, password } = args.imported
      ? { user: importUser(name, args, args.imported, this), password: undefined }
      : makeUser(name, args, this);
    this.objectId = user.objectId;
    this.userPrincipalName = user.userPrincipalName;
    this.password = password;
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

function importUser(
  name: string,
  { userPrincipalName }: ServiceAccountArgs,
  { objectId, existed }: ImportedAccount,
  parent: pulumi.Resource,
): User {
  const id = `/users/${objectId}`;
  return new User(
    `${name}-account`,
    // Both are required by the provider, then ignored.
    { userPrincipalName, displayName: userPrincipalName },
    { parent, import: id, retainOnDelete: existed.has(id), ignoreChanges: accountLeftAlone },
  );
}

function makeUser(name: string, args: ServiceAccountArgs, parent: pulumi.Resource) {
  const password = new RandomPassword(`${name}-password`, { length: 40, special: true }, { parent });
  const [nickname = name] = args.userPrincipalName.split("@");
  const user = new User(
    `${name}-account`,
    {
      userPrincipalName: args.userPrincipalName,
      displayName: args.displayName ?? nickname,
      mailNickname: nickname,
      jobTitle: args.purpose,
      password: password.result,
      accountEnabled: true,
      // It signs in once, by hand, to authorise the token: nobody is there to choose a new one.
      forcePasswordChange: false,
      disablePasswordExpiration: true,
      showInAddressList: false,
    },
    { parent },
  );
  return { user, password: pulumi.secret(password.result) };
}

function assignRole(
  name: string,
  { administrativeUnit, imported }: ServiceAccountArgs,
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
    { parent, ...(unit ? {} : importOptions(imported, imported?.roleAssignment)) },
  );
  return unit ? assignment.directoryScopeId : pulumi.output("/");
}

function grantDelegatedPermissions(
  name: string,
  { tenant, delegatedPermissions, clientPrincipalObjectId, imported }: ServiceAccountArgs,
  user: User,
  parent: pulumi.Resource,
): void {
  for (const api of new Set(delegatedPermissions.map((permission) => permission.api))) {
    const found = imported?.grants[api];
    const names = delegatedPermissions.filter((permission) => permission.api === api).map(({ value }) => value);
    new ServicePrincipalDelegatedPermissionGrant(
      `${name}-grant-${api}`,
      {
        servicePrincipalObjectId: clientPrincipalObjectId,
        resourceServicePrincipalObjectId: tenant.apiPrincipal(api),
        claimValues: [...new Set([...(found?.scopes ?? []), ...names])],
        userObjectId: user.objectId,
      },
      { parent, ...importOptions(imported, found?.id) },
    );
  }
}

/** What was there is taken over, never made once more. */
function importOptions(imported: ImportedAccount | undefined, id: string | undefined): pulumi.CustomResourceOptions {
  return { import: id, retainOnDelete: id !== undefined && (imported?.existed.has(id) ?? false) };
}
