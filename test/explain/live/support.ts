import { cloudFromMetadata } from "../../../catalogue/clouds";
import { findOperation } from "../../../catalogue/operations";
import { explainLive } from "../../../cli/explain/live/look";
import { tenantAccess } from "../../../components/tenantAccess";
import type { ExplainedEntry, Explanation, Given } from "../../../explain";
import { entries } from "../../../explain/entries";
import type { Sandbox } from "../../../sandbox";
import { graphAs, tokenOf } from "../../support/graph";
import { trusting } from "../../support/https";
import { type Client, sandboxCredential } from "../../support/sandboxGraph";
import { trustingFetch } from "../../support/trustingFetch";

export type Live = (input: string, given?: Given) => Promise<Explanation>;

/** `explain --live` in this process, signed in at a sandbox over HTTPS. */
export async function liveAs(sandbox: Sandbox, client: Client = sandbox.identities.reader): Promise<Live> {
  const send = trustingFetch(sandbox.caFile);
  const metadata = await send(`${sandbox.origin}/metadata/endpoints?api-version=2019-05-01`);
  const cloud = cloudFromMetadata(await metadata.json(), "sandbox");
  const access = tenantAccess(cloud, sandboxCredential(sandbox, client), send);
  return (input, given = {}) =>
    explainLive(
      input,
      given,
      async () => ({ graph: access.graph, arm: access.arm, caller: await access.caller() }),
      () => {},
    );
}

/** What the tenant said of each cause of an entry: `confirmed`, `ruled out` or `open`; `-` where it was not asked. */
export function verdicts(explanation: Explanation, id?: string): Record<string, string> {
  const entry = entryOf(explanation, id);
  return Object.fromEntries(entry.causes.map((cause) => [cause.id, cause.live?.verdict ?? "-"]));
}

/** What was seen for a cause. */
export function evidence(explanation: Explanation, cause: string): string {
  return entryOf(explanation).causes.find(({ id }) => id === cause)?.live?.evidence ?? "";
}

export function entryOf({ explanations }: Explanation, id?: string): ExplainedEntry {
  const entry = id ? explanations.find((one) => one.id === id) : explanations[0];
  if (!entry) throw new Error(`Nothing was explained${id ? ` as ${id}` : ""}.`);
  return entry;
}

/** The raw answer of a service, as a user would paste it. */
export async function refused(
  sandbox: Sandbox,
  token: string,
  method: string,
  url: string,
  body?: unknown,
): Promise<string> {
  const answer = await trusting(sandbox.caFile)(method, url, body, { authorization: `Bearer ${token}` });
  if (answer.status < 400) throw new Error(`${method} ${url} was not refused: ${answer.status}`);
  return `${method} ${url}\nHTTP/1.1 ${answer.status}\n${JSON.stringify(answer.body)}`;
}

export interface MadeApplication extends Client {
  /** Object ids. */
  readonly applicationId: string;
  readonly principalId: string;
  readonly keyId: string;
}

const graphAppId = "00000003-0000-0000-c000-000000000000";

/** An application clicked together: what it declares on Microsoft Graph, which of it is consented. */
export async function makeApplication(
  sandbox: Sandbox,
  name: string,
  options: {
    readonly roles?: readonly string[];
    readonly scopes?: readonly string[];
    readonly consented?: readonly string[];
  } = {},
): Promise<MadeApplication> {
  const graph = await graphAs(sandbox, "deployer");
  const { roles = [], scopes = [], consented = [] } = options;
  const api = sandbox.state.servicePrincipals.find(({ appId }) => appId === graphAppId);
  const roleId = (value: string) => api?.appRoles.find((one) => one.value === value)?.id;
  const scopeId = (value: string) => api?.oauth2PermissionScopes.find((one) => one.value === value)?.id;
  const application = await graph<{ id: string; appId: string }>("POST", "/applications", {
    displayName: name,
    requiredResourceAccess: [
      {
        resourceAppId: graphAppId,
        resourceAccess: [
          ...roles.map((value) => ({ id: roleId(value), type: "Role" })),
          ...scopes.map((value) => ({ id: scopeId(value), type: "Scope" })),
        ],
      },
    ],
  });
  const principal = await graph<{ id: string }>("POST", "/servicePrincipals", { appId: application.appId });
  const secret = await graph<{ keyId: string; secretText: string }>(
    "POST",
    `/applications/${application.id}/addPassword`,
    { passwordCredential: { displayName: "by hand" } },
  );
  for (const value of consented) {
    await graph("POST", `/servicePrincipals/${principal.id}/appRoleAssignments`, {
      principalId: principal.id,
      resourceId: api?.id,
      appRoleId: roleId(value),
    });
  }
  return {
    clientId: application.appId,
    clientSecret: secret.secretText,
    applicationId: application.id,
    principalId: principal.id,
    keyId: secret.keyId,
  };
}

/** Consents to delegated permissions of Microsoft Graph, for one user or for all. */
export async function grantScopes(
  sandbox: Sandbox,
  { principalId }: MadeApplication,
  scope: string,
  userId?: string,
): Promise<void> {
  const graph = await graphAs(sandbox, "deployer");
  const api = sandbox.state.servicePrincipals.find(({ appId }) => appId === graphAppId);
  await graph("POST", "/oauth2PermissionGrants", {
    clientId: principalId,
    consentType: userId ? "Principal" : "AllPrincipals",
    principalId: userId ?? null,
    resourceId: api?.id,
    scope,
  });
}

/** Somebody with a password, and perhaps a directory role, over the whole tenant or a unit. */
export async function hire(
  sandbox: Sandbox,
  nickname: string,
  role?: { readonly id: string; readonly scope?: string },
): Promise<{ readonly id: string; readonly userPrincipalName: string; readonly password: string }> {
  const graph = await graphAs(sandbox, "deployer");
  const person = { userPrincipalName: `${nickname}@contoso.com`, password: "Qwerty-0815-secret" };
  const { id } = await graph<{ id: string }>("POST", "/users", {
    accountEnabled: true,
    displayName: nickname,
    mailNickname: nickname,
    userPrincipalName: person.userPrincipalName,
    passwordProfile: { password: person.password, forceChangePasswordNextSignIn: false },
  });
  if (role) {
    await graph("POST", "/roleManagement/directory/roleAssignments", {
      principalId: id,
      roleDefinitionId: role.id,
      directoryScopeId: role.scope ?? "/",
    });
  }
  return { id, ...person };
}

export const userAdministrator = "fe930be7-5e62-47db-91af-98c3a49a38b1";

/** A token of an application for Microsoft Graph, or another API. */
export const tokenFor = (sandbox: Sandbox, client: Client, scope?: string): Promise<string> =>
  tokenOf(sandbox, client.clientId, client.clientSecret, scope);

/** An object of any kind, deleted, is no operation of the catalogue. */
const template = (path: string) =>
  findOperation("GET", path)?.path ?? path.replace(/\/deletedItems\/[0-9a-f-]{36}$/, "/deletedItems/{id}");

/** What was read of Microsoft Graph by the reader that no look of the knowledge base declares, and whatever it wrote. */
export function undeclaredReads(sandbox: Sandbox): string[] {
  const declared = new Set(
    entries
      .flatMap(({ looks = {} }) => Object.values(looks))
      .flatMap(({ reads }) => reads.map((read) => template(read.replace(/^GET /, "")))),
  );
  // Names of the groups that a licence is inherited from.
  declared.add("/groups/{id}");
  return sandbox.journal
    .list()
    .filter(({ callerAppId, service }) => callerAppId === sandbox.identities.reader.clientId && service === "graph")
    .filter(
      ({ method, path }) => method !== "GET" || !declared.has(template(path.replace(/^\/graph\/v1\.0|\?.*$/g, ""))),
    )
    .map(({ method, path }) => `${method} ${path}`);
}
