import { readIntegrations } from "../stack";
import { UserError } from "../userError";

/**
 * The licences that the integrations of a stack assign, by part number; none where the stack says nothing of licences, which
 * is reported. Raises a UserError where the stack is of another tenant than the one that is signed in to.
 */
export async function managedLicenses(
  stack: string,
  environment: NodeJS.ProcessEnv,
  tenantId: string,
  report: (line: string) => void,
): Promise<readonly string[]> {
  const records = await readIntegrations(stack, environment).catch((error: unknown) => {
    if (error instanceof UserError) return {};
    throw error;
  });
  const naming = Object.values(records).filter(({ details }) => Array.isArray(details.managedLicenses));
  const foreign = naming.find((record) => record.tenantId.toLowerCase() !== tenantId.toLowerCase());
  if (foreign) {
    throw new UserError(
      `Integration "${foreign.name}" of stack "${stack}" is in tenant ${foreign.tenantId}, and you are signed in to ${tenantId}.`,
      "Sign in to the stack's tenant, or name the licences with --managed.",
    );
  }
  const managed = [...new Set(naming.flatMap(({ details }) => details.managedLicenses as string[]))];
  if (managed.length === 0) {
    report(
      `No integration of stack "${stack}" names the licences that it assigns, so every user with a licence that cannot be taken away is listed. Name them with --managed.`,
    );
  }
  return managed;
}
