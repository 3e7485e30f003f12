/** Who calls: an application as itself, or one on behalf of a user. Read from how the text says that it signed in. */
import type { ApiRequest } from "./requests";

export interface Caller {
  readonly kind: "application" | "delegated";
  /** A clause that completes "because …". */
  readonly because: string;
}

type Sign = readonly [pattern: RegExp, because: string];

const applications: readonly Sign[] = [
  [
    /client_credentials|client credentials? (?:flow|grant)|grant type["'\s:=]{1,5}client credentials/i,
    "client credentials are mentioned",
  ],
  [/\broles?["'\s:=]{1,4}\[?["'\s]{0,3}[A-Z]\w+\.(?:Read|ReadWrite|Manage)\b/, "its token has the claim roles"],
  [
    /\b(?:ClientSecret|ClientCertificate|ClientAssertion|ManagedIdentity|WorkloadIdentity|Environment)Credential\b|ManagedServiceIdentity|\b(?:system|user)-assigned identity|\bmanaged identity\b|ActiveDirectoryOAuth\b/,
    "the credential named is an application's",
  ],
  [
    /acquire_?token_?(?:for_?client|by_?client_?credential)|ClientCredential(?:Provider|Request|Parameters)?\b|onfidentialClientApplication/i,
    "the program signs in as an application",
  ],
  [/\bAuthType["'\s:]{1,12}AppOnly\b|\bapp[- ]only\b|"idtyp"\s*:\s*"app"|\bdaemon\b/i, "it is an app-only sign-in"],
  [
    /Connect-(?:MgGraph|AzAccount|AzureAD|Graph|PnPOnline)\b[^|]{0,200}(?:-CertificateThumbprint|-ClientSecretCredential|-Certificate\b|-Identity\b|-ServicePrincipal\b|-AccessToken\b)|az login\b[^|]{0,80}--(?:service-principal|identity)/i,
    "the command signs in as an application",
  ],
];

const users: readonly Sign[] = [
  [
    /Connect-(?:AzureAD|MsolService)\b|\b(?:New|Set|Get|Add|Remove)-(?:AzureAD|Msol)\w+/i,
    "the AzureAD and MSOnline modules act for the user who signed in",
  ],
  [/\bAuthType["'\s:]{1,12}Delegated\b/i, "Get-MgContext says Delegated"],
  [/Connect-MgGraph\b[^|]{0,60}-Scopes?\b/i, "Connect-MgGraph -Scopes signs in a user"],
  [
    /\b(?:InteractiveBrowser|DeviceCode|UsernamePassword|AuthorizationCode|OnBehalfOf)Credential\b|AcquireToken(?:Interactive|Silent|ByUsernamePassword|OnBehalfOf|WithDeviceCode)|acquire_token_(?:interactive|by_username_password|on_behalf_of|by_device_flow)/i,
    "the program signs in a user",
  ],
  // "In Graph Explorer it works": that is another caller than the one that was refused.
  [
    /^(?!.*\b(?:works?|worked|runs?|fine|succeeds?|no problems?)\b[^.]{0,60}graph explorer)(?!.*graph explorer[^.]{0,60}\b(?:works?|worked|runs?|fine|succeeds?|without)\b).*graph explorer/i,
    "Graph Explorer acts for the user who signed in",
  ],
  [
    /grant[_ ]type["'\s:=]{1,5}(?:password|authorization[_ ]code|refresh[_ ]token)|authorization code (?:flow|grant)|device code flow/i,
    "the grant type is one for users",
  ],
  [/\bscp["'\s:=]{1,4}[A-Z]\w+\.\w/, "its token has the claim scp"],
];

/** Undefined where nothing says it, or where both are said. */
export function readCaller(line: string, requests: readonly ApiRequest[]): Caller | undefined {
  const application = applications.find(([pattern]) => pattern.test(line));
  const user = users.find(([pattern]) => pattern.test(line));
  const ofMe = requests.some(
    ({ service, path }) => service === "graph" && /^\/(?:graph\/)?(?:v1\.0|beta)\/me(?:\/|$)/i.test(path),
  );
  if (application && (user || ofMe)) return undefined;
  if (application) return { kind: "application", because: application[1] };
  if (ofMe) return { kind: "delegated", because: "the address has /me, which only a user's token has" };
  return user && { kind: "delegated", because: user[1] };
}
