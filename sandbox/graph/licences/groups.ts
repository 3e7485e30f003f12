import type { Environment } from "../../operation";
import type { Group, LicenseAssignmentState } from "../../state/entities";
import type { SandboxState } from "../../state/state";
import { timestamp } from "../visibility";
import type { LicenceChange } from "./assign";

interface GroupLicence {
  readonly skuId: string;
  readonly disabledPlans: readonly string[];
}

/** Licences that a group gives to its members. */
export function licencesOf(group: Group): readonly GroupLicence[] {
  return (group.properties.assignedLicenses ?? []) as readonly GroupLicence[];
}

export function changeGroupLicences(state: SandboxState, group: Group, change: LicenceChange): Group {
  const replaced = new Set([...change.remove, ...change.add.map(({ skuId }) => skuId)]);
  const assignedLicenses = [...licencesOf(group).filter(({ skuId }) => !replaced.has(skuId)), ...change.add];
  return state.groups.insert({ ...group, properties: { ...group.properties, assignedLicenses } });
}

/** Brings what people inherit from groups in line with the groups. To be called after memberships or groups' licences changed. */
export function inheritLicences(state: SandboxState, environment: Environment): void {
  const licensing = state.groups.filter((group) => licencesOf(group).length > 0);
  for (const user of state.users.list()) {
    const inherited = user.licenseAssignmentStates.filter(({ assignedByGroup }) => assignedByGroup !== null);
    const wanted = licensing
      .filter(({ members }) => members.includes(user.id))
      .flatMap((group) => licencesOf(group).map((licence) => ({ ...licence, assignedByGroup: group.id })));
    const next = wanted.map(
      (one): LicenseAssignmentState =>
        inherited.find((held) => held.skuId === one.skuId && held.assignedByGroup === one.assignedByGroup) ?? {
          ...one,
          state: "Active",
          error: "None",
          lastUpdatedDateTime: timestamp(environment),
        },
    );
    if (next.length === inherited.length && next.every((one) => inherited.includes(one))) continue;
    const direct = user.licenseAssignmentStates.filter(({ assignedByGroup }) => assignedByGroup === null);
    state.users.update(user.id, { licenseAssignmentStates: [...direct, ...next] });
  }
}
