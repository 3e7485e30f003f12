import type { Environment, Reply, SandboxRequest } from "../../operation";
import type { SandboxState } from "../../state/state";
import { permissionsAt } from "../access";
import { atEveryScope } from "../operation";
import { page } from "../paging";
import { providerPartOf } from "../resourceId";
import { renderPermission } from "../rolePermission";
import { requireScope } from "../scopeExists";

const base = "/providers/Microsoft.Authorization";

/** What the caller may do at a scope: the permissions of each role that it holds there. And deny assignments: none. */
export const permissionOperations = [
  ...atEveryScope("GET", `${base}/permissions`, listPermissions, "visible"),
  ...atEveryScope("GET", `${base}/denyAssignments`, () => ({ status: 200, body: { value: [] } })),
];

function listPermissions(state: SandboxState, request: SandboxRequest, environment: Environment): Reply {
  const scope = providerPartOf(request.path)?.scope ?? "/";
  requireScope(state, scope);
  const found = permissionsAt(state, request.caller, scope).map(renderPermission);
  return { status: 200, body: page(found, request, environment) };
}
