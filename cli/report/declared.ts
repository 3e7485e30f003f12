import { integrationOf } from "../../integrations";
import { readIntegrations } from "../stack";
import { UserError } from "../userError";
import type { DeclaredIntegrations } from "./accessMap";

/**
 * The integrations that a stack declares in the tenant, without their secrets. Undefined where the stack cannot be read or is of another
 * tenant, which is reported: the tenant is worth a report all the same.
 */
export async function declaredIntegrations(
  stack: string,
  environment: NodeJS.ProcessEnv,
  tenantId: string,
  report: (line: string) => void,
): Promise<DeclaredIntegrations | undefined> {
  const all = await readIntegrations(stack, environment).catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error;
    report(`${error.message} No integration is marked as declared in code.`);
    return undefined;
  });
  if (all === undefined) return undefined;
  const records = Object.values(all).filter((record) => record.tenantId.toLowerCase() === tenantId.toLowerCase());
  if (records.length === 0) {
    report(`The integrations of stack "${stack}" are of another tenant than ${tenantId}, so none is marked.`);
    return undefined;
  }
  return {
    stack,
    records: records.map(({ kind, name, clientId }) => ({ kind, name, clientId })),
    titleOf: (kind) => integrationOf(kind)?.title ?? kind,
  };
}
