import type { PermissionEvidence } from "../../integrations/evidence";
import type { Migration } from "./migration";

export const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ");
export const code = (text: string) => `\`${text.replaceAll("`", "'")}\``;

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
  return [line(head), `|${head.map(() => "---").join("|")}|`, ...rows.map(line)];
}

export const titleOf = ({ value, id, apiName }: PermissionEvidence) => `${value ?? id} (${apiName})`;

/** What the tenant holds now: the evidence, with its ids. */
export function factsOf(migration: Migration): string[] {
  const { evidence, decision } = migration;
  const { application, principal } = evidence;
  const lines = [
    ...(application
      ? [
          `- App registration: object id ${code(application.objectId)}, ${application.signInAudience ?? "AzureADMyOrg"}.`,
        ]
      : [`- App registration: in another tenant (${evidence.ownerTenantId ?? "unknown"}).`]),
    principal
      ? `- Service principal: object id ${code(principal.objectId)}, ${principal.enabled ? "enabled" : "**disabled**"}.`
      : "- Service principal: none yet; the stack makes it.",
    ...(application && application.redirectUris.length > 0
      ? [`- Redirect URIs: ${application.redirectUris.map(code).join(", ")}.`]
      : []),
    ...evidence.azureRoles.map(({ role, scope, id }) => `- Azure role: ${role} on ${code(scope)} (${code(id)}).`),
    ...(decision.needs.azure ? providerLines(migration) : []),
    ...(application && application.credentials.length === 0 ? ["- Credentials: none."] : []),
    ...(application?.credentials ?? []).map(
      ({ type, name, id, endDate }) =>
        `- Credential: ${type}${name ? ` "${name}"` : ""}, id ${code(id)}${endDate ? `, until ${endDate.slice(0, 10)}` : ""}.`,
    ),
    ...evidence.grants.map(
      ({ id, scopes, apiName, account }) =>
        `- Delegated grant ${code(id)}: ${scopes.join(" ")} on ${apiName}, for ${account?.userPrincipalName ?? "**everyone in the tenant**"}.`,
    ),
    ...(migration.account ? accountLines(migration) : []),
  ];
  return [...lines, "", ...permissionTable(migration)];
}

function providerLines({ evidence, decision }: Migration): string[] {
  const { azure } = decision.needs;
  const states = evidence.providers[azure?.subscriptionId ?? ""];
  return (azure?.resourceProviders ?? []).map(
    (namespace) => `- Namespace ${namespace}: ${states?.[namespace.toLowerCase()] ?? "not read"}.`,
  );
}

function accountLines({ account }: Migration): string[] {
  if (!account) return [];
  const roles = account.roles.map(({ name, scope }) => `${name}${scope === "/" ? "" : ` at ${scope}`}`).join(", ");
  return [
    `- Service account: ${account.userPrincipalName} (object id ${code(account.objectId)}), ${account.enabled ? "enabled" : "**disabled**"}, directory roles: ${roles || "**none**"}.`,
  ];
}

function permissionTable({ evidence, decision }: Migration): string[] {
  const { right, dropped, kept, added, untouched } = decision;
  const consented = new Set(evidence.consents.map(({ api, id }) => `${api} ${id}`));
  const granted = (one: PermissionEvidence) =>
    one.type === "application"
      ? consented.has(`${one.api} ${one.id}`)
      : evidence.grants.some(({ api, scopes }) => api === one.api && scopes.includes(one.value ?? ""));
  const row = (one: PermissionEvidence, becomes: string) => [
    titleOf(one),
    one.type,
    granted(one) ? "yes" : "no",
    becomes,
  ];
  const rows = [
    ...right.map((one) => row(one, "stays")),
    ...added.map((one) => row(one, "**declared**")),
    ...dropped.map((one) => row(one, `no longer declared: ${one.why}`)),
    ...kept.map((one) => row(one, "kept: it may still be used")),
    ...untouched
      .filter((one) => !dropped.some(({ id }) => id === one.id))
      .map((one) => row(one, `left alone: ${one.why}`)),
  ];
  return rows.length === 0 ? [] : table(["permission", "type", "consented", "what becomes of it"], rows);
}
