import type { ArmResource } from "../state/entities";
import type { SandboxState } from "../state/state";
import { deletionTimeOf } from "./deletion";
import { armError, resourceGroupBeingDeleted, resourceGroupNotFound } from "./errors";
import { resourceGroupIdOf, resourceGroupOf } from "./resourceId";

export const resourceGroupType = "Microsoft.Resources/resourceGroups";

export function isResourceGroup(resource: ArmResource): boolean {
  return resource.type === resourceGroupType;
}

/** The resource group of an id, or that it is; raises ResourceGroupNotFound. */
export function requireResourceGroup(state: SandboxState, id: string): ArmResource {
  const group = state.armResources.get(resourceGroupIdOf(id) ?? id);
  if (!group) throw resourceGroupNotFound(resourceGroupOf(id) ?? id);
  return group;
}

/** As above; also raises ResourceGroupBeingDeleted, for writes. */
export function requireWritableResourceGroup(state: SandboxState, id: string): ArmResource {
  const group = requireResourceGroup(state, id);
  if (deletionTimeOf(group) !== undefined) throw resourceGroupBeingDeleted(group.name);
  return group;
}

const namingRules =
  "The name can only be a letter, digit, '-', '.', '(', ')' or '_'. " +
  "See https://aka.ms/ResourceGroupNamingRestrictions for more information.";

/** Raises InvalidResourceGroup: 1 to 90 letters, digits, `-._()`, not ending in a period. */
export function requireValidName(name: string): void {
  const invalid = [...new Set(name.replace(/[\p{L}\p{Nd}_.()-]/gu, ""))].join("");
  if (invalid !== "") {
    throw armError(
      400,
      "InvalidResourceGroup",
      `The provided resource group name '${name}' has these invalid characters: '${invalid}'. ${namingRules}`,
    );
  }
  if (name.length > 90) {
    throw armError(
      400,
      "InvalidResourceGroup",
      `The provided resource group name has a length of '${name.length}' which exceeds the maximum length of '90'. ${namingRules}`,
    );
  }
  if (name.endsWith(".")) {
    throw armError(
      400,
      "InvalidResourceGroup",
      `The provided resource group name '${name}' has these invalid characters: '.'. ${namingRules}`,
    );
  }
}
