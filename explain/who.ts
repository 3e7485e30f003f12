/** Who may do what: sentences about roles, with the roles from the catalogue. */
import { apis } from "../catalogue/apis";
import { rolesThatAllow, rolesThatConsent } from "../catalogue/directoryRoles";

/** "A", "A or B", "A, B or C". */
export function either(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}

const graph = apis.microsoftGraph.appId;
const others = apis.windowsDefenderAtp.appId;

export const who = {
  consentsGraph: `${either(rolesThatConsent(graph, "application"))}. Application Administrator may not consent to application permissions of Microsoft Graph.`,
  consentsOther: `${either(rolesThatConsent(others, "application"))}.`,
  consentsDelegated: `${either(rolesThatConsent(graph, "delegated"))}.`,
  managesApplication: `An owner of the application, ${either(rolesThatAllow("PATCH", "/applications/{id}") ?? [])}.`,
  managesEnterpriseApplication: `${either(rolesThatAllow("PATCH", "/servicePrincipals/{id}") ?? [])}.`,
  createsApplication: `${either(rolesThatAllow("POST", "/applications") ?? [])}.`,
  assignsDirectoryRoles: "Privileged Role Administrator or Global Administrator.",
  assignsAzureRoles:
    "Role Based Access Control Administrator, User Access Administrator or Owner, on the scope or above it.",
  managesUsers: `${either(rolesThatAllow("PATCH", "/users/{id}") ?? [])}.`,
  managesLicences: `${either(rolesThatAllow("POST", "/users/{id}/assignLicense") ?? [])}.`,
  managesConditionalAccess: "Conditional Access Administrator, Security Administrator or Global Administrator.",
  configuresProduct:
    "Whoever administers the product that signs in (ServiceNow: role admin; Okta: application administrator).",
  deploys: "Whoever runs `pulumi up`; no further role.",
} as const;
