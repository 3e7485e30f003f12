import type { SandboxState } from "../../state/state";
import { showAdministrativeUnit } from "../administrativeUnits/show";
import { showApplication } from "../applications/show";
import { showGroup } from "../groups/show";
import { type DirectoryEntry, findEntry } from "../references";
import type { View } from "../reply";
import { showDirectoryRole } from "../roles/show";
import { applicationType } from "../schema/application";
import type { Body } from "../schema/body";
import { groupType } from "../schema/group";
import { directoryObjectType } from "../schema/others";
import type { EntityType } from "../schema/property";
import { servicePrincipalType } from "../schema/servicePrincipal";
import { userType } from "../schema/user";
import { showServicePrincipal } from "../servicePrincipals/show";
import { showUser } from "../users/show";

const types: Partial<Record<DirectoryEntry["kind"], EntityType>> = {
  user: userType,
  group: groupType,
  servicePrincipal: servicePrincipalType,
  application: applicationType,
};

/** All properties of an object of any kind, with `@odata.type`. */
export function showEntry(entry: DirectoryEntry, state: SandboxState): Body {
  return { "@odata.type": `#microsoft.graph.${entry.kind}`, ...plain(entry, state) };
}

function plain(entry: DirectoryEntry, state: SandboxState): Body {
  switch (entry.kind) {
    case "user":
      return showUser(entry.object, state);
    case "group":
      return showGroup(entry.object);
    case "servicePrincipal":
      return showServicePrincipal(entry.object, state);
    case "application":
      return showApplication(entry.object);
    case "administrativeUnit":
      return showAdministrativeUnit(entry.object);
    case "directoryRole":
      return showDirectoryRole(entry.object);
  }
}

/** As `showEntry`, with the properties that need no `$select`. */
export function showBriefly(entry: DirectoryEntry, state: SandboxState): Body {
  const properties = types[entry.kind]?.properties ?? {};
  return Object.fromEntries(Object.entries(showEntry(entry, state)).filter(([name]) => !properties[name]?.onSelect));
}

/** The objects of those ids that exist, briefly: what `$expand` shows. */
export function showRelated(ids: readonly string[], state: SandboxState): Body[] {
  return entriesOf(ids, state).map((entry) => showBriefly(entry, state));
}

/** The objects of those ids that exist. */
export function entriesOf(ids: readonly string[], state: SandboxState): DirectoryEntry[] {
  return ids.flatMap((id) => {
    const entry = findEntry(state, id);
    return entry ? [entry] : [];
  });
}

/** A row of a list of mixed types. */
export interface MixedRow {
  readonly id: string;
  readonly entry: DirectoryEntry;
}

export function mixedRows(entries: readonly DirectoryEntry[]): MixedRow[] {
  return entries.map((entry) => ({ id: entry.object.id, entry }));
}

/** Lists of mixed types: members, owners, memberOf. */
export function mixedView(state: SandboxState): View<MixedRow> {
  return {
    type: directoryObjectType,
    typeOf: ({ entry }) => types[entry.kind],
    set: "directoryObjects",
    polymorphic: true,
    show: ({ entry }) => showEntry(entry, state),
  };
}
