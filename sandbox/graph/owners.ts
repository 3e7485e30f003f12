import type { Environment, SandboxRequest } from "../operation";
import type { Collection } from "../state/collection";
import type { DirectoryObject } from "../state/entities";
import type { SandboxState } from "../state/state";
import { entriesOf, mixedRows, mixedView } from "./directory/show";
import { badRequest, notFound } from "./errors";
import { type GraphOperation, operation } from "./operation";
import { checkOwner } from "./ownership";
import { alreadyReferenced, referencedEntry } from "./references";
import { listReply, noContent } from "./reply";
import { isVisible } from "./visibility";

type Owned = DirectoryObject & { readonly owners: readonly string[] };

/** A kind of object with owners. */
export interface OwnedKind<T extends Owned> {
  /** e.g. `/applications` */
  readonly path: string;
  find(state: SandboxState, key: string, environment: Environment): T;
  collection(state: SandboxState): Collection<T>;
  /** Refuses to leave an object without owners, where the service does. */
  readonly keepsOne?: (item: T) => boolean;
}

/** `GET …/owners`, `POST …/owners/$ref` and `DELETE …/owners/{id}/$ref` of a kind of object. */
export function ownerOperations<T extends Owned>(kind: OwnedKind<T>): GraphOperation[] {
  const path = `${kind.path}/:id/owners`;
  const of = (state: SandboxState, request: SandboxRequest, environment: Environment) =>
    kind.find(state, request.params.id ?? "", environment);
  return [
    operation("GET", path, (state, request, environment) => {
      const entries = entriesOf(of(state, request, environment).owners, state).filter(({ object }) =>
        isVisible(object, environment),
      );
      return listReply(mixedRows(entries), mixedView(state), request, environment);
    }),
    operation("POST", `${path}/$ref`, (state, request, environment) => {
      const item = of(state, request, environment);
      const owner = checkOwner(referencedEntry(state, request, environment));
      if (item.owners.includes(owner)) throw alreadyReferenced("owners");
      update(kind, state, item, [...item.owners, owner]);
      return noContent;
    }),
    operation("DELETE", `${path}/:ownerId/$ref`, (state, request, environment) => {
      const item = of(state, request, environment);
      const wanted = (request.params.ownerId ?? "").toLowerCase();
      const remaining = item.owners.filter((owner) => owner.toLowerCase() !== wanted);
      if (remaining.length === item.owners.length) throw notFound(request.params.ownerId ?? "");
      if (remaining.length === 0 && kind.keepsOne?.(item)) {
        throw badRequest("The group must have at least one owner, hence this owner cannot be removed.");
      }
      update(kind, state, item, remaining);
      return noContent;
    }),
  ];
}

function update<T extends Owned>(kind: OwnedKind<T>, state: SandboxState, item: T, owners: readonly string[]): void {
  kind.collection(state).insert({ ...item, owners });
}
