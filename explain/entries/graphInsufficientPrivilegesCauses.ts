import { mayActOn, rolesThatAllow } from "../../catalogue/directoryRoles";
import type { GraphOperation } from "../../catalogue/operations";
import type { Cause, Seen } from "../entry";
import { actionFor, configurationFor } from "../operations/graph";
import {
  apiPermissions,
  grantApplicationPermissions,
  newToken,
  serviceNowClientCredentials,
  serviceNowServiceAccount,
} from "../steps";
import { callerToken, missingFor, roleVerdict } from "../tokens/judge";
import { either, who } from "../who";
import { integration } from "../yaml";

const operationOf = ({ facts }: Seen): GraphOperation | undefined => facts.operations[0]?.operation;
const tokenOf = ({ facts }: Seen) => callerToken(facts);
const isServiceNow = ({ facts }: Seen) => facts.products.includes("ServiceNow");
const isDeployment = ({ facts }: Seen) => facts.products.includes("Pulumi") || facts.products.includes("Terraform");
const path = (seen: Seen) => operationOf(seen)?.path.toLowerCase() ?? "";
const writes = (seen: Seen) => operationOf(seen)?.method !== "GET";

/** The directory roles of which the user needs one; User Administrator where the operation is not known. */
const rolesFor = (seen: Seen) => {
  const operation = operationOf(seen);
  return (
    (operation && rolesThatAllow(operation.method, operation.path)) ?? ["User Administrator", "Global Administrator"]
  );
};

const neededApplication = (seen: Seen) => operationOf(seen)?.leastApplication ?? "the permission of the operation";
const neededDelegated = (seen: Seen) => operationOf(seen)?.leastDelegated ?? "the permission of the operation";

const ofApplication = { likelihood: "ruled out", because: "the token is an application's: it has no user" } as const;
const ofUser = {
  likelihood: "ruled out",
  because: "the token is a user's, in which application permissions do not count",
} as const;

export const causesOfRefusal: readonly Cause[] = [
  {
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
  },
  {
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
      portal: (seen) => [...grantApplicationPermissions([neededApplication(seen)]), newToken],
      who: who.consentsGraph,
    },
  },
  {
    id: "deployer-lacks-permission",
    cause: (seen) => {
      const operation = operationOf(seen);
      const least = operation
        ? ` For ${operation.method} ${operation.path} it takes ${neededApplication(seen)} as an application, or as a person one of ${either(rolesFor(seen))}.`
        : "";
      return `The identity that runs Pulumi or Terraform may not do it.${least} Azure roles such as Owner do not count in the directory.`;
    },
    likelihood: "likely",
    applies: isDeployment,
    weigh: (seen) => {
      const token = tokenOf(seen);
      const operation = operationOf(seen);
      if (!token || !operation) return undefined;
      const missing = missingFor(token, operation);
      return missing
        ? { likelihood: "certain", because: `of its token: ${missing}` }
        : { likelihood: "ruled out", because: "its token has the permission" };
    },
    distinguish: "It fails for each resource of this type, the first time too.",
    fix: {
      portal: (seen) => [
        `As an application: ${apiPermissions.replace("the application", "the deploying application")} > Application permissions: ${neededApplication(seen)} (this project as a whole: Application.ReadWrite.OwnedBy and AppRoleAssignment.ReadWrite.All), then Grant admin consent.`,
        `As a person: Roles & admins > ${rolesFor(seen)[0] ?? "Application Administrator"}; sign in again afterwards.`,
      ],
      who: who.consentsGraph,
    },
  },
  {
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
  },
  {
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
  },
  {
    id: "protected-user",
    cause:
      "The user that is changed or deleted is an administrator: User.ReadWrite.All does not reach users with a directory role, nor does User Administrator reach higher ones.",
    likelihood: "possible",
    applies: (seen) => writes(seen) && /^\/users\/\{/.test(path(seen)) && !/assignlicense/.test(path(seen)),
    weigh: (seen) => {
      const token = tokenOf(seen);
      const operation = operationOf(seen);
      if (!token || !operation) return undefined;
      return missingFor(token, operation) === undefined
        ? { likelihood: "likely", because: "the token's permissions are enough for ordinary users" }
        : undefined;
    },
    distinguish: `It works for users without a directory role. ${mayActOn("User Administrator", ["Helpdesk Administrator"]) ? "User Administrator reaches Helpdesk Administrator, for example, and not Exchange Administrator." : ""}`,
    fix: {
      portal: [
        "Let a person with Privileged Authentication Administrator change that user, or leave administrators out of the integration; do not give the integration that role.",
      ],
      who: "Privileged Authentication Administrator or Global Administrator.",
    },
  },
  {
    id: "role-assignable-group",
    cause:
      "The group can hold directory roles (isAssignableToRole): its members may be changed only with RoleManagement.ReadWrite.Directory besides, or by Privileged Role Administrator.",
    likelihood: "possible",
    applies: (seen) => writes(seen) && /^\/groups(\/|$)/.test(path(seen)),
    weigh: (seen) => {
      const token = tokenOf(seen);
      const operation = operationOf(seen);
      return token && operation && missingFor(token, operation) === undefined
        ? { likelihood: "likely", because: "the token's permissions are enough for ordinary groups" }
        : undefined;
    },
    distinguish:
      "Groups > the group > Properties: Microsoft Entra roles can be assigned to the group: Yes. Other groups work.",
    fix: {
      portal: [
        "Keep such groups out of the integration: RoleManagement.ReadWrite.Directory would let it make anyone Global Administrator.",
      ],
      who: who.assignsDirectoryRoles,
    },
  },
  {
    id: "not-owner",
    cause:
      "The caller has Application.ReadWrite.OwnedBy, and its service principal is not an owner of the application that it changes, or it touches an owner without permission to read users.",
    likelihood: "possible",
    applies: (seen) =>
      writes(seen) && /^\/(applications|serviceprincipals)/.test(path(seen)) && !/approleassign/.test(path(seen)),
    weigh: (seen) => {
      const token = tokenOf(seen);
      if (token?.kind !== "application") return undefined;
      return token.roles.includes("Application.ReadWrite.OwnedBy")
        ? { likelihood: "likely", because: "the token has Application.ReadWrite.OwnedBy" }
        : { likelihood: "ruled out", because: "the token has not Application.ReadWrite.OwnedBy" };
    },
    distinguish: "It may create applications, and fails at ones that somebody else made.",
    fix: {
      portal: [
        "Make the deploying service principal an owner of the application: `az ad app owner add --id <client id> --owner-object-id <object id of the service principal>`, and of its enterprise application.",
      ],
      who: who.managesApplication,
    },
  },
  {
    id: "consent-too-fresh",
    cause: "The permission or role was given moments ago, and the token is older.",
    likelihood: "unlikely",
    distinguish: "A token that is issued now works.",
    fix: { portal: [newToken], who: who.configuresProduct },
  },
];
