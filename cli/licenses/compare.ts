import { compareLicenses, type LicenseComparison } from "../../licenses/comparison";
import { adviceFor, describeCause, type GroupNames, skuTitle } from "../../licenses/describe";
import { UserError } from "../userError";
import { readUsers } from "./read";
import type { OpenTenant } from "./tenant";

export interface ComparedUsers extends LicenseComparison {
  readonly user: string;
  readonly clean: string;
  readonly groupName: GroupNames;
}

/** Compares a user on whom a replacement fails with one on whom it works. Raises a UserError for users that are not there. */
export async function compareUsers(tenant: OpenTenant, user: string, clean: string): Promise<ComparedUsers> {
  const read = await readUsers(tenant, [user, clean]);
  const [failing, working] = read.users;
  if (!failing || !working) throw new Error(`Microsoft Graph answered no user for ${user} or ${clean}.`);
  if (failing.id === working.id) {
    throw new UserError(
      `${user} and ${clean} are the same user.`,
      "Compare the failing user with one on whom the product's assignment works.",
    );
  }
  return {
    user: failing.userPrincipalName,
    clean: working.userPrincipalName,
    groupName: read.groupName,
    ...compareLicenses(read.tenant, failing, working),
  };
}

/** As a person reads it. */
export function describeComparison(compared: ComparedUsers): string {
  const { user, clean, both, onlyUser, onlyClean, cleanConflicts, groupName } = compared;
  const culprits = onlyUser.flatMap(({ conflict }) => conflict ?? []);
  return [
    `${user}, compared with ${clean}`,
    `  both: ${both.join(", ") || "-"}`,
    `  only ${clean}: ${onlyClean.join(", ") || "-"}`,
    `  only ${user}:${onlyUser.length === 0 ? " -" : ""}`,
    ...onlyUser.map(({ title, conflict }) =>
      conflict ? `    ✗ ${title}: ${describeCause(conflict, groupName)}` : `    - ${title}: the organisation's own`,
    ),
    "",
    ...culprits.flatMap((conflict) => [
      `The culprit is ${skuTitle(conflict)}.`,
      `→ ${adviceFor(conflict, user, groupName)}`,
    ]),
    ...(culprits.length === 0
      ? [
          "No licence explains a failure on one and not on the other. A 403 on everyone is a missing consent: `npm run verify` names it.",
        ]
      : []),
    ...cleanConflicts.map(
      (conflict) =>
        `Note: ${clean} holds ${skuTitle(conflict)}, ${describeCause(conflict, groupName)}: not a clean user to compare with, unless the product assigns it.`,
    ),
  ].join("\n");
}

/** As a program reads it. */
export function comparisonJson(compared: ComparedUsers): unknown {
  const { user, clean, both, onlyUser, onlyClean, groupName } = compared;
  return {
    user,
    clean,
    both,
    onlyClean,
    onlyUser: onlyUser.map(({ title, conflict }) => ({
      title,
      culprit: conflict !== undefined,
      ...(conflict && {
        skuPartNumber: conflict.skuPartNumber,
        cause: conflict.cause,
        detail: describeCause(conflict, groupName),
        advice: adviceFor(conflict, user, groupName),
      }),
    })),
  };
}
