/** Operations of Microsoft Graph behind commands of PowerShell and the Azure CLI, and behind the methods of Microsoft's libraries. */

/** Lower case. Of commands that administer users, groups, applications and their permissions. */
const commands: Readonly<Record<string, string>> = {
  "get-mguser": "GET /users",
  "new-mguser": "POST /users",
  "update-mguser": "PATCH /users/{id}",
  "remove-mguser": "DELETE /users/{id}",
  "set-mguserlicense": "POST /users/{id}/assignLicense",
  "revoke-mgusersigninsession": "POST /users/{id}/revokeSignInSessions",
  "get-mggroup": "GET /groups",
  "new-mggroup": "POST /groups",
  "update-mggroup": "PATCH /groups/{id}",
  "remove-mggroup": "DELETE /groups/{id}",
  "get-mggroupmember": "GET /groups/{id}/members",
  "new-mggroupmember": "POST /groups/{id}/members/$ref",
  "new-mggroupmemberbyref": "POST /groups/{id}/members/$ref",
  "remove-mggroupmemberbyref": "DELETE /groups/{id}/members/{id}/$ref",
  "get-mgapplication": "GET /applications",
  "new-mgapplication": "POST /applications",
  "update-mgapplication": "PATCH /applications/{id}",
  "remove-mgapplication": "DELETE /applications/{id}",
  "add-mgapplicationpassword": "POST /applications/{id}/addPassword",
  "get-mgserviceprincipal": "GET /servicePrincipals",
  "new-mgserviceprincipal": "POST /servicePrincipals",
  "new-mgserviceprincipalapproleassignment": "POST /servicePrincipals/{id}/appRoleAssignedTo",
  "new-mgserviceprincipalapproleassignedto": "POST /servicePrincipals/{id}/appRoleAssignedTo",
  "new-mgoauth2permissiongrant": "POST /oauth2PermissionGrants",
  "get-mgauditlogsignin": "GET /auditLogs/signIns",
  "get-mgauditlogdirectoryaudit": "GET /auditLogs/directoryAudits",
  "get-mgdirectoryrole": "GET /directoryRoles",
  "get-mgsubscribedsku": "GET /subscribedSkus",
  "get-mgsecurityincident": "GET /security/incidents",
  "get-azureaduser": "GET /users",
  "new-azureaduser": "POST /users",
  "set-azureaduser": "PATCH /users/{id}",
  "add-azureadgroupmember": "POST /groups/{id}/members/$ref",
  "new-azureadgroup": "POST /groups",
  "new-azureadapplication": "POST /applications",
  "new-azureadserviceprincipal": "POST /servicePrincipals",
  "new-azureadserviceapproleassignment": "POST /servicePrincipals/{id}/appRoleAssignedTo",
  "new-azadserviceprincipal": "POST /servicePrincipals",
  "new-azadapplication": "POST /applications",
  "get-azaduser": "GET /users",
  "get-azadgroup": "GET /groups",
  "get-azadserviceprincipal": "GET /servicePrincipals",
  "az ad sp create-for-rbac": "POST /applications",
  "az ad sp create": "POST /servicePrincipals",
  "az ad sp list": "GET /servicePrincipals",
  "az ad sp show": "GET /servicePrincipals",
  "az ad app create": "POST /applications",
  "az ad app update": "PATCH /applications/{id}",
  "az ad app list": "GET /applications",
  "az ad app show": "GET /applications",
  "az ad app delete": "DELETE /applications/{id}",
  "az ad app credential reset": "POST /applications/{id}/addPassword",
  "az ad app permission admin-consent": "POST /servicePrincipals/{id}/appRoleAssignedTo",
  "az ad app permission grant": "POST /oauth2PermissionGrants",
  "az ad user create": "POST /users",
  "az ad user list": "GET /users",
  "az ad user show": "GET /users",
  "az ad group create": "POST /groups",
  "az ad group list": "GET /groups",
  "az ad group show": "GET /groups",
  "az ad group member add": "POST /groups/{id}/members/$ref",
  "az ad group member list": "GET /groups/{id}/members",
};

const written =
  /\b(?:(?:Get|New|Set|Add|Update|Remove|Revoke)-(?:Mg|AzureAD|AzAD)[A-Za-z0-9]{2,60}|az ad(?: [a-z-]{2,20}){2,4})/gi;

/** Method, path and the command's name, as written. */
export interface NamedOperation {
  readonly method: string;
  readonly path: string;
  readonly name: string;
}

export function operationsOfCommands(line: string): NamedOperation[] {
  return [...line.matchAll(written)].slice(0, 20).flatMap(([whole]) => {
    // PowerShell's error ids name the variant: Get-MgUser_List1, New-MgUser_CreateExpanded.
    const words = whole.toLowerCase().split(" ");
    for (let length = words.length; length > 0; length -= 1) {
      const operation = commands[words.slice(0, length).join(" ")];
      if (operation) return named(operation, whole.split(" ").slice(0, length).join(" "));
    }
    return [];
  });
}

function named(operation: string, name: string): NamedOperation[] {
  const [method = "", path = ""] = operation.split(" ");
  return [{ method, path, name }];
}

/** `Microsoft.Graph.Groups.Item.Members.Ref.RefRequestBuilder.PostAsync`, and the same in Java and Python. */
const builders: readonly RegExp[] = [
  /\bMicrosoft\.Graph(?:\.Beta)?\.((?:[A-Z][A-Za-z0-9]+\.){1,8})[A-Za-z0-9]+RequestBuilder\.(Get|Post|Patch|Put|Delete)[A-Za-z]*Async/g,
  /\bcom\.microsoft\.graph(?:\.beta)?\.((?:[a-z][a-z0-9]+\.){1,8})[A-Za-z0-9]+RequestBuilder\.(get|post|patch|put|delete)\b/g,
  /\bmsgraph(?:_beta)?[/\\]generated[/\\]((?:[a-z_0-9]+[/\\]){1,8})[a-z_0-9]+_request_builder\.py"?, line \d+, in (get|post|patch|put|delete)\b/g,
];

/** The path that a request builder's name stands for. */
export function operationsOfBuilders(line: string): NamedOperation[] {
  return builders.flatMap((pattern) =>
    [...line.matchAll(pattern)].slice(0, 10).map((match) => {
      const segments = (match[1] ?? "").split(/[./\\]/).filter((segment) => segment !== "");
      const path = segments.map((segment) =>
        /^item$/i.test(segment) ? "{id}" : /^ref$/i.test(segment) ? "$ref" : camel(segment),
      );
      return { method: (match[2] ?? "").toUpperCase(), path: `/${path.join("/")}`, name: match[0].slice(0, 120) };
    }),
  );
}

const camel = (name: string) =>
  name
    .replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
    .replace(/^[A-Z]/, (letter) => letter.toLowerCase());
