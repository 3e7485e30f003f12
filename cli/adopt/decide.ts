import { type ApiName, apis } from "../../catalogue/apis";
import { counterpart, findPermission } from "../../catalogue/permissions";
import { signInPermissions } from "../../catalogue/signInPermissions";
import { findTierZero } from "../../catalogue/tiers";
import type { ConsentEvidence, Evidence, GrantEvidence, PermissionEvidence } from "../../integrations/evidence";
import type { Integration, Needs } from "../../integrations/integration";

/** What becomes of what an application has. Everything is in exactly one of the lists of declared entries, and of consents. */
export interface Decision {
  readonly needs: Needs;
  /** Declared by hand, and needed: nothing changes. */
  readonly right: readonly PermissionEvidence[];
  /** Needed, and not declared yet. */
  readonly added: readonly PermissionEvidence[];
  /** Needed application permissions that nobody consented yet. */
  readonly toConsent: readonly PermissionEvidence[];
  /** Declared by hand, not needed, and no longer declared; why, a clause. */
  readonly dropped: readonly (PermissionEvidence & { readonly why: string })[];
  /** Not needed, perhaps still used: declared and consented as before. */
  readonly kept: readonly PermissionEvidence[];
  /** Consents that the stack takes no responsibility for: they stay as they are; why, a clause. */
  readonly untouched: readonly (ConsentEvidence & { readonly why: string })[];
  /** Consents that come into the stack. */
  readonly imported: readonly ConsentEvidence[];
  /** Grants whose work is over once the new credential is verified, with what of them is to stay. */
  readonly retired: readonly { readonly grant: GrantEvidence; readonly remaining: readonly string[] }[];
  /** The grants of the integration's own account, which come into the stack. */
  readonly accountGrants: readonly GrantEvidence[];
}

/** Assigns a principal to an application as a whole; there is no permission behind it. */
const defaultAccess = "00000000-0000-0000-0000-000000000000";

const keyOf = ({ api, id, type }: PermissionEvidence) => `${type} ${api} ${id.toLowerCase()}`;

/** Plans a migration: nothing is taken away that the integration may still use. Pure. */
export function decide(evidence: Evidence, integration: Integration, options: unknown): Decision {
  const needs = integration.needs(options);
  const needed = neededPermissions(needs);
  const isNeeded = new Set(needed.map(keyOf));
  const declared = new Set(evidence.declared.map(keyOf));
  const consented = new Map(evidence.consents.map((one) => [keyOf(one), one]));
  const owned = evidence.application !== undefined;

  const right = evidence.declared.filter((one) => isNeeded.has(keyOf(one)));
  const dropped: (PermissionEvidence & { why: string })[] = [];
  const kept: PermissionEvidence[] = [];
  for (const entry of evidence.declared.filter((one) => !isNeeded.has(keyOf(one)))) {
    const why = dropReason(entry, { evidence, integration, options, needed, consented });
    if (why === undefined) kept.push(entry);
    else dropped.push({ ...entry, why });
  }
  const untouched: (ConsentEvidence & { why: string })[] = [];
  const imported: ConsentEvidence[] = [];
  for (const consent of evidence.consents) {
    const why = isNeeded.has(keyOf(consent)) ? undefined : untouchedReason(consent, owned);
    if (why !== undefined) untouched.push({ ...consent, why });
    else {
      imported.push(consent);
      // One that nobody declared is brought to light.
      if (!isNeeded.has(keyOf(consent)) && !declared.has(keyOf(consent))) kept.push(consent);
    }
  }
  const { accountGrants, retired } = judgeGrants(evidence, needs, integration, options, needed);
  return {
    needs,
    right,
    added: owned ? needed.filter((one) => !declared.has(keyOf(one))) : [],
    toConsent: needed.filter((one) => one.type === "application" && !consented.has(keyOf(one))),
    dropped,
    kept,
    untouched,
    imported,
    accountGrants,
    retired,
  };
}

function neededPermissions({ permissions, account }: Needs): PermissionEvidence[] {
  const named = (type: "application" | "delegated") => (one: { api: ApiName; value: string }) => {
    const { appId, displayName } = apis[one.api];
    const permission = findPermission(one.api, one.value);
    return {
      api: appId,
      apiName: displayName,
      id: permission?.[type] ?? "",
      value: permission?.value ?? one.value,
      type,
    };
  };
  return [...permissions.map(named("application")), ...(account?.delegatedPermissions ?? []).map(named("delegated"))];
}

interface Case {
  readonly evidence: Evidence;
  readonly integration: Integration;
  readonly options: unknown;
  readonly needed: readonly PermissionEvidence[];
  readonly consented: ReadonlyMap<string, ConsentEvidence>;
}

/** Why an entry is not declared any longer; undefined where it is kept. */
function dropReason(entry: PermissionEvidence, { evidence, integration, options, needed, consented }: Case) {
  if (entry.type === "application") {
    const consent = consented.get(keyOf(entry));
    return consent ? untouchedReason(consent, true) : "nobody consented to it, so it gives nothing";
  }
  const twin = needed.find((one) => one.type === "application" && isTwin(entry, one));
  if (twin) return `the application permission ${twin.value} takes its place`;
  if (integration.adoption?.replaces(entry, options)) return "this integration works without it: nobody is signed in";
  if (isForSignIn(entry)) return undefined;
  const granted = evidence.grants.some(({ api, scopes }) => api === entry.api && scopes.includes(entry.value ?? ""));
  if (!granted) return "nobody consented to it, so it gives nothing";
  return evidence.application?.servesPeople ? undefined : "nobody can sign in to it; what was granted stays as it is";
}

function isTwin(entry: PermissionEvidence, { api, value }: PermissionEvidence): boolean {
  const name = (Object.keys(apis) as ApiName[]).find((known) => apis[known].appId === api);
  if (entry.api !== api || !name || !entry.value) return false;
  return counterpart(name, entry.value, "delegated")?.value === value;
}

const isForSignIn = ({ api, value = "" }: PermissionEvidence) =>
  api === apis.microsoftGraph.appId && signInPermissions.has(value);

function untouchedReason({ api, id, value }: ConsentEvidence, owned: boolean): string | undefined {
  if (id === defaultAccess) return "it assigns the application as a whole, and is no permission";
  if (!owned) return "the integration does not need it";
  const tierZero = api === apis.microsoftGraph.appId && value && findTierZero(value);
  return tierZero ? "whoever holds it can take over the tenant (tier 0)" : undefined;
}

/** The account's own grant goes on working under the stack; what delegated permissions did for others is over in the end. */
function judgeGrants(
  { grants }: Evidence,
  { account }: Needs,
  integration: Integration,
  options: unknown,
  needed: readonly PermissionEvidence[],
): Pick<Decision, "accountGrants" | "retired"> {
  const wanted = new Set(account?.delegatedPermissions.map(({ api }) => apis[api].appId as string));
  const accountGrants = grants.filter(
    (grant) =>
      wanted.has(grant.api) &&
      grant.account?.userPrincipalName.toLowerCase() === account?.userPrincipalName.toLowerCase(),
  );
  const retired = grants
    .filter((grant) => !accountGrants.includes(grant))
    .flatMap((grant) => {
      const over = grant.scopes.filter((value) => {
        const entry = { api: grant.api, apiName: grant.apiName, id: "", value, type: "delegated" } as const;
        return (
          (account !== undefined && wanted.has(grant.api)) ||
          needed.some((one) => isTwin(entry, one)) ||
          integration.adoption?.replaces(entry, options)
        );
      });
      const remaining = grant.scopes.filter((scope) => !over.includes(scope));
      // A sign-in alone is of no use to a service.
      const stays = remaining.some((scope) => !signInPermissions.has(scope)) ? remaining : [];
      return over.length > 0 ? [{ grant, remaining: stays }] : [];
    });
  return { accountGrants, retired };
}
