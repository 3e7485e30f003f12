import type { SandboxState } from "../state/state";
import { resourceNotFound } from "./errors";
import { requireResourceGroup } from "./resourceGroups";
import { providerPartOf, resourceGroupOf, typeOf } from "./resourceId";

/** Raises ResourceGroupNotFound or ResourceNotFound where an extension's scope does not exist. */
export function requireScope(state: SandboxState, scope: string): void {
  const group = resourceGroupOf(scope);
  if (group === undefined) return;
  requireResourceGroup(state, scope);
  const part = providerPartOf(scope);
  if (part && !state.armResources.get(scope)) throw resourceNotFound(`${typeOf(scope)}/${part.names.join("/")}`, group);
}
