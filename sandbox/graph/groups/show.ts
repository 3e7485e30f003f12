import type { Group } from "../../state/entities";
import type { Body } from "../schema/body";
import { groupType } from "../schema/group";
import { defaults } from "../schema/property";

const filled = defaults(groupType.properties);

/** All properties of a group, as Graph shows them. */
export function showGroup(group: Group): Body {
  return { ...filled, ...group.properties, id: group.id, displayName: group.displayName };
}
