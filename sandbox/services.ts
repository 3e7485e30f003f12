import { armService, seedArm } from "./arm";
import { defenderService, threatProtectionService } from "./defender";
import { graphService } from "./graph";
import type { ServiceDefinition } from "./operation";
import { seedTenant } from "./seed";
import type { StateDocument } from "./state/state";

/** The services that need nothing but state and request; sign-in, ServiceNow and control are added by `startSandbox`. */
export const services: readonly ServiceDefinition[] = [
  armService,
  graphService,
  defenderService,
  threatProtectionService,
];

/** The state of a tenant and its subscription that nobody has touched yet. */
export function seedState(now: Date): StateDocument {
  return { ...seedTenant(), ...seedArm(now) };
}
