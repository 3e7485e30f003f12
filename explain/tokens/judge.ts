/** Compares a token with what was called with it. */
import { type DirectoryRoleName, rolesThatAllow } from "../../catalogue/directoryRoles";
import { type GraphOperation, operationAllowed } from "../../catalogue/operations";
import type { Facts } from "../facts/facts";
import type { ServiceName } from "../facts/requests";
import type { Token } from "./decode";

const apiOfService: Readonly<Partial<Record<ServiceName, string>>> = {
  graph: "Microsoft Graph",
  azure: "Azure Resource Manager",
  defender: "WindowsDefenderATP",
  threatProtection: "Microsoft Threat Protection",
};

/** Access tokens of Microsoft Entra ID among the input's tokens. */
export function accessTokens(facts: Facts): Token[] {
  return facts.tokens.filter(({ kind }) => kind === "application" || kind === "delegated");
}

/** The access token with which Microsoft Graph was called, where the input has exactly one that could be it. */
export function callerToken(facts: Facts): Token | undefined {
  const tokens = accessTokens(facts).filter(({ api }) => api === "Microsoft Graph");
  return tokens.length === 1 ? tokens[0] : undefined;
}

/** Who called Microsoft Graph: by the token, else by what the text says of the sign-in. */
export function callerKind(facts: Facts): "application" | "delegated" | undefined {
  const kind = callerToken(facts)?.kind;
  return kind === "application" || kind === "delegated" ? kind : facts.caller?.kind;
}

/** A sentence where a token was sent to an API that it is not meant for; undefined where it fits or nothing was called. */
export function wrongAudience(token: Token, facts: Facts): string | undefined {
  // An origin alone is named in a message, not called.
  const called = new Set(
    facts.requests.flatMap(({ service, path }) => (path !== "/" && service && apiOfService[service]) || []),
  );
  if (called.size === 0 || token.audience === null) return undefined;
  const name = token.api ?? token.audience;
  if (called.has(name)) return undefined;
  return `It is for ${name}, and the call went to ${[...called].join(" and ")}: an API accepts only tokens whose audience it is.`;
}

/** What a token's permissions lack for an operation, as a clause; undefined where they allow it. */
export function missingFor(token: Token, operation: GraphOperation): string | undefined {
  const type = token.kind === "application" ? "application" : "delegated";
  const granted = type === "application" ? token.roles : token.scopes;
  if (operationAllowed(operation, type, granted)) return undefined;
  // A permission limited to some properties may be enough; the body is not known.
  if (operation[type].some((name) => granted.includes(name) && operation.onlyFor?.[name])) return undefined;
  const least = type === "application" ? operation.leastApplication : operation.leastDelegated;
  if (least === undefined) return `no ${type} permission allows it at all.`;
  const has = granted.some((name) => operation[type].includes(name));
  const companions = operation.also?.[type];
  if (has && companions) return `it lacks one of ${companions.join(", ")}, which is needed as well.`;
  return `it lacks ${least}${companions ? ` together with one of ${companions.join(", ")}` : ""}.`;
}

/**
 * Whether the directory roles in a delegated token allow an operation: undefined where the token does not tell its user's roles, or the
 * operation needs none.
 */
export function roleVerdict(
  token: Token,
  operation: GraphOperation,
):
  | { readonly enough: boolean; readonly needed: readonly DirectoryRoleName[]; readonly held: readonly string[] }
  | undefined {
  const needed = rolesThatAllow(operation.method, operation.path);
  const held = token.directoryRoles;
  if (needed === undefined || held === null) return undefined;
  return { enough: needed.some((role) => held.includes(role)), needed, held };
}
