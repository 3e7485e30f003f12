import type { Problem } from "../resourceType";
import type { Values } from "../values";

const listOf = (value: unknown, name: string): Values[] =>
  ((value as Values | undefined)?.[name] as Values[] | undefined) ?? [];

/**
 * What Microsoft asks of an application beyond its single properties.
 * Source: https://learn.microsoft.com/entra/identity-platform/supported-accounts-validation
 */
export function accountProblems(inputs: Values): Problem[] {
  const roles = listOf(inputs, "appRoles");
  const scopes = listOf(inputs.api, "oauth2PermissionScopes");
  const problems = [...twice([...roles, ...scopes], "id"), ...twice([...roles, ...scopes], "value")];
  const audience = String(inputs.signInAudience);
  if (audience !== "AzureADandPersonalMicrosoftAccount" && audience !== "PersonalMicrosoftAccount") return problems;
  const when = `when \`signInAudience\` is "${audience}"`;
  const refuse = (property: string, reason: string) => problems.push({ property, reason: `${reason} ${when}` });
  if ((inputs.api as Values | undefined)?.requestedAccessTokenVersion !== 2) {
    refuse("api.requestedAccessTokenVersion", "must be 2");
  }
  if (scopes.length > 100) refuse("api.oauth2PermissionScopes", "must have at most 100 scopes");
  if (scopes.some(({ value }) => String(value ?? "").length > 40)) {
    refuse("api.oauth2PermissionScopes", "must have values of at most 40 characters");
  }
  const uris = (inputs.identifierUris as string[] | undefined) ?? [];
  if (uris.some((uri) => uri.startsWith("urn:"))) refuse("identifierUris", "must not use the scheme urn");
  if (uris.length > 50) refuse("identifierUris", "must have at most 50 URIs");
  for (const place of ["publicClient", "singlePageApplication", "web"]) {
    const redirects = listOf(inputs[place], "redirectUris").map(String);
    if (redirects.length > 100) refuse(`${place}.redirectUris`, "must have at most 100 URIs");
    if (redirects.some((uri) => uri.split("/")[2]?.includes("*"))) {
      refuse(`${place}.redirectUris`, "must not have wildcard hosts");
    }
  }
  const accesses = listOf(inputs, "requiredResourceAccesses");
  const counts = accesses.map((access) => listOf(access, "resourceAccesses").length);
  if (accesses.length > 50) refuse("requiredResourceAccesses", "must have at most 50 resources");
  if (counts.some((count) => count > 30))
    refuse("requiredResourceAccesses", "must have at most 30 permissions a resource");
  if (counts.reduce((sum, count) => sum + count, 0) > 200) {
    refuse("requiredResourceAccesses", "must have at most 200 permissions");
  }
  return problems;
}

/** Ids and values of roles and scopes share one space; only a role and a scope may be the same in all that they have in common. */
function twice(entries: readonly Values[], name: "id" | "value"): Problem[] {
  const seen = new Map<unknown, Values>();
  const problems: Problem[] = [];
  for (const entry of entries) {
    const key = entry[name];
    if (key === undefined || key === "") continue;
    const other = seen.get(key);
    const pair = other && "allowedMemberTypes" in other !== "allowedMemberTypes" in entry && other.id === entry.id;
    if (other && !pair) {
      problems.push({
        property: "appRoles",
        reason: `checking for duplicate app roles / OAuth2.0 permission scopes: ${name} "${key}" is used more than once`,
      });
    }
    seen.set(key, entry);
  }
  return problems;
}
