import { randomUUID } from "node:crypto";
import { findDirectoryRole } from "../../../catalogue/directoryRoles";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../../sandbox";
import type { IdentityName } from "../../../sandbox/seed/identities";
import {
  type Answer,
  addApplication,
  addUser,
  call,
  consentRole,
  consentScopes,
  secret,
  tokenFor,
  tokenRequest,
} from "../core/support";

export type { Answer } from "../core/support";

/** Sends one request to Microsoft Graph; `path` starts with the version where it is not v1.0. */
export type GraphClient = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answer>;

export interface GraphSandbox {
  readonly sandbox: Sandbox;
  /** As a seeded identity. */
  as(identity: IdentityName): Promise<GraphClient>;
  /** As a new application that holds these application permissions and directory roles. */
  asApp(permissions: readonly string[], roles?: readonly string[]): Promise<GraphClient & { objectId: string }>;
  /** As a new user who holds these directory roles, through an application with these delegated permissions. */
  asUser(scopes: readonly string[], roles?: readonly string[]): Promise<GraphClient & { objectId: string }>;
  close(): Promise<void>;
}

export async function startGraph(options: SandboxOptions = {}): Promise<GraphSandbox> {
  const sandbox = await startSandbox(options);
  return {
    sandbox,
    as: async (identity) => clientOf(sandbox, await tokenFor(sandbox, sandbox.endpoints.graph, identity)),
    async asApp(permissions, roles = []) {
      const text = randomUUID();
      const { application, servicePrincipal } = addApplication(sandbox, { passwordCredentials: [secret(text)] });
      for (const permission of permissions) consentRole(sandbox, servicePrincipal.id, permission);
      for (const role of roles) giveRole(sandbox, servicePrincipal.id, role);
      const answer = await tokenRequest(sandbox, {
        grant_type: "client_credentials",
        client_id: application.appId,
        client_secret: text,
        scope: `${sandbox.endpoints.graph}/.default`,
      });
      return Object.assign(clientOf(sandbox, answer.body.access_token), { objectId: servicePrincipal.id });
    },
    async asUser(scopes, roles = []) {
      const { application, servicePrincipal } = addApplication(sandbox, {
        properties: { isFallbackPublicClient: true },
      });
      const user = addUser(sandbox, "Correct.Horse1");
      consentScopes(sandbox, servicePrincipal.id, scopes.join(" "));
      for (const role of roles) giveRole(sandbox, user.id, role);
      const answer = await tokenRequest(sandbox, {
        grant_type: "password",
        client_id: application.appId,
        username: user.userPrincipalName,
        password: "Correct.Horse1",
        scope: `${sandbox.endpoints.graph}/.default`,
      });
      if (answer.status !== 200) throw new Error(answer.text);
      return Object.assign(clientOf(sandbox, answer.body.access_token), { objectId: user.id });
    },
    close: () => sandbox.close(),
  };
}

function clientOf(sandbox: Sandbox, token: string): GraphClient {
  return (method, path, body, headers = {}) => {
    const versioned = /^\/(v1\.0|beta)\//i.test(path) ? path : `/v1.0${path}`;
    return call(sandbox, method, `/graph${versioned.replaceAll(" ", "%20")}`, {
      headers: { authorization: `Bearer ${token}`, ...headers },
      ...(body === undefined ? {} : { body }),
    });
  };
}

/** @param scope `/`, or `/administrativeUnits/{id}` */
export function giveRole(sandbox: Sandbox, principalId: string, role: string, scope = "/"): void {
  const templateId = findDirectoryRole(role)?.templateId;
  if (!templateId) throw new Error(`There is no directory role ${role}.`);
  sandbox.state.directoryRoleAssignments.insert({
    id: randomUUID(),
    createdMs: 0,
    principalId,
    roleDefinitionId: templateId,
    directoryScopeId: scope,
  });
}

/** The refusal that a status and code say, for `toMatchObject`. */
export function refusal(status: number, code: string, message?: string | RegExp) {
  const text = message instanceof RegExp ? expect.stringMatching(message) : message;
  return { status, body: { error: { code, ...(text === undefined ? {} : { message: text }) } } };
}
