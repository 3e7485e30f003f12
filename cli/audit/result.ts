import type { CallerClaims } from "../../components/tenantAccess";
import type { Severity } from "../../policies/rule";
import type { SkippedRead, TenantSnapshot } from "../../tenant/model";
import { severities } from "../html/severity";
import type { AuditFinding } from "./finding";

/** What an audit says. The JSON format is this, with `version`. */
export interface AuditResult {
  readonly tenantId: string;
  readonly displayName?: string;
  /** ISO 8601. */
  readonly readAt: string;
  /** What was looked at. */
  readonly read: Readonly<Record<"applications" | "servicePrincipals" | "subscriptions" | "serviceAccounts", number>>;
  readonly counts: Readonly<Record<Severity, number>>;
  /** Worst first. */
  readonly findings: readonly AuditFinding[];
  /** What the reader may not see, and what is therefore not judged. */
  readonly skipped: readonly SkippedRead[];
}

export function resultOf(snapshot: TenantSnapshot, findings: readonly AuditFinding[]): AuditResult {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  return {
    tenantId: snapshot.tenantId,
    displayName: snapshot.displayName,
    readAt: snapshot.readAt,
    read: {
      applications: snapshot.applications.length,
      servicePrincipals: snapshot.servicePrincipals.length,
      subscriptions: snapshot.subscriptions.length,
      serviceAccounts: snapshot.users.length,
    },
    counts: Object.fromEntries(severities.map((severity) => [severity, count(severity)])) as AuditResult["counts"],
    findings,
    skipped: snapshot.skipped,
  };
}

/** Findings by what they are about, in the order of the worst of each. */
export function bySubject(findings: readonly AuditFinding[]): readonly (readonly AuditFinding[])[] {
  const groups = new Map<string, AuditFinding[]>();
  for (const finding of findings) {
    const key = finding.subject.id;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()];
}

/** e.g. `2 critical, 1 high` */
export function countsText(counts: AuditResult["counts"]): string {
  const parts = severities
    .filter((severity) => counts[severity] > 0)
    .map((severity) => `${counts[severity]} ${severity}`);
  return parts.join(", ") || "nothing found";
}

/** e.g. `4 applications, 13 service principals, 1 subscription` */
export function readText({ applications, servicePrincipals, subscriptions }: AuditResult["read"]): string {
  const count = (number: number, what: string) => `${number} ${what}${number === 1 ? "" : "s"}`;
  return [
    count(applications, "application"),
    count(servicePrincipals, "service principal"),
    count(subscriptions, "subscription"),
  ].join(", ");
}

/** Whose rights decide what is seen, in a sentence. */
export function describeReader({ appid, oid, roles, scp }: CallerClaims): string {
  const who =
    roles !== undefined || scp === undefined ? `the application ${appid ?? oid ?? "?"}` : `the person ${oid ?? "?"}`;
  const rights = roles?.length ? roles.join(", ") : scp ? scp : "none";
  return `Reading as ${who}, with ${scp && !roles ? "the delegated permissions" : "the application permissions"} ${rights}.`;
}
