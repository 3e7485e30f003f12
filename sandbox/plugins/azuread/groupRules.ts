import type { Problem } from "../resourceType";
import { hasUnknown, type Values } from "../values";

/** What the provider asks of a group beyond its single properties. */
export function groupProblems(inputs: Values): Problem[] {
  if (hasUnknown(inputs)) return [];
  const types = (inputs.types as string[] | undefined) ?? [];
  const unified = types.includes("Unified");
  const problems: Problem[] = [];
  const refuse = (property: string, reason: string) => problems.push({ property, reason });
  if (!inputs.mailEnabled && !inputs.securityEnabled) {
    refuse("securityEnabled", "one of `mailEnabled` and `securityEnabled` must be true");
  }
  if (inputs.mailEnabled && !unified) refuse("types", "must contain `Unified` for mail-enabled groups");
  if (!inputs.mailEnabled && unified) refuse("mailEnabled", "must be true for unified groups");
  if (inputs.mailEnabled && inputs.mailNickname === undefined) {
    refuse("mailNickname", "is required for mail-enabled groups");
  }
  if (types.includes("DynamicMembership") !== (inputs.dynamicMembership !== undefined)) {
    refuse("dynamicMembership", "must be specified exactly when `types` contains `DynamicMembership`");
  }
  if (inputs.assignableToRole && !inputs.securityEnabled) {
    refuse("assignableToRole", "can only be true for security-enabled groups");
  }
  if (unified) return problems;
  for (const name of ["behaviors", "provisioningOptions", "theme"]) {
    if (inputs[name] !== undefined) refuse(name, "is only possible for Microsoft 365 groups (`types` with `Unified`)");
  }
  return problems;
}
