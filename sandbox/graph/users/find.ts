import type { Environment } from "../../operation";
import type { User } from "../../state/entities";
import type { SandboxState } from "../../state/state";
import { notFound } from "../errors";
import { userByName } from "../references";
import { isVisible } from "../visibility";

/** The user of a path: `/users/{id}` or `/users/{sign-in name}`. */
export function findUser(state: SandboxState, key: string, environment: Environment): User {
  const found = state.users.get(key) ?? userByName(state, key);
  if (!found || !isVisible(found, environment)) throw notFound(key);
  return found;
}
