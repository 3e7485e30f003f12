import type { GraphOperation } from "../../../catalogue/operations";
import type { Cause } from "../../entry";
import { speaksOfManagedIdentity } from "../../facts/context";
import { configurationFor } from "../../operations/graph";
import {
  apiPermissions,
  assignToManagedIdentity,
  grantApplicationPermissions,
  newToken,
  serviceNowClientCredentials,
} from "../../steps";
import { missingFor } from "../../tokens/judge";
import { who } from "../../who";
import { integration } from "../../yaml";
import {
  callerOf,
  isDeployment,
  isOkta,
  isServiceNow,
  namedEnough,
  neededApplication,
  neededDelegated,
  neededRoles,
  ofApplication,
  ofUser,
  operationOf,
  pathOf,
  saysNothing,
  tokenOf,
  undecided,
} from "./seen";

export const missingApplicationPermission: Cause = {
  id: "missing-application-permission",
  cause: (seen) => {
    const token = tokenOf(seen);
    const operation = operationOf(seen);
    const missing = token?.kind === "application" && operation ? missingFor(token, operation) : undefined;
    return `The application's token lacks the application permission${missing ? `: ${missing}` : operation ? `: ${neededApplication(seen)} is the least for ${operation.method} ${operation.path}.` : " that the operation needs."} It is not granted, or listed and not consented.`;
  },
  likelihood: "likely",
  applies: (seen) => !isDeployment(seen),
  weigh: (seen) => {
    const token = tokenOf(seen);
    const operation = operationOf(seen);
    if (token?.kind === "delegated") return ofUser;
    const caller = callerOf(seen);
    if (caller) return { likelihood: caller.kind === "application" ? "likely" : "unlikely", because: caller.because };
    if (token === undefined && isOkta(seen) && /^\/users\/\{/.test(pathOf(seen)))
      return { likelihood: "possible", because: "Okta's application gets all its permissions when it is authorised" };
    const named = token === undefined ? namedEnough(seen) : undefined;
    if (named !== undefined)
      return {
        likelihood: "possible",
        because: `${named} is named: see that it is there as Application, with consent`,
      };
    if (saysNothing(seen)) return undecided;
    if (token?.kind !== "application")
      return isServiceNow(seen)
        ? { likelihood: "possible", because: "it depends on the spoke's grant type" }
        : undefined;
    if (token.roles.length === 0)
      return { likelihood: "certain", because: "the token carries no application permission at all" };
    if (!operation) return undefined;
    return missingFor(token, operation) === undefined
      ? { likelihood: "ruled out", because: "the token has the permission" }
      : { likelihood: "certain", because: `the token has only ${token.roles.join(", ")}` };
  },
  distinguish:
    "The token has no claim scp, and its roles lack the permission. API permissions shows Type Application missing, or without the green status.",
  fix: {
    configuration: (seen) =>
      (operationOf(seen) && configurationFor(operationOf(seen) as GraphOperation)) ??
      integration(
        "servicenow-entra-spoke",
        "entra-spoke",
        { mode: "application", actions: ["Create User", "Add User to Group"] },
        "The least privileged permissions are derived from the actions.",
      ),
    portal: (seen) =>
      speaksOfManagedIdentity(seen.facts.line)
        ? assignToManagedIdentity(neededApplication(seen), "Microsoft Graph")
        : [...grantApplicationPermissions([neededApplication(seen)]), newToken],
    who: who.consentsGraph,
  },
};

export const missingDelegatedPermission: Cause = {
  id: "missing-delegated-permission",
  cause: (seen) => {
    const token = tokenOf(seen);
    const operation = operationOf(seen);
    const missing = token?.kind === "delegated" && operation ? missingFor(token, operation) : undefined;
    return `The token is a user's, and the application lacks the delegated permission: ${missing ?? `${neededDelegated(seen)}.`}`;
  },
  likelihood: "unlikely",
  weigh: (seen) => {
    const token = tokenOf(seen);
    const operation = operationOf(seen);
    if (token?.kind === "application") return ofApplication;
    const caller = callerOf(seen);
    if (caller?.kind === "application") return { likelihood: "unlikely", because: caller.because };
    if (caller?.kind === "delegated") {
      return operation && neededRoles(seen) === undefined
        ? { likelihood: "likely", because: `${caller.because}, and the operation needs no directory role` }
        : { likelihood: "possible", because: caller.because };
    }
    if (token?.kind !== "delegated" || !operation) return undefined;
    return missingFor(token, operation) === undefined
      ? { likelihood: "ruled out", because: "the token has the delegated permission" }
      : { likelihood: "certain", because: `its delegated permissions are only ${token.scopes.join(", ") || "none"}` };
  },
  distinguish: "The claim scp of the token lacks it. It fails for administrators, too.",
  fix: {
    configuration: (seen) =>
      integration("servicenow-entra-spoke", "entra-spoke-delegated", {
        mode: "serviceAccount",
        userPrincipalName: "svc-servicenow@example.com",
        instance: "https://example.service-now.com",
        ...(operationOf(seen)?.leastDelegated ? { permissions: [neededDelegated(seen)] } : {}),
      }),
    portal: (seen) => [
      `${apiPermissions} > Add a permission > Microsoft Graph > Delegated permissions: ${neededDelegated(seen)}; then Grant admin consent.`,
      newToken,
    ],
    who: who.consentsDelegated,
  },
};

export const grantTypeMismatch: Cause = {
  id: "grant-type-mismatch",
  cause:
    "Grant type and kind of permission do not match: application permissions were granted and the product signs in a user (authorization code), or delegated ones and it uses client credentials. The permissions that are there are then not in the token.",
  likelihood: "possible",
  applies: (seen) => !isDeployment(seen),
  weigh: (seen) => {
    const token = tokenOf(seen);
    if (token?.kind === "application" && token.roles.length > 0)
      return {
        likelihood: "unlikely",
        because: "the token carries application permissions, as client credentials should",
      };
    if (token?.kind === "application")
      return {
        likelihood: "likely",
        because:
          "it is a client credentials token without any application permission, as when they are listed as delegated",
      };
    const granted = /application permission/i.test(seen.facts.line);
    return isServiceNow(seen) && granted
      ? {
          likelihood: "likely",
          because: "application permissions are mentioned, and the spoke signs in a user by default",
        }
      : undefined;
  },
  distinguish:
    "API permissions: the Type of what is granted (Application or Delegated) against the product's grant type (client credentials or authorization code).",
  fix: {
    configuration: (seen) =>
      (operationOf(seen) && configurationFor(operationOf(seen) as GraphOperation)) ??
      integration(
        "servicenow-entra-spoke",
        "entra-spoke",
        { mode: "application" },
        "Application permissions and client credentials together.",
      ),
    portal: (seen) => [...grantApplicationPermissions([neededApplication(seen)]), ...serviceNowClientCredentials],
    who: `${who.consentsGraph} In the product: its administrator.`,
  },
};

export const consentTooFresh: Cause = {
  id: "consent-too-fresh",
  cause: "The permission or role was given moments ago, and the token is older.",
  likelihood: "unlikely",
  distinguish: "A token that is issued now works.",
  fix: { portal: [newToken], who: who.configuresProduct },
};
