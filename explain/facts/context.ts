/** Whose error it is. */

export type Product = "ServiceNow" | "Okta" | "Pulumi" | "Terraform" | "Azure CLI" | "PowerShell";

const products: Readonly<Record<Product, RegExp>> = {
  ServiceNow:
    /service-?now|\bsn_[a-z]{2,}|\bglide\b|integration ?hub|flow designer|\bspoke\b|sys_id|security incident response|integration failed to initiate/i,
  Okta: /\bokta\b|automatic profile push|could not push profile|com\.saasure/i,
  Pulumi: /\bpulumi\b|\bazuread:index|\bazure-native:|\burn:pulumi:/i,
  Terraform:
    /\bterraform\b|\bazure(?:ad|rm|api)_[a-z_]+|BaseClient\.(?:Post|Get|Patch|Put|Delete)\(\)|graphrbac\.\w+Client#|\bopentofu\b|\bmsgraph_[a-z_]+|\.tf line \d+/i,
  "Azure CLI": /\baz (?:login|ad|role|group|rest|account|deployment|provider|resource)\b|azure\.cli|azurecli/i,
  PowerShell:
    /\b(?:New|Get|Set|Add|Remove|Connect|Invoke|Update)-(?:Az|Mg|AzureAD|Entra|RestMethod)\w*|FullyQualifiedErrorId/,
};

export function readProducts(line: string): Product[] {
  return (Object.keys(products) as Product[]).filter((name) => products[name].test(line));
}

/** Products whose errors share words with Microsoft's. Their marks are ones that Microsoft's own errors do not bear. */
const foreign: Readonly<Record<string, RegExp>> = {
  "Amazon Web Services":
    /amazonaws\.com|\barn:aws|\baws(?:-cli| sts| iam| s3)\b|AccessDeniedException|is not authorized to perform: [a-z0-9-]+:/i,
  "Google Cloud":
    /googleapis\.com|\bgcloud\b|PERMISSION_DENIED|gserviceaccount|google\.(?:rpc|iam|cloud)|RESOURCE_EXHAUSTED/i,
  Kubernetes:
    /\bkubectl\b|Error from server|cannot (?:list|get|create|watch|update|patch|delete) resource "|rbac\.authorization/i,
  GitHub: /api\.github\.com|docs\.github\.com|gh: |resource not accessible by/i,
  GitLab: /gitlab\.com|insufficient_scope/i,
  npm: /\bnpm (?:ERR!|error)|registry\.npmjs/i,
  Docker: /docker\.io|docker: error|denied: requested access to the resource/i,
  PostgreSQL: /\bFATAL:\s+(?:password|role|no pg_hba)|psql:|permission denied for (?:table|relation|schema)/i,
  MySQL: /ERROR \d{4} \([0-9A-Z]{5}\)/,
  Oracle: /\bORA-\d{5}/,
  Snowflake: /SQL access control error|snowflakecomputing/i,
  MongoDB: /MongoServerError|mongodb/i,
  nginx: /nginx\/?/i,
  Apache: /Apache\/\d|You don't have permission to access .{0,80} on this server/i,
  Slack: /missing_scope|slack\.com/i,
  Salesforce: /INSUFFICIENT_ACCESS|salesforce\.com|force\.com|INVALID_SESSION_ID/i,
  Jira: /atlassian\.(?:net|com)/i,
  Keycloak: /org\.keycloak/i,
  Auth0: /auth0\.com/i,
  "Okta's own API": /\bE0000\d{3}\b/,
  Elasticsearch: /security_exception|elastic\.co/i,
  "HashiCorp Vault": /Error making API request\..{0,200}\/v1\/sys|vault\.hashicorp/i,
  Discord: /discord(?:app)?\.(?:com|js|py|ext)|DiscordAPIError/i,
};

export function foreignProducts(line: string): string[] {
  return Object.keys(foreign).filter((name) => foreign[name]?.test(line));
}

export function speaksOfMicrosoft(line: string): boolean {
  return /\bAADSTS\d|graph\.microsoft|management\.azure|login\.microsoft|login\.windows|microsoft\.graph|odata\.error|Microsoft (?:Graph|Entra|Defender|Azure|Office)|\bAzure(?:AD|RM)?\b|\bEntra\b|Office ?365|\bazure(?:ad|rm)_|azuread:|azure-native|Microsoft\.[A-Z][A-Za-z]+|microsoftonline|\bmsal\b|azidentity|client-request-id|throttle\.aad|\baz (?:role|ad|account|login|deployment|group|rest|provider|resource) |com\.microsoft\.|x-ms-(?:ags|request|correlation)|\bManagedIdentity(?:Authorizer|Credential)\b|\b[A-Z][a-z]+-(?:Mg|AzureAD|AzAD|Entra)[A-Z]\w+/i.test(
    line,
  );
}

/** Whether a tool looks for what it has in its state, so that it was there before. */
export function looksForOwnState(line: string): boolean {
  return /\brefresh(?:ing)?\b[^|]{0,60}(?:urn:pulumi|state)|pulumi refresh|deleted (?:outside|manually|by hand)|manually delete|Error making Read request/i.test(
    line,
  );
}

/** Whether a managed identity of Azure is the caller, as far as the text says. */
export function speaksOfManagedIdentity(line: string): boolean {
  return /managed ?(?:service ?)?identity|(?:system|user)-assigned identity|ManagedIdentityCredential/i.test(line);
}

/** Whether the text says that the same thing worked before. */
export function workedBefore(line: string): boolean {
  return /\bused to work\b|\bworked (?:fine |well |perfectly |several times |until|till|before|yesterday|last)|\bwas working\b|\bstopped working\b|\bsuddenly\b|\bsince (?:yesterday|this morning)\b|\buntil (?:yesterday|today)\b/i.test(
    line,
  );
}
