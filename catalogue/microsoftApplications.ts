/**
 * Application ids of Microsoft's own applications beside the API surfaces of `apis.ts`; the same in every tenant.
 *
 * Source: learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in.
 */
export const microsoftApplications = {
  azureActiveDirectoryGraph: {
    appId: "00000002-0000-0000-c000-000000000000",
    displayName: "Windows Azure Active Directory",
    resource: "https://graph.windows.net",
  },
  exchangeOnline: {
    appId: "00000002-0000-0ff1-ce00-000000000000",
    displayName: "Office 365 Exchange Online",
    resource: "https://outlook.office365.com",
  },
  sharePointOnline: {
    appId: "00000003-0000-0ff1-ce00-000000000000",
    displayName: "Office 365 SharePoint Online",
    resource: "https://microsoft.sharepoint-df.com",
  },
  officeManagement: {
    appId: "c5393580-f805-4401-95e8-94b7a6ef2fc2",
    displayName: "Office 365 Management APIs",
    resource: "https://manage.office.com",
  },
  keyVault: {
    appId: "cfa8b339-82a2-471a-a3c9-0fc0be7a4093",
    displayName: "Azure Key Vault",
    resource: "https://vault.azure.net",
  },
} as const;

/** Microsoft's clients that people sign in to; a tenant gets a service principal of one when it is first used. */
export const microsoftClients = {
  azureCli: { appId: "04b07795-8ddb-461a-bbee-02f9e1bf7b46", displayName: "Microsoft Azure CLI" },
  azurePowerShell: { appId: "1950a258-227b-4e31-a9cf-717495945fc2", displayName: "Microsoft Azure PowerShell" },
  graphCommandLineTools: {
    appId: "14d82eec-204b-4c2f-b7e8-296a70dab67e",
    displayName: "Microsoft Graph Command Line Tools",
  },
  graphExplorer: { appId: "de8bc8b5-d9f9-48b1-a8ad-b748da725064", displayName: "Graph Explorer" },
} as const;
