import type { HandoverInput } from "./integration";
import type { Handover } from "./record";

/** What is left to do in ServiceNow for its Microsoft Entra ID Spoke, in either mode. */
export function entraSpokeHandover(record: HandoverInput): Handover {
  return record.details.mode === "application" ? applicationHandover(record) : serviceAccountHandover(record);
}

const references = [
  { title: "ServiceNow: Microsoft Entra Spoke - Insufficient privileges to complete the operation" },
  { title: "ServiceNow KB0993701: client credentials for the Microsoft Entra ID Spoke" },
];

function applicationFields(record: HandoverInput, grantType: string) {
  return [
    { label: "Client ID", value: record.clientId },
    ...(record.credential.type === "clientSecret" ? [{ label: "Client Secret", secret: "credential" as const }] : []),
    { label: "Default Grant type", value: grantType },
    { label: "Token URL", value: record.tokenUrl },
  ];
}

function applicationHandover(record: HandoverInput): Handover {
  return {
    product: "ServiceNow",
    requiredRoles: ["admin"],
    steps: [
      {
        where: "System OAuth > Application Registry > the spoke's OAuth provider",
        action: "Enter the application and switch the grant type (KB0993701).",
        fields: applicationFields(record, "Client Credentials"),
      },
      {
        where: "The provider > OAuth Entity Scopes",
        action: "Keep one scope.",
        fields: [
          { label: "Name", value: "Default" },
          { label: "OAuth scope", value: record.scope },
        ],
      },
      {
        where: "The provider > OAuth Entity Profiles > the default one",
        action: "Set the grant type and the scope.",
        fields: [
          { label: "Grant type", value: "Client Credentials" },
          { label: "OAuth Entity Scope", value: "Default" },
        ],
      },
      {
        where: "Connections & Credentials > Connection & Credential Aliases > the spoke's alias > Connection",
        action: "Switch the connection to the profile with Client Credentials.",
      },
      { where: "System OAuth > Manage Tokens", action: "Delete the old tokens: they were issued to a user." },
      {
        where: "The Credential record > Related Links",
        action: "Get OAuth Token, so that a new token is issued to the application.",
      },
      { where: "Flow Designer", action: "Test: run the flow that failed." },
    ],
    references,
  };
}

function serviceAccountHandover(record: HandoverInput): Handover {
  const account = record.details.serviceAccount as {
    userPrincipalName: string;
    directoryRole: string;
    passwordKnown?: boolean;
  };
  return {
    product: "ServiceNow",
    requiredRoles: ["admin"],
    steps: [
      {
        where: "System OAuth > Application Registry > the spoke's OAuth provider",
        action: "Enter the application.",
        fields: applicationFields(record, "Authorization Code"),
      },
      {
        where: "Connections & Credentials > Credential Aliases > the spoke's alias",
        action: `Let the credential refer to the service account ${account.userPrincipalName}, which nothing but ServiceNow uses.`,
      },
      {
        where: "System OAuth > Manage Tokens",
        action: "Delete the old tokens: they belong to whoever generated them.",
      },
      {
        where: "Connection Aliases > the spoke's alias > Generate Token",
        action: `Sign in as ${account.userPrincipalName} (${account.directoryRole}), not as yourself: the token can do what its user may.`,
        fields: [
          account.passwordKnown === false
            ? { label: "Password", value: "as it was: this account was there before the stack" }
            : { label: "Password", secret: "serviceAccountPassword" as const },
        ],
      },
      { where: "Flow Designer", action: "Test: run the flow that failed." },
    ],
    references,
  };
}
