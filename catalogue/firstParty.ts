/**
 * Microsoft's own applications. Their service principals are in every tenant, and destroying one breaks the tenant
 * (https://github.com/pulumi/pulumi-azuread/issues/2045), so they are looked up and never managed.
 *
 * Source: github.com/maciejporebski/azure-ad-first-party-apps-permissions, read 2026-11-20; sign-in clients from
 * learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in. Not complete: Microsoft has thousands. The
 * sure sign in a tenant is `appOwnerOrganizationId` (`microsoftOwnerOrganizationId` in apis.ts).
 */
import { apis, azureServiceManagement } from "./apis";
import { microsoftApplications, microsoftClients } from "./microsoftApplications";

/** Those that nothing but their name is known of here. */
const others: Readonly<Record<string, string>> = {
  "e406a681-f3d4-42a8-90b6-c2b029497af1": "Azure Storage",
  "022907d3-0f1b-48f7-badc-1ba6abab6d66": "Azure SQL Database",
  "123cd850-d9df-40bd-94d5-c9f07b7fa203": "Azure OSSRDBMS Database",
  "a232010e-820c-4083-83bb-3ace5fc29d0b": "Azure Cosmos DB",
  "499b84ac-1321-427f-aa17-267ca6975798": "Azure DevOps",
  "509e4652-da8d-478d-a730-e9d4a1996ca4": "Azure Resource Graph",
  "6a0ec4d3-30cb-4a83-91c0-ae56bc0e3d26": "Azure Container Registry",
  "6dae42f8-4368-4678-94ff-3960e28e3630": "Azure Kubernetes Service AAD Server",
  "abfa0a7c-a6b6-4736-8310-5855508787cd": "Microsoft Azure App Service",
  "18a66f5f-dbdf-4c17-9dd7-1634712a9cbe": "Azure Machine Learning Services",
  "e933bd07-d2ee-4f1d-933c-3752b819567b": "Azure Monitor Control Service",
  "ca7f3f0b-7d91-482c-8e09-c5d840d0eac5": "Log Analytics API",
  "f5c26e74-f226-4ae8-85f0-b4af0080ac9e": "Application Insights API",
  "2746ea77-4702-4b45-80ca-3c97e680e8b7": "KustoService",
  "80369ed6-5f11-4dd9-bef3-692475845e77": "Microsoft.EventHubs",
  "80a10ef9-8168-493d-abf9-3297c4ef6e3c": "Microsoft.ServiceBus",
  "823c0a78-5de0-4445-a7f5-c2f42d7dc89b": "EventGrid Data API",
  "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d": "AzureDatabricks",
  "73c2949e-da2d-457a-9607-fcc665198967": "Azure Purview",
  "9cdead84-a844-4324-93f2-b2e6bb768d07": "Azure Virtual Desktop",
  "7d312290-28c8-473c-a0ed-8e53749b6d6d": "Microsoft Cognitive Services",
  "7b7531ad-5926-4f2d-8a1d-38495ad33e17": "Azure Advanced Threat Protection",
  "05a65629-4c1b-48c1-a78b-804c4abdd4af": "Microsoft Cloud App Security",
  "9abd8443-d92a-40e6-a9ec-e5b6d29bc724": "MTP Unified RBAC",
  "01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9": "Device Registration Service",
  "c161e42e-d4df-4a3d-9b42-e7a3c31f59d4": "Microsoft Intune API",
  "d4ebce55-015a-49b5-a083-c84d1797ae8c": "Microsoft Intune Enrollment",
  "cc15fd57-2c6c-4117-a88c-83b1d56b4bbe": "Microsoft Teams Services",
  "ab3be6b7-f5df-413d-ac2d-abf1e3fd9c0b": "Microsoft Teams Graph Service",
  "7df0a125-d3be-4c96-aa54-591f83ff541c": "Microsoft Flow Service",
  "c9a559d2-7aab-4f13-a6ed-e7e9c52aec87": "Microsoft Forms",
  "40775b29-2688-46b6-a3b5-b256bd04df9f": "Microsoft Information Protection API",
  "56c1da01-2129-48f7-9355-af6d59d42766": "Graph Connector Service",
  "aeb86249-8ea3-49e2-900b-54cc8e308f85": "M365 License Manager",
  "de247707-4e4a-47d6-89fd-3c632f870b34": "CloudLicensingSystem",
  "2793995e-0a7d-40d7-bd35-6968ba142197": "My Apps",
  "c44b4083-3bb0-49c1-b47d-974e53cbdf3c": "Azure Portal",
  "1fec8e78-bce4-4aaf-ab1b-5451cc387264": "Microsoft Teams",
  "d3590ed6-52b3-4102-aeff-aad2292ab01c": "Microsoft Office",
};

/** The names of Microsoft's oldest applications, whose ids have a form of their own. */
const reserved: Readonly<Record<string, string>> = {
  "00000007-0000-0000-c000-000000000000": "Dataverse",
  "00000009-0000-0000-c000-000000000000": "Power BI Service",
  "0000000a-0000-0000-c000-000000000000": "Microsoft Intune",
  "00000014-0000-0000-c000-000000000000": "Microsoft.Azure.SyncFabric",
  "00000004-0000-0ff1-ce00-000000000000": "Skype for Business Online",
  "00000007-0000-0ff1-ce00-000000000000": "Microsoft Exchange Online Protection",
};

const names: ReadonlyMap<string, string> = new Map([
  ...Object.entries(others),
  ...Object.entries(reserved),
  ...[apis, microsoftApplications, microsoftClients]
    .flatMap((table) => Object.values<{ readonly appId: string; readonly displayName: string }>(table))
    .concat(azureServiceManagement)
    .map(({ appId, displayName }) => [appId, displayName] as const),
]);

const reservedForm = /^000000[0-9a-f]{2}-0000-(0000-c000|0ff1-ce00)-000000000000$/;

/** Display name of a well-known Microsoft application; undefined for any other application. */
export function firstPartyName(appId: string): string | undefined {
  const wanted = appId.trim().toLowerCase();
  return names.get(wanted) ?? (reservedForm.test(wanted) ? "a Microsoft application" : undefined);
}

/** Whether an application id is known to be Microsoft's. `false` means not known to be. */
export function isMicrosoftFirstParty(appId: string): boolean {
  return firstPartyName(appId) !== undefined;
}
