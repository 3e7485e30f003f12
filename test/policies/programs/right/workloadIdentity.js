// Workloads of Kubernetes with a managed identity, and with an application.
const azuread = require("@pulumi/azuread");
const { RoleAssignment } = require("@pulumi/azure-native/authorization/roleAssignment");
const { ResourceGroup } = require("@pulumi/azure-native/resources/resourceGroup");
const { UserAssignedIdentity } = require("@pulumi/azure-native/managedidentity/userAssignedIdentity");
const { FederatedIdentityCredential } = require("@pulumi/azure-native/managedidentity/federatedIdentityCredential");
const { ManagedCluster } = require("@pulumi/azure-native/containerservice/managedCluster");

const subscription = "/subscriptions/22222222-aaaa-4bbb-8ccc-000000000001";
const role = (id) => `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${id}`;
const graphAppId = "00000003-0000-0000-c000-000000000000";
const graph = azuread.getServicePrincipalOutput({ clientId: graphAppId });
const audiences = ["api://AzureADTokenExchange"];

const rg = new ResourceGroup("aks-rg", { location: "westeurope" });
const cluster = new ManagedCluster("aks", {
  resourceGroupName: rg.name,
  oidcIssuerProfile: { enabled: true },
  identity: { type: "SystemAssigned" },
});
const issuer = cluster.oidcIssuerProfile.apply((p) => p?.issuerURL ?? "");
const identity = new UserAssignedIdentity("aks-id", { resourceGroupName: rg.name });
new FederatedIdentityCredential("aks-fic", {
  resourceGroupName: rg.name,
  resourceName: identity.name,
  issuer,
  subject: "system:serviceaccount:default:app",
  audiences,
});
new RoleAssignment("aks-kv", {
  principalId: identity.principalId,
  principalType: "ServicePrincipal",
  roleDefinitionId: role("4633458b-17de-408a-b874-0445c86b69e6"),
  scope: rg.id,
});
new RoleAssignment("aks-acr", {
  principalId: cluster.identityProfile.apply((p) => p?.kubeletidentity?.objectId ?? ""),
  principalType: "ServicePrincipal",
  roleDefinitionId: role("7f951dda-4ed3-4680-a7ca-43fe172d538d"),
  scope: rg.id,
});
const app = new azuread.Application("aks-app", { displayName: "workload" });
new azuread.ServicePrincipal("aks-sp", { clientId: app.clientId });
new azuread.ApplicationFederatedIdentityCredential("aks-app-fic", {
  applicationId: app.id,
  displayName: "k8s",
  issuer,
  subject: "system:serviceaccount:default:app",
  audiences,
});
new azuread.AppRoleAssignment("aks-graph", {
  principalObjectId: identity.principalId,
  resourceObjectId: graph.objectId,
  appRoleId: graph.appRoleIds["User.Read.All"],
});
// system assigned
new azuread.AppRoleAssignment("aks-graph2", {
  principalObjectId: cluster.identity.apply((i) => i?.principalId ?? ""),
  resourceObjectId: graph.objectId,
  appRoleId: graph.appRoleIds["GroupMember.Read.All"],
});
