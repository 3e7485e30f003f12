import type { LicenseReplacementArgs } from "../components/licenseReplacement";
import { RestError } from "../components/restClient";
import { findConflicts, foreignManaged } from "../licenses/conflicts";
import { atMost, describeCause, describeUser, type GroupNames, skuTitle } from "../licenses/describe";
import { resolveSkus } from "../licenses/managed";
import type { UserConflicts } from "../licenses/model";
import { readGroupNames, readLicenses } from "../licenses/read";
import type { Finding, PreflightContext } from "./integration";
import type { OktaOptions } from "./oktaOffice365";

/** So many users are named; `npm run licenses` names all. */
const mostUsers = 10;

/** What stands in the way of Okta's replacement of licences: for people, and for policies. */
export interface LicenseFindings {
  readonly findings: readonly Finding[];
  /** Absent where Okta assigns no licence, or the configuration names one that the tenant has not. */
  readonly licenses?: LicenseReplacementArgs;
}

/** Looks for users whose licences Okta could not replace. */
export async function lookAtLicenses(
  { managedLicenses, onConflict = "warn" }: OktaOptions,
  { access }: PreflightContext,
  tenantId: string,
): Promise<LicenseFindings> {
  if (!managedLicenses) return { findings: [] };
  const replacement = { product: "Okta", managedLicenses, onConflict, fails: [], mayFail: [] };
  const severity = onConflict === "fail" ? "error" : "warning";
  try {
    const tenant = await readLicenses(access.graph, tenantId);
    const { skuIds, problems } = resolveSkus(tenant, managedLicenses);
    if (problems.length > 0) {
      const advice = "Correct managedLicenses.";
      return {
        findings: problems.map((message) => ({ severity: "error", message: `managedLicenses: ${message}`, advice })),
      };
    }
    const managed = new Set(skuIds);
    const affected = findConflicts(tenant, managed).filter((user) => user.managed.length > 0);
    const names = await readGroupNames(access.graph, groupsOf(affected));
    const certain = affected.filter(({ conflicts }) => conflicts.some((conflict) => conflict.certain));
    const told = (users: readonly UserConflicts[]) => linesOf(users, (id) => names.get(id) ?? id);
    const fails = { users: certain.length, lines: told(certain) };
    const mayFail = {
      users: affected.length - certain.length,
      lines: told(affected.filter((user) => !certain.includes(user))),
    };
    return {
      findings: [
        ...foreignManaged(tenant, managed).map(
          (conflict): Finding => ({
            severity: "warning",
            message: `managedLicenses: ${skuTitle(conflict)} is ${describeCause(conflict)}: Okta may neither assign nor remove it.`,
            advice: "Leave it out of what Okta assigns, or have the organisation buy it.",
          }),
        ),
        ...conflictFinding(severity, "fails", fails),
        ...conflictFinding("warning", "may fail", mayFail),
      ],
      licenses: { ...replacement, fails: fails.lines, mayFail: mayFail.lines },
    };
  } catch (error) {
    if (!(error instanceof RestError)) throw error;
    const reason = `${[error.status || "", error.code].join(" ").trim()}: ${error.message}`;
    return {
      findings: [
        {
          severity,
          message: `Licences could not be checked: ${reason}`,
          advice:
            "The identity that deploys needs Organization.Read.All, LicenseAssignment.Read.All and User.Read.All (application permissions), or leave managedLicenses out.",
        },
      ],
      // Not the answer itself, which has an id and a date of its own each time.
      licenses: { ...replacement, unread: [error.status || "", error.code].join(" ").trim() },
    };
  }
}

const linesOf = (users: readonly UserConflicts[], groupName: GroupNames) =>
  atMost(
    users.map((user) => describeUser(user, groupName)),
    mostUsers,
  );

function conflictFinding(
  severity: Finding["severity"],
  outcome: string,
  { users, lines }: { readonly users: number; readonly lines: readonly string[] },
): Finding[] {
  if (users === 0) return [];
  return [
    {
      severity,
      message: [
        `Okta's replacement of licences ${outcome} on ${users} user${users > 1 ? "s" : ""}, who hold a licence that Okta may not remove (403 Authorization_RequestDenied, or 400 for one that is inherited):`,
        ...lines.map((line) => `  ${line}`),
      ].join("\n"),
      advice: "`npm run licenses -- list` names each of them, the cause and what to do.",
    },
  ];
}

export function groupsOf(users: readonly UserConflicts[]): Set<string> {
  return new Set(users.flatMap(({ conflicts }) => conflicts.flatMap(({ groups }) => groups ?? [])));
}
