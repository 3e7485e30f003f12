/** Broad application permissions of Microsoft Graph, and the narrower ones to ask for instead. */

export interface BroadPermission {
  readonly value: string;
  /** Narrower permissions, each with what it is enough for. */
  readonly narrower: readonly { readonly value: string; readonly enoughFor: string }[];
}

const broad = (value: string, ...narrower: [value: string, enoughFor: string][]): BroadPermission => ({
  value,
  narrower: narrower.map(([name, enoughFor]) => ({ value: name, enoughFor })),
});

/** Source of what each covers: learn.microsoft.com/graph/permissions-reference. */
export const broadPermissions: readonly BroadPermission[] = [
  broad(
    "Directory.ReadWrite.All",
    ["User.ReadWrite.All", "users"],
    ["GroupMember.ReadWrite.All", "membership of groups"],
    ["Group.ReadWrite.All", "groups"],
    ["LicenseAssignment.ReadWrite.All", "licences"],
    ["Device.ReadWrite.All", "devices"],
    ["Application.ReadWrite.OwnedBy", "applications that it creates"],
    ["AdministrativeUnit.ReadWrite.All", "administrative units"],
  ),
  broad(
    "Directory.Read.All",
    ["User.Read.All", "users"],
    ["GroupMember.Read.All", "groups and their members"],
    ["Application.Read.All", "applications and service principals"],
    ["Organization.Read.All", "the organization and its subscriptions"],
    ["LicenseAssignment.Read.All", "licences"],
    ["RoleManagement.Read.Directory", "directory roles"],
    ["Device.Read.All", "devices"],
  ),
  broad(
    "Group.ReadWrite.All",
    ["GroupMember.ReadWrite.All", "adding and removing members"],
    ["Group.Create", "creating groups"],
  ),
  broad("Group.Read.All", ["GroupMember.Read.All", "groups and their members, without their content"]),
  broad("Application.ReadWrite.All", ["Application.ReadWrite.OwnedBy", "applications that it creates or owns"]),
  broad(
    "Organization.ReadWrite.All",
    ["Organization.Read.All", "reading the organization"],
    ["LicenseAssignment.Read.All", "reading the available licences"],
    ["OrganizationalBranding.ReadWrite.All", "branding"],
  ),
  broad("RoleManagement.ReadWrite.Directory", ["RoleManagement.Read.Directory", "reading role assignments"]),
  broad("RoleManagement.Read.All", ["RoleManagement.Read.Directory", "reading directory roles"]),
  broad(
    "Sites.FullControl.All",
    ["Sites.Selected", "sites that are granted one by one"],
    ["Sites.ReadWrite.All", "content of all sites"],
  ),
  broad("Sites.Manage.All", ["Sites.Selected", "sites that are granted one by one"]),
  broad("Sites.ReadWrite.All", ["Sites.Selected", "sites that are granted one by one"]),
  broad("Sites.Read.All", ["Sites.Selected", "sites that are granted one by one"]),
  broad("Files.ReadWrite.All", ["Files.SelectedOperations.Selected", "files that are granted one by one"]),
  broad("Mail.ReadWrite", ["Mail.ReadBasic.All", "headers of messages"], ["Mail.Send", "sending"]),
  broad("Mail.Read", ["Mail.ReadBasic.All", "headers of messages"]),
  broad("Calendars.ReadWrite", ["Calendars.ReadBasic.All", "free and busy times"]),
  broad(
    "SecurityEvents.ReadWrite.All",
    ["SecurityAlert.ReadWrite.All", "alerts"],
    ["SecurityIncident.ReadWrite.All", "incidents"],
  ),
  broad("SecurityEvents.Read.All", ["SecurityAlert.Read.All", "alerts"], ["SecurityIncident.Read.All", "incidents"]),
];

/** The entry of a broad permission, in any letter case; undefined when there is nothing narrower to name. */
export function findBroad(value: string): BroadPermission | undefined {
  const wanted = value.toLowerCase();
  return broadPermissions.find((permission) => permission.value.toLowerCase() === wanted);
}
