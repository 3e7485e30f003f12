/** What Microsoft Graph refused, and whose token it was. */
import { type GraphOperation, operationAllowed } from "../../catalogue/operations";
import type { Ask } from "../look";
import { callerToken } from "../tokens/judge";
import type { Access } from "./tenant/access";

/** The operation that was refused, where the input names it. */
export const operationOf = ({ seen }: Ask): GraphOperation | undefined => seen.facts.operations[0]?.operation;
/** `POST /users`. */
export const call = ({ method, path }: GraphOperation) => `${method} ${path}`;

const graphOnly = ({ consented }: Access) => consented.filter(({ api }) => api === "microsoftGraph");
/** Application permissions on Microsoft Graph that were consented. */
export const names = (access: Access) => graphOnly(access).map(({ value }) => value);

/** The consented application permissions that allow the operation. */
export function allowing(access: Access, operation: GraphOperation) {
  if (!operationAllowed(operation, "application", names(access))) return [];
  return graphOnly(access).filter(({ value }) => operation.application.includes(value));
}

/** Whose token was refused, by the input: a token in it says it best, then what it says of the sign-in. */
const kindOf = ({ seen }: Ask) => callerToken(seen.facts)?.kind ?? seen.facts.caller?.kind;
export const isUsers = (ask: Ask) => (kindOf(ask) ?? (ask.subject.user && "delegated")) === "delegated";
export const isApplications = (ask: Ask) => kindOf(ask) === "application";
