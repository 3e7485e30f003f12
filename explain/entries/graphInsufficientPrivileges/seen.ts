/** What the causes of a refusal by Microsoft Graph are weighed by. */
import { rolesThatAllow } from "../../../catalogue/directoryRoles";
import type { GraphOperation } from "../../../catalogue/operations";
import type { Seen, Weight } from "../../entry";
import { callerToken } from "../../tokens/judge";

export const operationOf = ({ facts }: Seen): GraphOperation | undefined => facts.operations[0]?.operation;
export const tokenOf = ({ facts }: Seen) => callerToken(facts);
/** How the text says that the caller signed in; left out where a token says it. */
export const callerOf = (seen: Seen) => (tokenOf(seen) ? undefined : seen.facts.caller);
export const isServiceNow = ({ facts }: Seen) => facts.products.includes("ServiceNow");
export const isOkta = ({ facts }: Seen) => facts.products.includes("Okta");
export const isDeployment = ({ facts }: Seen) =>
  facts.products.includes("Pulumi") || facts.products.includes("Terraform");
export const pathOf = (seen: Seen) => operationOf(seen)?.path.toLowerCase() ?? "";
export const writes = (seen: Seen) => operationOf(seen)?.method !== "GET";

/** The directory roles of which the user needs one; undefined where the operation is known and needs none. */
export const neededRoles = (seen: Seen) => {
  const operation = operationOf(seen);
  return operation ? rolesThatAllow(operation.method, operation.path) : undefined;
};
/** The same for a sentence; User Administrator where nothing is known. */
export const rolesFor = (seen: Seen) => neededRoles(seen) ?? ["User Administrator", "Global Administrator"];

export const neededApplication = (seen: Seen) =>
  operationOf(seen)?.leastApplication ?? "the permission of the operation";
export const neededDelegated = (seen: Seen) => operationOf(seen)?.leastDelegated ?? "the permission of the operation";

/**
 * A permission that the text names and that would allow the operation: whoever pastes it mostly says that it is granted, so that something
 * else is missing.
 */
export function namedEnough({ facts }: Seen): string | undefined {
  const operation = facts.operations[0]?.operation;
  return (
    operation &&
    facts.permissions.find((name) => operation.application.includes(name) || operation.delegated.includes(name))
  );
}

/** The API before Microsoft Graph, and Go's client of old: programs called it, no product of today does. */
const oldApi = /odata\.error|graphrbac|autorest/i;
/** Nothing but the refusal: neither who called, nor for what, nor from which product. */
export const saysNothing = (seen: Seen) =>
  tokenOf(seen) === undefined &&
  callerOf(seen) === undefined &&
  operationOf(seen) === undefined &&
  seen.facts.products.length === 0 &&
  seen.facts.permissions.length === 0 &&
  seen.facts.requests.length === 0 &&
  !oldApi.test(seen.facts.line);
export const undecided: Weight = {
  likelihood: "likely",
  because: "the text does not say whether a user or an application called; both are common, and the token tells",
};

export const ofApplication: Weight = {
  likelihood: "ruled out",
  because: "the token is an application's: it has no user",
};
export const ofUser: Weight = {
  likelihood: "ruled out",
  because: "the token is a user's, in which application permissions do not count",
};
