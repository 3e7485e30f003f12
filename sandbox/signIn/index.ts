import { metadataOperations } from "../metadata";
import type { Environment, Operation, Reply, SandboxRequest, ServiceDefinition } from "../operation";
import type { SandboxState } from "../state/state";
import { authorizeOperations } from "./authorize";
import type { SignInCall, SignInParts } from "./context";
import { deviceOperations } from "./device";
import { discoveryOperations } from "./discovery";
import { refusals, SignInError, signInErrorBody } from "./errors";
import { issueToken } from "./grants";
import { escapeHtml, page } from "./page";
import { PendingSignIns } from "./pending";
import { checkTenant, isSharedTenant } from "./tenant";

/** Entra sign-in, at the root of the origin, and the cloud metadata that names all other endpoints. */
export function makeSignInService(parts: SignInParts): ServiceDefinition {
  const pending = new PendingSignIns();
  const call: CallMaker = (state, request, environment) => makeCall(parts, pending, state, request, environment);
  return {
    service: "signIn",
    basePath: "",
    operations: [
      frontPage,
      ...discoveryOperations(parts.key),
      ...metadataOperations,
      ...tokenOperations(call),
      ...authorizeOperations(call),
      ...deviceOperations(call),
    ],
    errorBody: signInErrorBody,
  };
}

/** What a person sees who opens the origin in a browser. */
const frontPage: Operation = {
  service: "signIn",
  method: "GET",
  path: "/",
  access: "public",
  run: (state, _request, { baseUrls }) => {
    const rows = Object.entries(baseUrls).map(([name, url]) => `<li>${name}: <code>${url}</code></li>`);
    const tenant = `<p>A stand-in for Microsoft Entra ID, Microsoft Graph and Azure. Tenant <code>${escapeHtml(state.tenantId)}</code>.</p>`;
    return page(200, "entra-integrations sandbox", `${tenant}<ul>${rows.join("")}</ul>`);
  },
};

export type CallMaker = (state: SandboxState, request: SandboxRequest, environment: Environment) => SignInCall;

function tokenOperations(makeCall: CallMaker): Operation[] {
  return ["/:tenant/oauth2/v2.0/token", "/:tenant/oauth2/token"].map((path) => ({
    service: "signIn",
    method: "POST",
    path,
    access: "public",
    run: (state, request, environment) => token(makeCall(state, request, environment)),
  }));
}

async function token(call: SignInCall): Promise<Reply> {
  const tenant = call.request.params.tenant ?? "";
  checkTenant(call.state, tenant);
  if (call.request.body === undefined) throw refusals.missingParameter("grant_type");
  if (typeof call.request.body !== "object") throw refusals.malformed();
  // Without a user there is nobody to tell the tenant from.
  if (isSharedTenant(tenant) && tenant.toLowerCase() !== "adfs" && call.field("grant_type") === "client_credentials") {
    throw refusals.noTenant();
  }
  return issueToken(call);
}

function makeCall(
  parts: SignInParts,
  pending: PendingSignIns,
  state: SandboxState,
  request: SandboxRequest,
  environment: Environment,
): SignInCall {
  const body = (request.body ?? {}) as Record<string, unknown>;
  const now = environment.clock.now();
  return {
    ...parts,
    state,
    request,
    environment,
    pending,
    now,
    endpoint: /\/oauth2\/v2\.0\//i.test(`${request.path}/`) ? "v2" : "v1",
    field: (name) => {
      const value = body[name] ?? (request.method === "GET" ? request.query.get(name) : undefined);
      return typeof value === "string" && value !== "" ? value : undefined;
    },
    visible: ({ createdMs }) => {
      const delay = parts.faults.replicationDelay;
      return delay === 0 || now.getTime() - createdMs >= delay;
    },
  };
}

export { SignInError };
