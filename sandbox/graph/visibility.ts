import type { Environment } from "../operation";
import type { Collection } from "../state/collection";
import { badRequest, notFound } from "./errors";
import { isGuid } from "./ids";

/** Whether an object has reached the replica that answers reads: see the replication delay among the faults. */
export function isVisible(
  object: { readonly id: string; readonly createdMs?: number },
  environment: Environment,
): boolean {
  const delay = environment.faults.replicationDelay();
  return delay <= 0 || environment.clock.now().getTime() - (object.createdMs ?? 0) >= delay;
}

/** The object of that id as a read sees it; a 404 where there is none yet, or a 400 for what cannot be an id. */
export function find<T extends { readonly id: string }>(
  collection: Collection<T>,
  id: string,
  environment: Environment,
): T {
  if (!isGuid(id)) throw badRequest(`Invalid object identifier '${id}'.`);
  const found = collection.get(id);
  if (!found || !isVisible(found, environment)) throw notFound(id);
  return found;
}

/** The objects that a list shows. */
export function visibleItems<T extends { readonly id: string }>(
  collection: Collection<T>,
  environment: Environment,
): T[] {
  return collection.filter((item) => isVisible(item, environment));
}

/** A time in the form in which Graph writes it. */
export function timestamp(environment: Environment): string {
  return `${environment.clock.now().toISOString().slice(0, 19)}Z`;
}

/** When an object is made, for the replication delay. */
export function nowMs(environment: Environment): number {
  return environment.clock.now().getTime();
}
