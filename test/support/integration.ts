import { clouds } from "../../catalogue/clouds";
import { lookUpTenant } from "../../components/tenant";
import type { DeclaredIntegration, Integration, IntegrationContext } from "../../integrations/integration";
import type { IntegrationRecord } from "../../integrations/record";
import { type MockedTenant, resolved } from "./mocks";

/** What a program gives an integration, in a mocked tenant of the public cloud. */
export function contextOf(more: Partial<IntegrationContext> = {}): IntegrationContext {
  return { tenant: lookUpTenant(clouds.public), stack: "test", ...more };
}

/** Declares an integration from options as they are written in the configuration, and waits for its record. */
export async function declareIntegration<Options>(
  integration: Integration<Options>,
  options: unknown,
  mocked: MockedTenant,
  context: IntegrationContext = contextOf(),
): Promise<IntegrationRecord> {
  const declared: DeclaredIntegration = integration.declare("it", integration.options.parse(options), context);
  const record = await resolved(declared.record as unknown as IntegrationRecord);
  await mocked.settle();
  return record;
}

/** The problems of options, as `path: message`. */
export function problemsOf<Options>(integration: Integration<Options>, options: unknown): string[] {
  const result = integration.options.safeParse(options);
  return result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
}
