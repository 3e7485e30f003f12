import { federatedSubjectIsExact } from "../../policies/rules/federatedSubjectIsExact";
import { firstPartyPrincipalIsProtected } from "../../policies/rules/firstPartyPrincipalIsProtected";
import { httpsRedirects } from "../../policies/rules/httpsRedirects";
import { noTierZeroPermissions } from "../../policies/rules/noTierZeroPermissions";
import { permissionExists } from "../../policies/rules/permissionExists";
import { preferLeastPrivilege } from "../../policies/rules/preferLeastPrivilege";
import { singleTenant } from "../../policies/rules/singleTenant";
import { cases, one } from "./cases";

const app = (properties: string) => one("azuread:Application", `{ displayName: caller, ${properties} }`);
const graph = (entries: string) =>
  app(`requiredResourceAccesses: [{ resourceAppId: <api microsoftGraph>, resourceAccesses: [${entries}] }]`);
const takenFromGraph = (type: string) => `
resources:
  graph:
    type: azuread:ServicePrincipal
    properties: { clientId: <api microsoftGraph>, useExisting: true }
  app:
    type: azuread:Application
    properties:
      displayName: caller
      requiredResourceAccesses:
        - resourceAppId: <api microsoftGraph>
          resourceAccesses: [{ id: "\${graph.appRoleIds}", type: ${type} }]`;
const ownApi = `
resources:
  role: { type: random:RandomUuid }
  api:
    type: azuread:Application
    properties: { displayName: api, appRoles: [{ id: "\${role.result}", value: Work.Do }] }
  apiPrincipal:
    type: azuread:ServicePrincipal
    properties: { clientId: "\${api.clientId}" }
  app:
    type: azuread:Application
    properties:
      displayName: caller
      requiredResourceAccesses:
        - resourceAppId: "\${api.clientId}"
          resourceAccesses: [{ id: "\${role.result}", type: Role }]
  consent:
    type: azuread:AppRoleAssignment
    properties: { appRoleId: "\${role.result}", principalObjectId: "\${p.objectId}", resourceObjectId: "\${apiPrincipal.objectId}" }`;

cases(permissionExists, {
  passes: [
    ["an id that the catalogue does not know", graph("{ id: <object-id>, type: Role }")],
    [
      "an application permission and a delegated one, each by its own id",
      graph("{ id: <application User.Read.All>, type: Role }, { id: <delegated User.Read>, type: Scope }"),
    ],
    ["ids taken from the API's service principal", takenFromGraph("Role")],
    ["an API of the same program", ownApi],
    ["a consent to an app role", one("azuread:AppRoleAssignment", "{ appRoleId: <application User.Read.All> }")],
  ],
  violates: [
    [
      "an application permission's id with type Scope",
      graph("{ id: <application User.Read.All>, type: Scope }"),
      "It is the application permission User.Read.All, declared with type Scope",
    ],
    [
      "a delegated permission's id with type Role",
      graph("{ id: <delegated User.Read.All>, type: Role }"),
      "User.Read.All as application permission: { type: Role",
    ],
    [
      "an id of another API",
      app(
        "requiredResourceAccesses: [{ resourceAppId: <api windowsDefenderAtp>, resourceAccesses: [{ id: <application SecurityIncident.Read.All>, type: Role }] }]",
      ),
      "It belongs to Microsoft Graph (SecurityIncident.Read.All), not to WindowsDefenderATP",
    ],
    ["a name in place of an id", graph("{ id: User.Read.All, type: Role }"), "That is no id"],
    [
      "a consent to a delegated permission",
      one("azuread:AppRoleAssignment", "{ appRoleId: <delegated User.Read.All> }"),
      "which is the delegated permission User.Read.All",
    ],
    [
      "a delegated id in an ApplicationApiAccess",
      one(
        "azuread:ApplicationApiAccess",
        "{ apiClientId: <api microsoftGraph>, roleIds: [<delegated User.Read.All>] }",
      ),
      "delegated permission User.Read.All",
    ],
  ],
  undecided: [
    [
      "an id that comes from somewhere else",
      takenFromGraph("Role").replace("azuread:ServicePrincipal", "random:RandomUuid"),
      "the ids of the permissions",
    ],
  ],
});

cases(noTierZeroPermissions, {
  passes: [
    ["a permission that provisioning needs", graph("{ id: <application User.ReadWrite.All>, type: Role }")],
    [
      "the delegated permission of the same name",
      graph("{ id: <delegated RoleManagement.ReadWrite.Directory>, type: Scope }"),
    ],
    ["an API of the same program", ownApi],
  ],
  violates: [
    [
      "each permission of tier 0",
      graph(
        "{ id: <application RoleManagement.ReadWrite.Directory>, type: Role }, { id: <application Application.ReadWrite.All>, type: Role }",
      ),
      "RoleManagement.ReadWrite.Directory",
      "Application.ReadWrite.OwnedBy is enough",
    ],
    [
      "a consent without a declaration",
      one("azuread:AppRoleAssignment", "{ appRoleId: <application AppRoleAssignment.ReadWrite.All> }"),
      "AppRoleAssignment.ReadWrite.All",
    ],
    [
      "permissions in a resource of their own",
      one(
        "azuread:ApplicationApiAccess",
        "{ apiClientId: <api microsoftGraph>, roleIds: [<application Directory.ReadWrite.All>] }",
      ),
      "Directory.ReadWrite.All",
    ],
  ],
  undecided: [["ids of Microsoft Graph that are not known yet", takenFromGraph("Role"), "the ids of the permissions"]],
});

cases(preferLeastPrivilege, {
  passes: [["narrow permissions", graph("{ id: <application GroupMember.ReadWrite.All>, type: Role }")]],
  violates: [
    [
      "a broad permission, with the narrower ones",
      graph("{ id: <application Directory.ReadWrite.All>, type: Role }"),
      "GroupMember.ReadWrite.All is enough for membership of groups",
    ],
  ],
  undecided: [["ids of Microsoft Graph that are not known yet", takenFromGraph("Role"), "the ids of the permissions"]],
});

cases(singleTenant, {
  passes: [
    ["what is the default", app("")],
    ["the own tenant", app("signInAudience: AzureADMyOrg")],
  ],
  violates: [
    ["an application for every tenant", app("signInAudience: AzureADMultipleOrgs"), "AzureADMultipleOrgs"],
    [
      "a registration for personal accounts",
      one("azuread:ApplicationRegistration", "{ displayName: a, signInAudience: AzureADandPersonalMicrosoftAccount }"),
      "AzureADandPersonalMicrosoftAccount",
    ],
  ],
  undecided: [["an audience that is not known yet", app(`signInAudience: "\${other.result}"`), "signInAudience"]],
});

cases(httpsRedirects, {
  passes: [
    ["https", app("web: { redirectUris: ['https://x.contoso.com/cb'], logoutUrl: 'https://x.contoso.com/out' }")],
    [
      "http on the developer's machine",
      app("web: { redirectUris: ['http://localhost:3000/cb', 'http://127.0.0.1/cb'] }"),
    ],
    [
      "schemes of native applications",
      app("publicClient: { redirectUris: ['ms-appx-web://app', 'http://localhost', 'msal1234://auth'] }"),
    ],
    ["an application without redirects", app("")],
  ],
  violates: [
    ["http to another machine", app("web: { redirectUris: ['http://x.contoso.com/cb'] }"), "http is not encrypted"],
    [
      "a host that only begins like localhost",
      app("web: { redirectUris: ['http://localhost.contoso.com/cb'] }"),
      "http is not encrypted",
    ],
    ["a wildcard", app("singlePageApplication: { redirectUris: ['https://*.contoso.com/'] }"), "a wildcard"],
    ["another scheme for a web application", app("web: { redirectUris: ['ftp://x.contoso.com'] }"), "ftp is no scheme"],
    [
      "redirects in a resource of their own",
      one("azuread:ApplicationRedirectUris", "{ type: Web, redirectUris: ['http://x.contoso.com/'] }"),
      "http is not encrypted",
    ],
  ],
  undecided: [["an address that is not known yet", app(`web: { redirectUris: ["\${site.url}"] }`), "web.redirectUris"]],
});

const federated = (properties: string) =>
  one("azuread:ApplicationFederatedIdentityCredential", `{ displayName: deploy, ${properties} }`);
const github = "issuer: https://token.actions.githubusercontent.com";
cases(federatedSubjectIsExact, {
  passes: [
    ["a branch", federated(`${github}, subject: "repo:contoso/infra:ref:refs/heads/main"`)],
    ["pull requests", federated(`${github}, subject: "repo:contoso/infra:pull_request"`)],
    [
      "a workload of a cluster whose issuer is not known yet",
      federated(`issuer: "\${cluster.oidcIssuerUrl}", subject: "system:serviceaccount:ns:name"`),
    ],
    [
      "a managed identity of the program",
      `{ resources: { identity: { type: "azure-native:managedidentity:UserAssignedIdentity" }, it: { type: "azuread:ApplicationFederatedIdentityCredential", properties: { issuer: https://login.microsoftonline.com/x/v2.0, subject: "\${identity.principalId}" } } } }`,
    ],
    [
      "an exact claim of a flexible credential",
      one(
        "azuread:ApplicationFlexibleFederatedIdentityCredential",
        `{ ${github}, claimsMatchingExpression: "claims['sub'] eq 'repo:contoso/infra:ref:refs/heads/main'" }`,
      ),
    ],
  ],
  violates: [
    ["a pattern", federated(`${github}, subject: "repo:contoso/*"`), "it is a pattern"],
    ["a repository without a branch", federated(`${github}, subject: "repo:contoso/infra"`), "names no branch"],
    [
      "a pattern of a flexible credential",
      one(
        "azuread:ApplicationFlexibleFederatedIdentityCredential",
        `{ ${github}, claimsMatchingExpression: "claims['sub'] matches 'repo:contoso/*'" }`,
      ),
      "it is a pattern",
    ],
    ["an issuer without https", federated('issuer: "http://issuer.contoso.com", subject: a'), "no https URL"],
  ],
  undecided: [
    ["a subject from outside of the program", federated(`${github}, subject: "\${elsewhere.subject}"`), "subject"],
  ],
});

const principal = (properties: string, options?: string) =>
  one("azuread:ServicePrincipal", `{ ${properties} }`, options);
cases(firstPartyPrincipalIsProtected, {
  passes: [
    ["a protected one", principal("clientId: <api microsoftGraph>, useExisting: true", "{ protect: true }")],
    ["another company's application", principal("clientId: <object-id>, useExisting: true")],
    [
      "the principal of the program's own application",
      `{ resources: { app: { type: azuread:Application, properties: { displayName: a } }, it: { type: azuread:ServicePrincipal, properties: { clientId: "\${app.clientId}", useExisting: true } } } }`,
    ],
  ],
  violates: [
    ["Microsoft Graph", principal("clientId: <api microsoftGraph>, useExisting: true"), "Microsoft Graph"],
    [
      "a deployed one that comes from Microsoft's tenant",
      principal(
        "clientId: <object-id>, useExisting: true, displayName: Contoso Help, applicationTenantId: f8cdef31-a31e-4b4a-93e4-5f571e91255a",
      ),
      "Contoso Help",
    ],
  ],
  undecided: [
    ["an application that is not known yet", principal(`clientId: "\${elsewhere.id}", useExisting: true`), "clientId"],
    [
      "a switch that is not known yet",
      principal(`clientId: <api microsoftGraph>, useExisting: "\${elsewhere.flag}"`),
      "useExisting",
    ],
  ],
});
