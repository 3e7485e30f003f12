import { createHash, generateKeyPairSync, type KeyObject, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { type RequestOptions, request } from "node:https";
import type { Sandbox } from "../../../sandbox";
import type { Application, ServicePrincipal, User } from "../../../sandbox/state/entities";
import { makeCertificate } from "../../../sandbox/tls/certificate";

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read what the service answered
  readonly body: any;
}

/** One real HTTPS request that trusts nothing but the sandbox's own authority. */
export function call(
  sandbox: Pick<Sandbox, "origin" | "caFile">,
  method: string,
  path: string,
  options: {
    headers?: Record<string, string>;
    body?: unknown;
    form?: Record<string, string>;
    raw?: string;
  } & RequestOptions = {},
): Promise<Answer> {
  const { headers = {}, body, form, raw, ...rest } = options;
  const text =
    raw ?? (form ? new URLSearchParams(form).toString() : body === undefined ? undefined : JSON.stringify(body));
  const type = form ? "application/x-www-form-urlencoded" : "application/json";
  return new Promise((resolve, reject) => {
    const outgoing = request(
      path.startsWith("https:") ? path : `${sandbox.origin}${path}`,
      {
        method,
        ca: readFileSync(sandbox.caFile),
        agent: false,
        headers: { ...(text === undefined ? {} : { "content-type": type }), ...headers },
        ...rest,
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          const answer = Buffer.concat(chunks).toString("utf8");
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text: answer, body: parsed(answer) });
        });
      },
    );
    outgoing.on("error", reject);
    outgoing.end(text);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Asks the token endpoint. */
export function tokenRequest(
  sandbox: Sandbox,
  form: Record<string, string>,
  options: { tenant?: string; v1?: boolean; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const path = options.v1 ? "oauth2/token" : "oauth2/v2.0/token";
  return call(sandbox, "POST", `/${options.tenant ?? sandbox.tenantId}/${path}`, { form, headers: options.headers });
}

/** A token of a seeded identity for a base URL of the sandbox. */
export async function tokenFor(
  sandbox: Sandbox,
  resource: string,
  identity: keyof Sandbox["identities"] = "deployer",
): Promise<string> {
  const { clientId, clientSecret } = sandbox.identities[identity];
  const answer = await tokenRequest(sandbox, {
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
    scope: `${resource}/.default`,
  });
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body.access_token;
}

export function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
}

export const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** Adds an application with a service principal, as an administrator would. */
export function addApplication(
  sandbox: Sandbox,
  changes: Partial<Application> = {},
  principal: Partial<ServicePrincipal> = {},
): { application: Application; servicePrincipal: ServicePrincipal } {
  const appId = changes.appId ?? randomUUID();
  const application = sandbox.state.applications.insert({
    id: randomUUID(),
    createdMs: 0,
    appId,
    displayName: "test application",
    signInAudience: "AzureADMyOrg",
    requiredResourceAccess: [],
    passwordCredentials: [],
    keyCredentials: [],
    federatedIdentityCredentials: [],
    owners: [],
    properties: {},
    ...changes,
  });
  const servicePrincipal = sandbox.state.servicePrincipals.insert({
    id: randomUUID(),
    createdMs: 0,
    appId,
    displayName: application.displayName,
    accountEnabled: true,
    appOwnerOrganizationId: sandbox.tenantId,
    servicePrincipalNames: [appId],
    servicePrincipalType: "Application",
    appRoles: [],
    oauth2PermissionScopes: [],
    passwordCredentials: [],
    keyCredentials: [],
    owners: [],
    properties: {},
    ...principal,
  });
  return { application, servicePrincipal };
}

export function secret(text: string, times: { start?: string; end?: string } = {}) {
  return {
    keyId: randomUUID(),
    displayName: null,
    startDateTime: times.start ?? "2020-01-01T00:00:00Z",
    endDateTime: times.end ?? "2099-01-01T00:00:00Z",
    hint: text.slice(0, 3),
    secretHash: sha256(text),
  };
}

export function addUser(sandbox: Sandbox, password: string | null, changes: Partial<User> = {}): User {
  return sandbox.state.users.insert({
    id: randomUUID(),
    createdMs: 0,
    userPrincipalName: `user-${randomUUID()}@contoso.com`,
    displayName: "Test User",
    accountEnabled: true,
    passwordHash: password === null ? null : sha256(password),
    licenseAssignmentStates: [],
    properties: {},
    ...changes,
  });
}

/** Consents to an app role by its value, of Microsoft Graph unless another API is given. */
export function consentRole(
  sandbox: Sandbox,
  principalId: string,
  value: string,
  createdMs = 0,
  api = graphPrincipal(sandbox),
): string {
  const role = api.appRoles.find((candidate) => candidate.value === value);
  if (!role) throw new Error(`${api.displayName} has no app role ${value}.`);
  const id = randomUUID();
  sandbox.state.appRoleAssignments.insert({
    id,
    createdMs,
    appRoleId: role.id,
    principalId,
    principalType: "ServicePrincipal",
    resourceId: api.id,
    createdDateTime: "2026-01-01T00:00:00Z",
  });
  return id;
}

/** Consents to delegated permissions of Microsoft Graph, for everybody or for one user. */
export function consentScopes(sandbox: Sandbox, clientId: string, scope: string, principalId: string | null = null) {
  sandbox.state.oauth2PermissionGrants.insert({
    id: randomUUID(),
    createdMs: 0,
    clientId,
    consentType: principalId === null ? "AllPrincipals" : "Principal",
    principalId,
    resourceId: graphPrincipal(sandbox).id,
    scope,
  });
}

export function graphPrincipal(sandbox: Sandbox): ServicePrincipal {
  const found = sandbox.state.servicePrincipals.find((item) => item.appId === "00000003-0000-0000-c000-000000000000");
  if (!found) throw new Error("The tenant has no service principal of Microsoft Graph.");
  return found;
}

/** A self-signed certificate as an application would have it. */
export function clientCertificate(kind: "rsa" | "ec" = "rsa"): { pem: string; privateKey: KeyObject; der: string } {
  const { publicKey, privateKey } =
    kind === "rsa"
      ? generateKeyPairSync("rsa", { modulusLength: 2048 })
      : generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const pem = makeCertificate({
    commonName: "test client",
    publicKey,
    notBefore: new Date("2020-01-01T00:00:00Z"),
    notAfter: new Date("2099-01-01T00:00:00Z"),
    issuer: { privateKey },
    purpose: "client",
  });
  return { pem, privateKey, der: pem.replace(/-----[^-]+-----|\s/g, "") };
}

export function keyCredential(der: string, end = "2099-01-01T00:00:00Z") {
  return {
    keyId: randomUUID(),
    displayName: null,
    startDateTime: "2020-01-01T00:00:00Z",
    endDateTime: end,
    type: "AsymmetricX509Cert",
    usage: "Verify",
    key: der,
    customKeyIdentifier: null,
  };
}
