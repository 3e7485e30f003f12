/** The same right as the other type of permission, or on another API surface. */
import { type ApiName, apiNames } from "./apis";
import { findPermission, type Permission, type PermissionType } from "./permissionIndex";

/** Counterparts that no naming rule gives: delegated name to application name, Microsoft Graph. */
const namedOtherwise: readonly (readonly [delegated: string, application: string])[] = [
  // An application may own what it creates; a user's own applications have no such permission.
  ["Application.ReadWrite.All", "Application.ReadWrite.OwnedBy"],
  ["Group.ReadWrite.All", "Group.Create"],
];

/** Permissions of different API surfaces that give the same data; the newest surface first. */
const sameRight: readonly Readonly<Partial<Record<ApiName, string>>>[] = [
  { microsoftGraph: "SecurityIncident.Read.All", microsoftThreatProtection: "Incident.Read.All" },
  { microsoftGraph: "SecurityIncident.ReadWrite.All", microsoftThreatProtection: "Incident.ReadWrite.All" },
  { microsoftGraph: "SecurityIncident.Read.All", microsoftThreatProtection: "Incident.Read" },
  { microsoftGraph: "SecurityIncident.ReadWrite.All", microsoftThreatProtection: "Incident.ReadWrite" },
  { microsoftGraph: "SecurityAlert.Read.All", windowsDefenderAtp: "Alert.Read.All" },
  { microsoftGraph: "SecurityAlert.ReadWrite.All", windowsDefenderAtp: "Alert.ReadWrite.All" },
  { microsoftGraph: "SecurityAlert.Read.All", windowsDefenderAtp: "Alert.Read" },
  { microsoftGraph: "SecurityAlert.ReadWrite.All", windowsDefenderAtp: "Alert.ReadWrite" },
  {
    microsoftGraph: "ThreatHunting.Read.All",
    microsoftThreatProtection: "AdvancedHunting.Read.All",
    windowsDefenderAtp: "AdvancedQuery.Read.All",
  },
  {
    microsoftGraph: "ThreatHunting.Read.All",
    microsoftThreatProtection: "AdvancedHunting.Read",
    windowsDefenderAtp: "AdvancedQuery.Read",
  },
  {
    microsoftGraph: "CustomDetection.ReadWrite.All",
    microsoftThreatProtection: "CustomDetections.ReadWrite.All",
  },
  { microsoftGraph: "ThreatIndicators.ReadWrite.OwnedBy", windowsDefenderAtp: "Ti.ReadWrite" },
];

/**
 * The permission of the other type that gives the same right on the same API surface: the same name where it exists as both types, else
 * the name with or without `.All` (delegated `Alert.Read`, application `Alert.Read.All`; delegated `User.Read`, application
 * `User.Read.All`). Undefined where there is none, as for `openid` or `Directory.AccessAsUser.All`.
 */
export function counterpart(api: ApiName, value: string, from: PermissionType): Permission | undefined {
  const to: PermissionType = from === "delegated" ? "application" : "delegated";
  const known = findPermission(api, value);
  for (const candidate of candidates(known?.value ?? value, from)) {
    const found = findPermission(api, candidate);
    if (found?.types.includes(to)) return found;
  }
  return undefined;
}

/** The same right on the other API surfaces: `Incident.Read.All` of Microsoft Threat Protection is Graph's `SecurityIncident.Read.All`. */
export function equivalents(api: ApiName, value: string): Permission[] {
  const wanted = value.toLowerCase();
  const row = sameRight.find((names) => names[api]?.toLowerCase() === wanted);
  if (row === undefined) return [];
  return apiNames.flatMap((other) => {
    const name = other === api ? undefined : row[other];
    return name === undefined ? [] : (findPermission(other, name) ?? []);
  });
}

function candidates(value: string, from: PermissionType): string[] {
  const named = namedOtherwise
    .filter((pair) => pair[from === "delegated" ? 0 : 1] === value)
    .map((pair) => pair[from === "delegated" ? 1 : 0]);
  // `Mail.Read.Shared` adds shared mailboxes to what a user may read; an application reads all of them anyway.
  const bare = value.replace(/\.(All|Shared)$/, "");
  const guessed = from === "delegated" ? [`${value}.All`, bare, `${bare}.All`] : [bare, `${bare}.All`];
  return [value, ...named, ...guessed.filter((name) => name !== value)];
}
