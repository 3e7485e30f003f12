import { delegatedGrantNamesItsUser } from "../../policies/rules/delegatedGrantNamesItsUser";
import { noStandingGlobalAdministrator } from "../../policies/rules/noStandingGlobalAdministrator";
import { serviceAccountIsDedicated } from "../../policies/rules/serviceAccountIsDedicated";
import { cases, one } from "./cases";

const grantType = "azuread:ServicePrincipalDelegatedPermissionGrant";
cases(delegatedGrantNamesItsUser, {
  passes: [
    [
      "a user that is not known yet",
      one(grantType, '{ userObjectId: "$' + '{account.objectId}", claimValues: [User.Read.All] }'),
    ],
  ],
  violates: [
    ["a grant without a user", one(grantType, "{ claimValues: [User.Read.All] }"), "User.Read.All"],
    [
      "an empty user, as a deployed grant for all principals has",
      one(grantType, "{ userObjectId: '', claimValues: [User.Read.All] }"),
      "User.Read.All",
    ],
  ],
  undecided: [],
});

const role = (type: string, properties: string) =>
  `{ resources: { role: { type: azuread:DirectoryRole, properties: ${properties} }, it: { type: "${type}", properties: { roleId: "\${role.templateId}", roleObjectId: "\${role.objectId}" } } } }`;
const globalTemplate = "62e90394-69f5-4237-9190-012177145e10";
cases(noStandingGlobalAdministrator, {
  passes: [
    ["another role", role("azuread:DirectoryRoleAssignment", "{ displayName: User Administrator }")],
    [
      "a custom role of the program",
      `{ resources: { role: { type: azuread:CustomDirectoryRole }, it: { type: azuread:DirectoryRoleAssignment, properties: { roleId: "\${role.objectId}" } } } }`,
    ],
    ["a role that the catalogue does not know", one("azuread:DirectoryRoleAssignment", "{ roleId: <object-id> }")],
  ],
  violates: [
    [
      "the role by its template id",
      one("azuread:DirectoryRoleAssignment", `{ roleId: ${globalTemplate} }`),
      "Global Administrator",
    ],
    [
      "the role by its name",
      role("azuread:DirectoryRoleAssignment", "{ displayName: global administrator }"),
      "Global Administrator",
    ],
    [
      "a member of the activated role",
      role("azuread:DirectoryRoleMember", `{ templateId: ${globalTemplate} }`),
      "Global Administrator",
    ],
    [
      "a role that can make itself Global Administrator",
      role("azuread:DirectoryRoleAssignment", "{ displayName: Privileged Role Administrator }"),
      "Privileged Role Administrator",
    ],
  ],
  undecided: [
    [
      "a role from outside of the program",
      one("azuread:DirectoryRoleAssignment", `{ roleId: "\${elsewhere.id}" }`),
      "the role",
    ],
  ],
});

const account = `
  account: { type: azuread:User, properties: { userPrincipalName: svc@contoso.com } }`;
const grant = (name: string, principal: string, claims: string, user = `\${account.objectId}`) => `
  ${name}:
    type: ${grantType}
    properties: { servicePrincipalObjectId: "\${${principal}.objectId}", userObjectId: "${user}", claimValues: [${claims}] }`;
const principals = ["one", "other"]
  .map(
    (name) => `
  ${name}: { type: azuread:ServicePrincipal, properties: { clientId: "\${${name}App.clientId}" } }`,
  )
  .join("");
const assigned = `
  role: { type: azuread:DirectoryRole, properties: { displayName: User Administrator } }
  assignment: { type: azuread:DirectoryRoleAssignment, properties: { roleId: "\${role.templateId}", principalObjectId: "\${account.objectId}" } }`;
const write = "User.ReadWrite.All";
cases(serviceAccountIsDedicated, {
  passes: [
    [
      "an account with a role, in two grants of one application",
      `resources:${account}${principals}${assigned}${grant("a", "one", write)}${grant("b", "one", write)}`,
    ],
    ["an account that only reads its mail", `resources:${account}${principals}${grant("a", "one", "Mail.Read")}`],
    ["an account outside of the program", `resources:${principals}${grant("a", "one", write, "<object-id>")}`],
    [
      "a role through a group",
      `resources:${account}${principals}${grant("a", "one", write)}
  group: { type: azuread:Group, properties: { displayName: svc } }
  member: { type: azuread:GroupMember, properties: { groupObjectId: "\${group.objectId}", memberObjectId: "\${account.objectId}" } }
  assignment: { type: azuread:DirectoryRoleAssignment, properties: { roleId: x, principalObjectId: "\${group.objectId}" } }`,
    ],
    [
      "a role in an administrative unit",
      `resources:${account}${principals}${grant("a", "one", write)}
  member: { type: azuread:AdministrativeUnitRoleMember, properties: { roleObjectId: x, administrativeUnitObjectId: y, memberObjectId: "\${account.objectId}" } }`,
    ],
  ],
  violates: [
    [
      "an account without a role",
      `resources:${account}${principals}${grant("a", "one", `${write}, Mail.Read`)}`,
      "no directory role, which User.ReadWrite.All need",
    ],
    [
      "an account of two integrations",
      `resources:${account}${principals}${assigned}${grant("a", "one", write)}${grant("b", "other", write)}`,
      "serves 2 integrations",
    ],
    [
      "an account outside of the program that serves two",
      `resources:${principals}${grant("a", "one", write, "<object-id>")}${grant("b", "other", write, "<object-id>")}`,
      "serves 2 integrations",
    ],
  ],
  undecided: [
    [
      "permissions that are not known yet, of an account without a role",
      `resources:${account}${principals}${grant("a", "one", `"\${elsewhere.claim}"`)}`,
      "claimValues",
    ],
    [
      "an account that is not known yet, beside another",
      `resources:${account}${principals}${assigned}${grant("a", "one", write)}${grant("b", "other", write, `\${elsewhere.id}`)}`,
      "userObjectId",
    ],
    [
      "which application a second grant is for",
      `resources:${account}${principals}${assigned}${grant("a", "one", write)}${grant("b", "elsewhere", write)}`,
      "servicePrincipalObjectId",
    ],
  ],
});
