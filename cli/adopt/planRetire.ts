import { type CommandContext, graphCommand, quoted } from "./commands";
import type { Migration } from "./migration";

/** Something to take away at the end, and how. */
export interface Retirement {
  readonly what: string;
  readonly command: string;
  /** How to give it back; undefined where nothing can. */
  readonly back?: string;
}

/** What is over once the new way is proven, least dangerous first. */
export function retirementsOf(migration: Migration, context: CommandContext): Retirement[] {
  return [
    ...grants(migration, context),
    ...consents(migration, context),
    ...directoryRoles(migration, context),
    ...azureRoles(migration),
    ...credentials(migration),
  ];
}

function credentials({ evidence }: Migration): Retirement[] {
  const { clientId, application } = evidence;
  const commands = {
    secret: (id: string) => `az ad app credential delete --id ${clientId} --key-id ${id}`,
    certificate: (id: string) => `az ad app credential delete --id ${clientId} --key-id ${id} --cert`,
    federated: (id: string) => `az ad app federated-credential delete --id ${clientId} --federated-credential-id ${id}`,
  };
  return (application?.credentials ?? []).map(({ type, id, name }) => ({
    what: `The old ${type}${name ? ` "${name}"` : ""} (id ${id}). First see that nothing else signs in with it: portal > Enterprise applications > the application > Sign-in logs > Service principal sign-ins > Credential key id.`,
    command: commands[type](id),
  }));
}

function grants({ decision }: Migration, context: CommandContext): Retirement[] {
  return decision.retired.map(({ grant, remaining }) => {
    const { id, scopes, apiName, account } = grant;
    const path = `/oauth2PermissionGrants/${id}`;
    const whom = account?.userPrincipalName ?? "everyone";
    const over = scopes.filter((scope) => !remaining.includes(scope));
    if (remaining.length > 0) {
      return {
        what: `Of the delegated grant for ${whom} on ${apiName}: ${over.join(", ")}`,
        command: graphCommand("PATCH", path, context, scopeBody(remaining)),
        back: graphCommand("PATCH", path, context, scopeBody(scopes)),
      };
    }
    return {
      what: `The delegated grant for ${whom} on ${apiName} (${scopes.join(" ")}). Tokens issued on it end within the hour`,
      command: graphCommand("DELETE", path, context),
      back: "consent again: portal > Enterprise applications > the application > Permissions",
    };
  });
}

const scopeBody = (scopes: readonly string[]) => quoted(JSON.stringify({ scope: scopes.join(" ") }));

function consents({ decision, evidence }: Migration, context: CommandContext): Retirement[] {
  const principal = evidence.principal?.objectId;
  return decision.untouched
    .filter(({ value }) => evidence.application !== undefined && value !== undefined)
    .map(({ value, apiName, assignmentId, why }) => ({
      what: `The consent to ${value} on ${apiName}: ${why}. \`npm run verify\` fails while a token carries it`,
      command: graphCommand("DELETE", `/servicePrincipals/${principal}/appRoleAssignments/${assignmentId}`, context),
      back: "consent again: portal > Enterprise applications > the application > Permissions",
    }));
}

function directoryRoles({ account, accountRole, decision }: Migration, context: CommandContext): Retirement[] {
  const needed = decision.needs.account?.directoryRole;
  return (account?.roles ?? [])
    .filter(({ assignmentId }) => assignmentId !== accountRole?.assignmentId)
    .map(({ name, scope, assignmentId }) => ({
      what: `${name}${scope === "/" ? "" : ` at ${scope}`} of ${account?.userPrincipalName}: ${needed} is what the integration needs. \`npm run verify\` fails while the account holds more`,
      command: graphCommand("DELETE", `/roleManagement/directory/roleAssignments/${assignmentId}`, context),
      back: "assign it again: portal > Roles and administrators",
    }));
}

function azureRoles({ azureOthers, decision, evidence }: Migration): Retirement[] {
  const { azure } = decision.needs;
  if (!azure) return [];
  return azureOthers.map(({ id, role, scope }) => ({
    what: `${role} on ${scope}: the integration has its own role on ${azure.resourceGroup}. See first that it manages nothing elsewhere. \`npm run verify\` fails while it reaches further`,
    command: `az role assignment delete --ids ${quoted(id)}`,
    back: `az role assignment create --assignee-object-id ${evidence.principal?.objectId} --assignee-principal-type ServicePrincipal --role ${quoted(role)} --scope ${quoted(scope)}`,
  }));
}
