import { rolesThatAllow } from "../../../catalogue/directoryRoles";
import type { GraphOperation } from "../../../catalogue/operations";
import type { Cause } from "../../entry";
import { actionFor } from "../../operations/graph";
import { serviceNowServiceAccount } from "../../steps";
import { missingFor, roleVerdict } from "../../tokens/judge";
import { either, who } from "../../who";
import { integration } from "../../yaml";
import {
  callerOf,
  isDeployment,
  isServiceNow,
  namedEnough,
  neededRoles,
  ofApplication,
  operationOf,
  rolesFor,
  saysNothing,
  tokenOf,
  undecided,
} from "./seen";

export const userLacksRole: Cause = {
  id: "user-lacks-role",
  cause: (seen) =>
    `The token is a user's, and that user lacks the directory role. Effective access is the intersection: the application's delegated permissions AND the user's role. Granting the application more does not help. ${operationOf(seen) ? `Here it takes ${either(rolesFor(seen))}.` : "For creating and changing users it takes User Administrator at least."}`,
  likelihood: "possible",
  applies: (seen) => !isDeployment(seen) || tokenOf(seen)?.kind === "delegated",
  weigh: (seen) => {
    const token = tokenOf(seen);
    const operation = operationOf(seen);
    if (token?.kind === "application") return ofApplication;
    if (token?.kind === "delegated") {
      if (operation && rolesThatAllow(operation.method, operation.path) === undefined)
        return { likelihood: "unlikely", because: "the operation needs no role" };
      const verdict = operation && roleVerdict(token, operation);
      if (verdict?.enough)
        return {
          likelihood: "unlikely",
          because: `the user holds ${either(verdict.needed.filter((role) => verdict.held.includes(role)))}`,
        };
      if (verdict && operation && missingFor(token, operation) === undefined) {
        return {
          likelihood: "likely",
          because: `the token is ${token.user ?? "a user"}'s, its delegated permissions are enough, and its roles (${verdict.held.join(", ") || "none over the whole tenant"}) are not`,
        };
      }
      return { likelihood: "likely", because: "the token is a user's" };
    }
    const caller = callerOf(seen);
    if (caller?.kind === "application") return { likelihood: "unlikely", because: caller.because };
    if (operation && neededRoles(seen) === undefined && operation.method === "GET")
      return { likelihood: "unlikely", because: `${operation.method} ${operation.path} needs no directory role` };
    if (caller?.kind === "delegated") return { likelihood: "likely", because: caller.because };
    const named = namedEnough(seen);
    if (named !== undefined)
      return { likelihood: "likely", because: `${named} is named, which would be enough if the user's role were` };
    if (saysNothing(seen)) return undecided;
    return isServiceNow(seen)
      ? {
          likelihood: "likely",
          because: "ServiceNow's Entra spoke signs in a user unless it was switched to client credentials",
        }
      : undefined;
  },
  distinguish:
    "It fails although every permission in the documentation is granted, and the same call works when an administrator generates the token. The token has the claim scp. Give the token to this command.",
  fix: {
    configuration: (seen) => {
      const { facts } = seen;
      const action = operationOf(seen) && actionFor(operationOf(seen) as GraphOperation);
      const instance = /https:\/\/[\w-]+\.service-now\.com/i.exec(facts.line)?.[0].toLowerCase();
      return integration(
        "servicenow-entra-spoke",
        "entra-spoke-delegated",
        {
          mode: "serviceAccount",
          userPrincipalName: "svc-servicenow@example.com",
          instance: instance ?? "https://example.service-now.com",
          ...(action ? { actions: [action] } : {}),
        },
        "A service account that nothing else uses, with User Administrator. Or mode: application, see the next cause.",
      );
    },
    portal: (seen) => [
      "Microsoft Entra admin center > Users: a service account that nothing but this integration uses.",
      `Roles & admins > ${rolesFor(seen)[0] === "Directory Writers" ? "User Administrator" : (rolesFor(seen)[0] ?? "User Administrator")} > Add assignments > that account (over an administrative unit, where it manages only some users).`,
      ...serviceNowServiceAccount,
    ],
    who: who.assignsDirectoryRoles,
  },
};
