import { RestError } from "../../components/restClient";
import { conflictsOfUser } from "../../licenses/conflicts";
import { adviceFor, describeCause, skuTitle } from "../../licenses/describe";
import type { LicensedUser } from "../../licenses/model";
import { planRemoval, type RemovalPlan } from "../../licenses/removal";
import { UserError } from "../userError";
import { readUsers } from "./read";
import { discardRestoreFile, writeRestoreFile } from "./restoreFile";
import type { OpenTenant } from "./tenant";

export interface Removal extends RemovalPlan {
  readonly user: LicensedUser;
  /** Where they can be restored from; absent in a dry run. */
  readonly restoreFile?: string;
}

export interface RemovalOptions {
  readonly skus: readonly string[];
  /** Else it only says what it would do. */
  readonly apply: boolean;
  readonly restoreFile?: string;
  readonly now?: Date;
}

/** Takes licences from a user. Raises a UserError that lists everything in the way; nothing is changed then. */
export async function removeLicenses(open: OpenTenant, name: string, options: RemovalOptions): Promise<Removal> {
  const { tenant, users, groupName } = await readUsers(open, [name]);
  const [user] = users;
  if (!user) throw new Error(`Microsoft Graph answered no user for ${name}.`);
  const plan = planRemoval(tenant, user, options.skus, groupName);
  if (plan.problems.length > 0) throw new UserError(plan.problems.join("\n"), "Nothing was changed.");
  const foreign = conflictsOfUser(tenant, user, new Set()).filter(
    ({ skuId, cause }) => cause !== "group" && plan.remove.some((one) => one.skuId === skuId),
  );
  if (!options.apply) {
    const notes = foreign.map(
      (conflict) =>
        `${skuTitle(conflict)} is ${describeCause(conflict)}: only its owner, or a Global Administrator, may take it away.`,
    );
    return { ...plan, notes: [...plan.notes, ...notes], user };
  }

  const restoreFile = writeRestoreFile(
    {
      version: 1,
      tenantId: open.tenantId,
      user: { id: user.id, userPrincipalName: user.userPrincipalName },
      takenAt: (options.now ?? new Date()).toISOString(),
      licenses: plan.remove,
    },
    options.restoreFile,
  );
  try {
    await open.graph.post(`/users/${user.id}/assignLicense`, {
      addLicenses: [],
      removeLicenses: plan.remove.map(({ skuId }) => skuId),
    });
  } catch (error) {
    if (!(error instanceof RestError)) throw error;
    const what = [error.status || "", error.code].join(" ").trim();
    if (error.status < 400 || error.status >= 500) {
      throw new UserError(
        `It is not known whether the licences were removed: ${what}: ${error.message}`,
        `Look with \`npm run licenses -- remove ${user.userPrincipalName} --sku …\`. If they are gone, ${restoreCommand(restoreFile)} gives them back.`,
      );
    }
    discardRestoreFile(restoreFile);
    throw new UserError(
      `Microsoft Graph refused it: ${what}: ${error.message}\nNothing was changed.`,
      error.status === 403 ? whoMay(user, foreign) : undefined,
    );
  }
  return { ...plan, user, restoreFile };
}

function whoMay(user: LicensedUser, conflicts: Parameters<typeof describeCause>[0][]): string {
  if (conflicts.length === 0) {
    return "It takes the application permission LicenseAssignment.ReadWrite.All, or for a person the directory role License Administrator.";
  }
  return [
    ...conflicts.map(
      (conflict) =>
        `${skuTitle(conflict)} is ${describeCause(conflict)}. ${adviceFor(conflict, user.userPrincipalName)}`,
    ),
    "Only its owner, or a Global Administrator, may take it away: sign in as one (`az login`) and run it again.",
  ].join("\n");
}

/** As a person reads it. */
export function describeRemoval({ user, remove, notes, restoreFile }: Removal): string {
  const titles = remove.map(skuTitle);
  if (restoreFile === undefined) {
    return [
      `Would remove from ${user.userPrincipalName}: ${titles.join(", ")}`,
      ...notes,
      "Nothing was changed. Add --apply to do it; a restore file is written first.",
    ].join("\n");
  }
  return [
    `Removed from ${user.userPrincipalName}: ${titles.join(", ")}`,
    ...notes,
    `Restore file: ${restoreFile}`,
    `To give them back: ${restoreCommand(restoreFile)}`,
  ].join("\n");
}

export function restoreCommand(file: string): string {
  return `npm run licenses -- restore ${/\s/.test(file) ? JSON.stringify(file) : file}`;
}
