/** Clicks that several entries share. */

const appRegistration = "Microsoft Entra admin center > App registrations > the application";

export const apiPermissions = `${appRegistration} > API permissions`;
export const secrets = `${appRegistration} > Certificates & secrets`;
export const federatedCredentials = `${secrets} > Federated credentials`;
export const enterpriseApplication = "Microsoft Entra admin center > Enterprise applications > the application";
export const signInLogs = "Microsoft Entra admin center > Monitoring & health > Sign-in logs";

/** Adds application permissions and consents to them. */
export function grantApplicationPermissions(names: readonly string[], api = "Microsoft Graph"): string[] {
  return [
    `${apiPermissions} > Add a permission > ${api} > Application permissions: ${names.join(", ")}.`,
    "The same page: Grant admin consent; the status of each permission must turn green.",
  ];
}

/** The same for a managed identity, which has no app registration that could list them. */
export function assignToManagedIdentity(name: string, api: string): string[] {
  return [
    `A managed identity has no app registration: assign the app role to it with \`New-MgServicePrincipalAppRoleAssignment\` (principalId its object ID, resourceId the Object ID of the enterprise application ${api}, appRoleId that of ${name}).`,
    "A managed identity's token is kept for up to 24 hours: restart what uses it, or wait.",
  ];
}

/** Switches the Entra spoke to client credentials (ServiceNow KB0993701). */
export const serviceNowClientCredentials: readonly string[] = [
  "ServiceNow > System OAuth > Application Registry > the spoke's OAuth provider: Default Grant type: Client Credentials (KB0993701).",
  "The provider > OAuth Entity Scopes: one scope only, https://graph.microsoft.com/.default; its OAuth Entity Profile: Grant type Client Credentials with that scope.",
  "System OAuth > Manage Tokens: delete the old tokens, which were issued to a user; then Get OAuth Token on the credential record.",
  "Flow Designer: run the flow that failed.",
];

/** Lets the spoke's token belong to a service account. */
export const serviceNowServiceAccount: readonly string[] = [
  "ServiceNow > Connections & Credentials > Credential Aliases > the spoke's alias: the credential refers to the service account.",
  "Connection Aliases > the spoke's alias > Generate Token, in a private window: sign in as the service account; in an ordinary one your own session is taken.",
  "Flow Designer: run the flow that failed.",
];

/** What to do after a consent or a role was given. */
export const newToken =
  "Get a new token: permissions are written into a token when it is issued, so one from before lacks them (up to an hour; a consent needs a few minutes to reach new ones).";
