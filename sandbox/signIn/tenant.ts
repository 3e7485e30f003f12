import type { SandboxState } from "../state/state";
import { refusals } from "./errors";

/** Names that mean "the tenant of whoever signs in". */
const shared = new Set(["common", "organizations", "adfs"]);

/** Whether a tenant segment names no particular tenant. */
export function isSharedTenant(segment: string): boolean {
  return shared.has(segment.toLowerCase());
}

/** Checks the tenant segment of a path: an id, a verified domain, or one of the shared names. @throws SignInError 90002 */
export function checkTenant(state: SandboxState, segment: string): void {
  const wanted = segment.toLowerCase();
  const known =
    shared.has(wanted) ||
    wanted === state.tenantId.toLowerCase() ||
    state.organization
      .list()
      .some(({ verifiedDomains }) => verifiedDomains.some(({ name }) => name.toLowerCase() === wanted));
  if (!known) throw refusals.tenantNotFound(segment);
}

/** Display name of the tenant, as the refusals quote it. */
export function tenantName(state: SandboxState): string {
  return (
    state.organization.get(state.tenantId)?.displayName ?? state.organization.list()[0]?.displayName ?? state.tenantId
  );
}
