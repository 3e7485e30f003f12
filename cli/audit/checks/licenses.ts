import { licenseReplacingApplications } from "../../../catalogue/oktaOffice365";
import { findConflicts } from "../../../licenses/conflicts";
import { describeCause, skuTitle } from "../../../licenses/describe";
import type { AuditCheck } from "./check";

/** Users who are named in a finding; the command `licenses` lists them all. */
const named = 10;

/**
 * Which licences a product manages is kept in the product, so any of another owner counts. One that comes from a group is right for everybody
 * whom the product does not manage: of these only the number is told.
 */
export const licenseConflicts: AuditCheck = {
  id: "licenses-are-removable",
  finds: "Users hold licences that an application which replaces licences may not take away.",
  why: "The replacement of the whole set fails for each of them: 403 on assignLicense.",
  run: (facts) => {
    const { licenses, servicePrincipals } = facts.snapshot;
    if (!licenses) return [];
    const replacing = servicePrincipals.filter(
      ({ displayName, accountEnabled }) =>
        accountEnabled !== false && licenseReplacingApplications.includes(displayName),
    );
    const users = findConflicts(licenses, new Set());
    const foreign = users
      .map((user) => ({ ...user, conflicts: user.conflicts.filter(({ cause }) => cause !== "group") }))
      .filter(({ conflicts }) => conflicts.length > 0);
    const inherited = users.length - foreign.length;
    if (foreign.length === 0) return [];
    const certain = foreign.some(({ conflicts }) => conflicts.some((conflict) => conflict.certain));
    return replacing.map((principal) => ({
      id: licenseConflicts.id,
      isRule: true,
      severity: certain ? "high" : "low",
      subject: facts.subjectOf(principal),
      message: `${foreign.length} user${foreign.length === 1 ? " holds" : "s hold"} licences that "${principal.displayName}" may not take away: its assignments fail on ${foreign.length === 1 ? "that user" : "them"} with 403.`,
      evidence: [
        ...foreign
          .slice(0, named)
          .map(
            ({ userPrincipalName, conflicts }) =>
              `${userPrincipalName}: ${conflicts.map((conflict) => `${skuTitle(conflict)} ${describeCause(conflict)}`).join("; ")}`,
          ),
        ...(foreign.length > named ? [`and ${foreign.length - named} more users`] : []),
        ...(inherited > 0
          ? [
              `${inherited} more user${inherited === 1 ? " inherits" : "s inherit"} licences from groups: the same where the product manages them`,
            ]
          : []),
      ],
      remedy: [
        "npm run licenses -- list --managed <the licences that the product assigns>",
        ...foreign
          .slice(0, 3)
          .flatMap(({ userPrincipalName, conflicts }) =>
            conflicts.map(
              ({ skuPartNumber }) => `npm run licenses -- remove ${userPrincipalName} --sku ${skuPartNumber}`,
            ),
          ),
        "Or have the buyer cancel them, or the partner convert them: Microsoft 365 admin center > Billing > Your products",
      ],
    }));
  },
};
