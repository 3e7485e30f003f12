import { signInPermissions } from "../catalogue/signInPermissions";
import { type Check, type CheckContext, describeAnswer, failed, passed, skipped } from "./check";

/**
 * Checks of an integration that works with the delegated token of a service account. A person can sign in as the account
 * (`--interactive`); otherwise they rest on what can be read of the tenant, and say so.
 */

interface Account {
  readonly objectId: string;
  readonly userPrincipalName: string;
  readonly directoryRole: string;
  readonly directoryRoleTemplateId: string;
  readonly directoryScopeId: string;
}

interface Grant {
  readonly clientId: string;
  readonly consentType: string;
  readonly principalId: string | null;
  readonly scope: string;
}

const unread = failed(
  "The tenant could not be read, so this is not proven.",
  "Sign in as someone who may read the directory (ARM_* or AZURE_* variables, or `az login`), or run with --interactive and sign in as the service account.",
);

const accountIsEnabled: Check = {
  id: "account-enabled",
  title: "The service account exists and is enabled",
  async run(context) {
    const account = accountOf(context);
    const user = (await context.readTenant(`/users/${account.objectId}?$select=id,accountEnabled,userPrincipalName`)) as
      | { accountEnabled?: boolean; userPrincipalName?: string }
      | undefined;
    if (!user) return unread;
    if (user.accountEnabled) return passed(`${user.userPrincipalName} is enabled (read from the directory).`);
    return failed(
      `${user.userPrincipalName} is disabled: its tokens are refused.`,
      "Run `pulumi up --refresh`, or enable it: portal > Users > the account.",
    );
  },
};

const accountHoldsItsRole: Check = {
  id: "account-has-role",
  title: "The service account holds its directory role",
  async run(context) {
    const account = accountOf(context);
    const held = (await context.readTenant(
      `/roleManagement/directory/roleAssignments?$filter=principalId eq '${account.objectId}'`,
    )) as { value?: { roleDefinitionId: string; directoryScopeId: string }[] } | undefined;
    if (!held?.value) return unread;
    const right = held.value.find(
      ({ roleDefinitionId, directoryScopeId }) =>
        roleDefinitionId === account.directoryRoleTemplateId && directoryScopeId === account.directoryScopeId,
    );
    const others = held.value.filter((assignment) => assignment !== right);
    if (!right) {
      return failed(
        `${account.userPrincipalName} does not hold ${account.directoryRole} at ${account.directoryScopeId}: every write ends in 403 Authorization_RequestDenied, whatever is granted.`,
        "Run `pulumi up --refresh`.",
      );
    }
    if (others.length > 0) {
      return failed(
        `Beside ${account.directoryRole} it holds ${others.length} more directory role${others.length > 1 ? "s" : ""}: ${others.map(({ roleDefinitionId }) => roleDefinitionId).join(", ")}.`,
        "Remove them: portal > Roles and administrators. The account is this integration's alone.",
      );
    }
    return passed(
      `${account.directoryRole} at ${account.directoryScopeId}, and nothing else (read from the directory).`,
    );
  },
};

const grantNamesItAlone: Check = {
  id: "grant-names-account",
  title: "The delegated permissions are granted for this account alone",
  async run(context) {
    const account = accountOf(context);
    const { servicePrincipalObjectId, details } = context.record;
    const list = (await context.readTenant(
      `/oauth2PermissionGrants?$filter=clientId eq '${servicePrincipalObjectId}'`,
    )) as { value?: Grant[] } | undefined;
    if (!list?.value) return unread;
    const wide = list.value.filter(({ consentType }) => consentType === "AllPrincipals");
    const foreign = list.value.filter(
      ({ consentType, principalId }) => consentType !== "AllPrincipals" && principalId !== account.objectId,
    );
    const granted = new Set(
      list.value
        .filter(({ principalId }) => principalId === account.objectId)
        .flatMap(({ scope }) => scope.split(/\s+/).filter(Boolean)),
    );
    const wanted = (details.delegatedPermissions ?? []) as string[];
    const missing = wanted.filter((name) => !granted.has(name));
    const more = [...granted].filter((name) => !wanted.includes(name) && !signInPermissions.has(name));
    const problems = [
      ...(wide.length > 0 ? [`granted for all principals: ${wide.map(({ scope }) => scope.trim()).join(" ")}`] : []),
      ...(foreign.length > 0 ? [`granted for ${foreign.length} other user${foreign.length > 1 ? "s" : ""}`] : []),
      ...(missing.length > 0 ? [`not granted: ${missing.join(", ")}`] : []),
      ...(more.length > 0 ? [`granted, but not declared by this stack: ${more.join(", ")}`] : []),
    ];
    if (problems.length === 0) return passed(`${[...granted].join(", ")} (read from the directory).`);
    return failed(
      `${problems.join("; ")}.`,
      "Run `pulumi up --refresh`: it mends the grant for this account. Remove any other: portal > Enterprise applications > the application > Permissions.",
    );
  },
};

const nothingElseUsesIt: Check = {
  id: "account-is-dedicated",
  title: "Nothing else acts for the service account",
  async run(context) {
    const account = accountOf(context);
    const list = (await context.readTenant(`/users/${account.objectId}/oauth2PermissionGrants`)) as
      | { value?: Grant[] }
      | undefined;
    if (!list?.value) return unread;
    const others = list.value.filter(({ clientId }) => clientId !== context.record.servicePrincipalObjectId);
    if (others.length === 0)
      return passed("Only this integration's application has a grant for it (read from the directory).");
    return failed(
      `${others.length} other application${others.length > 1 ? "s have" : " has"} a grant for ${account.userPrincipalName}: service principals ${others.map(({ clientId }) => clientId).join(", ")}.`,
      "Give each integration a service account of its own, and remove those grants.",
    );
  },
};

/** The token itself, where a person signs in; otherwise the checks above stand for it, and this says so. */
const delegatedTokenWorks: Check = {
  id: "delegated-token",
  title: "A delegated token of the service account carries its permissions and may read the directory",
  async run({ signIn, record, cloud }) {
    if (!signIn) return skipped("Nobody signed in (--interactive does): verified by what the directory says.");
    const account = record.details.serviceAccount as Account;
    const { claims, call } = await signIn();
    if (claims.oid !== account.objectId) {
      return failed(
        `The person who signed in is ${String(claims.upn ?? claims.oid)}, not ${account.userPrincipalName}.`,
        `Sign in as ${account.userPrincipalName}: a token can do what its user may.`,
      );
    }
    const scopes = new Set((claims.scp ?? "").split(" "));
    const missing = ((record.details.delegatedPermissions ?? []) as string[]).filter((name) => !scopes.has(name));
    if (missing.length > 0) return failed(`The token lacks ${missing.join(", ")}.`, "Run `pulumi up --refresh`.");
    const answer = await call("GET", `${cloud.microsoftGraph}/v1.0/me`);
    if (answer.status !== 200)
      return failed(`GET /me answered ${describeAnswer(answer)}`, "Look at the error's own words.");
    return passed(`${account.userPrincipalName} signed in; the token carries ${[...scopes].join(", ")}.`);
  },
};

export const serviceAccountChecks: readonly Check[] = [
  accountIsEnabled,
  accountHoldsItsRole,
  grantNamesItAlone,
  nothingElseUsesIt,
  delegatedTokenWorks,
];

function accountOf({ record }: CheckContext): Account {
  return record.details.serviceAccount as Account;
}
