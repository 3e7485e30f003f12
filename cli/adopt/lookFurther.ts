import { RestError } from "../../components/restClient";
import type { PreflightContext } from "../../integrations/integration";
import { entryOf } from "./entry";
import type { Migration } from "./migration";
import type { Further } from "./plan";
import { unreadable } from "./reading";

/** What the kind itself sees in the tenant: its preflight, as a deployment would run it, and what it adds to the plan. */
export async function lookFurther(
  migration: Migration,
  context: Omit<PreflightContext, "name">,
  written: boolean,
): Promise<Further> {
  const { integration, name } = migration;
  const options = integration.options.parse(entryOf(migration).options);
  const own = { ...context, name };
  const findings = (await told(integration.preflight?.(options, own)))?.findings ?? [];
  const sections = (await told(integration.adoption?.sections?.(options, own))) ?? [];
  return { findings, sections, written };
}

/** What may not be read is no reason to have no plan: it says so. */
async function told<T>(asked: Promise<T> | undefined): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof RestError)) throw error;
    if (error.status === 401 || error.status === 403) return undefined;
    throw unreadable("The tenant", error);
  }
}
