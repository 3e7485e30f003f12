/** Says what a token is, and what follows from it. */
import { findTierZero } from "../../catalogue/tiers";
import type { ExplainedToken } from "../explanation";
import type { Facts } from "../facts/facts";
import type { Token } from "./decode";
import { missingFor, wrongAudience } from "./judge";

export function explainToken(token: Token, facts: Facts): ExplainedToken {
  const { notBefore, subject, issuedAt, expiresAt, ...rest } = token;
  return {
    ...rest,
    summary: summaryOf(token),
    issuedAt: issuedAt?.toISOString() ?? null,
    expiresAt: expiresAt?.toISOString() ?? null,
    follows: follows(token, facts),
  };
}

function summaryOf(token: Token): string {
  const { kind, issuer, audience, api, clientName, clientId, user, subject } = token;
  const target = api ?? (audience ? `the resource ${audience}` : "a resource that it does not name");
  const client = clientName ? `"${clientName}" (${clientId})` : (clientId ?? "that it does not name");
  if (kind === "application")
    return `An access token of the application ${client} for ${target}: it acts as itself, without a user.`;
  if (kind === "delegated") {
    return `A delegated access token: the application ${client} acts for the user ${user ?? "that it does not name"} on ${target}.`;
  }
  if (kind === "id")
    return "An ID token of Microsoft Entra ID: it tells an application who signed in. No API accepts it as an access token.";
  if (kind === "assertion")
    return `A client assertion, signed by the application ${issuer} itself to prove who it is; its audience is ${audience}.`;
  if (kind === "encrypted") return "An encrypted token: only the API that it is meant for can read it.";
  if (kind === "incomplete")
    return "The beginning of a token: the rest of it is missing, so that its claims cannot be read.";
  return `A token that Microsoft Entra ID did not issue. Its issuer is ${issuer ?? "not named"}, its subject ${subject ?? "not named"}, its audience ${audience ?? "not named"}.`;
}

function follows(token: Token, facts: Facts): string[] {
  const { kind, roles, scopes, api, user, directoryRoles } = token;
  if (kind !== "application" && kind !== "delegated") return [];
  const sentences: string[] = [];
  const { now } = facts;
  if (token.expiresAt && token.expiresAt <= now) {
    sentences.push(`It expired ${ago(token.expiresAt, now)}: every call with it is answered with 401.`);
  } else if (token.notBefore && token.notBefore.getTime() - now.getTime() > 300_000) {
    sentences.push("It is not valid yet by this machine's clock: either the clock is wrong, or the issuer's is.");
  } else if (token.expiresAt)
    sentences.push(`It is valid for another ${duration(token.expiresAt.getTime() - now.getTime())}.`);

  if (kind === "application" && roles.length === 0 && api !== "Azure Resource Manager") {
    sentences.push(
      `It carries no application permission (claim "roles"): ${api ?? "the API"} answers 403. Permissions that are listed as delegated, or are not consented, do not show up here.`,
    );
  }
  if (api === "Azure Resource Manager") {
    sentences.push(
      "What it may do is not in it: rights in Azure are role assignments on a subscription, resource group or resource.",
    );
  }
  if (kind === "delegated" && api !== "Azure Resource Manager") {
    sentences.push(
      `Application permissions do not help it: it may do what both its delegated permissions (${scopes.join(", ") || "none"}) and the directory roles of ${user ?? "its user"} allow.`,
    );
    if (directoryRoles !== null) {
      sentences.push(
        directoryRoles.length === 0
          ? "Its user has no directory role over the whole tenant (roles over an administrative unit are not in a token)."
          : `Its user has these directory roles over the whole tenant: ${directoryRoles.join(", ")}.`,
      );
    }
  }
  for (const role of kind === "application" && api === "Microsoft Graph" ? roles : []) {
    const tierZero = findTierZero(role);
    if (tierZero) sentences.push(`${role} is tier 0: whoever holds it ${tierZero.reason}.`);
  }
  const wrong = wrongAudience(token, facts);
  if (wrong) sentences.push(wrong);
  for (const { operation } of api === "Microsoft Graph" ? facts.operations : []) {
    const missing = missingFor(token, operation);
    const call = `${operation.method} ${operation.path}`;
    sentences.push(
      missing === undefined ? `Its permissions allow ${call}.` : `Its permissions do not allow ${call}: ${missing}`,
    );
  }
  return sentences;
}

export function ago(past: Date, now: Date): string {
  return `${duration(now.getTime() - past.getTime())} ago`;
}

/** "43 minutes", "3 hours", "12 days"; at least one minute. */
export function duration(milliseconds: number): string {
  const minutes = Math.max(1, Math.round(milliseconds / 60_000));
  if (minutes < 120) return `${minutes} ${minutes === 1 ? "minute" : "minutes"}`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}
