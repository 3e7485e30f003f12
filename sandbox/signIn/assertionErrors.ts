import { SignInError } from "./errors";

const certificates = "https://learn.microsoft.com/entra/identity-platform/certificate-credentials";
const federation = "https://learn.microsoft.com/entra/workload-id/workload-identity-federation";

const client = (number: number, text: string) => new SignInError(number, 401, "invalid_client", text);

/** The refusals of client assertions, with status and text as Microsoft's. */
export const assertionRefusals = {
  unknownType: (type: string) =>
    new SignInError(
      50027,
      400,
      "invalid_request",
      `The value '${type}' of 'client_assertion_type' is not supported. Expected urn:ietf:params:oauth:client-assertion-type:jwt-bearer.`,
    ),
  malformed: () => new SignInError(50027, 400, "invalid_request", "JWT token is invalid or malformed."),
  signature: (reason: string, thumbprint: string, appId: string, found?: { start: string; end: string }) =>
    client(
      700027,
      `Client assertion contains an invalid signature. [Reason - ${reason}, Thumbprint of key used by client: '${thumbprint}'${
        found ? `, Found key 'Start=${found.start}, End=${found.end}'` : ""
      }, Please visit the Azure Portal, Graph Explorer or directly use MS Graph to see configured keys for app Id '${appId}'.].`,
    ),
  notInTime: (now: Date, from: Date, until: Date) =>
    client(
      700024,
      `Client assertion is not within its valid time range. Current time: ${ticks(now)}, assertion valid from ${ticks(from)}, expiry time of assertion ${ticks(until)}. Review the documentation at ${certificates} .`,
    ),
  wrongClient: () =>
    client(
      700021,
      `Client assertion application identifier doesn't match 'client_id' parameter. Review the documentation at ${certificates} .`,
    ),
  wrongAudience: () =>
    client(
      700023,
      `Client assertion audience claim does not match Realm issuer. Review the documentation at ${certificates} .`,
    ),
  noFederatedCredential: (name: string) =>
    client(70025, `The client '${name}' has no configured federated identity credentials.`),
  noMatch: (number: 700211 | 700212 | 700213, part: "issuer" | "audience" | "subject", value: string) =>
    client(
      number,
      `No matching federated identity record found for presented assertion ${part} '${value}'. Check your federated identity credential Subject, Audience and Issuer against the presented assertion. ${federation}`,
    ),
  subjectCase: (value: string) =>
    client(
      7002138,
      `No matching federated identity record found for presented assertion subject '${value}'. The subject matches with case-insensitive comparison, but not with case-sensitive comparison. Check your federated identity credential Subject, Audience and Issuer against the presented assertion. See documentation at: ${federation}. See breaking change notification and remediation at: https://learn.microsoft.com/en-us/entra/identity-platform/reference-breaking-changes#august-2024.`,
    ),
  issuerUnreachable: (issuer: string, detail: string) =>
    new SignInError(
      50166,
      400,
      "invalid_request",
      `Request to External OIDC endpoint failed. Issuer: '${issuer}'. ${detail}`,
    ),
} as const;

/** `2024-10-02T22:05:03.6750000Z` */
function ticks(date: Date): string {
  return date.toISOString().replace(/\.(\d{3})Z$/, ".$10000Z");
}
