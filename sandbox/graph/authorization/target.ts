import type { SandboxRequest } from "../../operation";
import type { SandboxState } from "../../state/state";
import { applicationByAppId } from "../applications/find";
import { type DirectoryEntry, findEntry, userByName } from "../references";
import { principalByAppId } from "../servicePrincipals/find";

/** The object that a path names, e.g. the user of `/users/{id}/manager`; undefined where there is none. */
export function targetOf(request: SandboxRequest, state: SandboxState): DirectoryEntry | undefined {
  if (/^\/me(\/|$)/i.test(request.path)) return findEntry(state, request.caller.objectId);
  const { id } = request.params;
  if (id === undefined) return undefined;
  if (/^\/directory\/deletedItems\//i.test(request.path)) {
    const item = state.deletedItems.get(id);
    return item && ({ kind: item.kind, object: item.object } as DirectoryEntry);
  }
  const appId = /^appId='(.*)'$/i.exec(id)?.[1];
  if (appId !== undefined) {
    if (/^\/applications\//i.test(request.path)) {
      const object = applicationByAppId(state, appId);
      return object && { kind: "application", object };
    }
    const object = principalByAppId(state, appId);
    return object && { kind: "servicePrincipal", object };
  }
  const user = /^\/users\//i.test(request.path) ? userByName(state, id) : undefined;
  return user ? { kind: "user", object: user } : findEntry(state, id);
}

/** Whether the caller owns the object; owning an application covers its service principal. */
export function owns(callerId: string, target: DirectoryEntry | undefined, state: SandboxState): boolean {
  if (target?.kind === "application" || target?.kind === "group") return target.object.owners.includes(callerId);
  if (target?.kind !== "servicePrincipal") return false;
  const backing = applicationByAppId(state, target.object.appId);
  return target.object.owners.includes(callerId) || (backing?.owners.includes(callerId) ?? false);
}
