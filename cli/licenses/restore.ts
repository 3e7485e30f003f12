import { RestError } from "../../components/restClient";
import { skuTitle } from "../../licenses/describe";
import { UserError } from "../userError";
import { readUsers } from "./read";
import { readRestoreFile } from "./restoreFile";
import type { OpenTenant } from "./tenant";

/** Gives back what a restore file holds, and answers what was done. What the user has again is left alone. Raises a UserError. */
export async function restoreLicenses(open: OpenTenant, file: string): Promise<string> {
  const { tenantId, user, licenses } = readRestoreFile(file);
  if (tenantId.toLowerCase() !== open.tenantId.toLowerCase()) {
    throw new UserError(
      `The file is of tenant ${tenantId}, and you are signed in to ${open.tenantId}.`,
      "Sign in to the other one.",
    );
  }
  const { users } = await readUsers(open, [user.id]);
  const held = new Set(
    users[0]?.assignments.filter(({ assignedByGroup }) => assignedByGroup === null).map(({ skuId }) => skuId),
  );
  const missing = licenses.filter(({ skuId }) => !held.has(skuId));
  if (missing.length === 0) return `${user.userPrincipalName} has all of them: nothing to restore.`;
  try {
    await open.graph.post(`/users/${user.id}/assignLicense`, {
      addLicenses: missing.map(({ skuId, disabledPlans }) => ({ skuId, disabledPlans })),
      removeLicenses: [],
    });
  } catch (error) {
    if (!(error instanceof RestError)) throw error;
    throw new UserError(
      `Microsoft Graph refused it: ${[error.status || "", error.code].join(" ").trim()}: ${error.message}`,
      error.status === 403
        ? "It takes the application permission LicenseAssignment.ReadWrite.All, or for a person the directory role License Administrator."
        : "The file is kept: mend the cause and run it again.",
    );
  }
  return `Restored to ${user.userPrincipalName}: ${missing.map(skuTitle).join(", ")}`;
}
