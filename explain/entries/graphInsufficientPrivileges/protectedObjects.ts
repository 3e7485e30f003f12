import { mayActOn } from "../../../catalogue/directoryRoles";
import type { Cause } from "../../entry";
import { missingFor } from "../../tokens/judge";
import { who } from "../../who";
import { isOkta, namedEnough, operationOf, pathOf, tokenOf, writes } from "./seen";

export const protectedUser: Cause = {
  id: "protected-user",
  cause:
    "The user that is changed or deleted is an administrator: User.ReadWrite.All does not reach accountEnabled, mobilePhone, businessPhones, otherMails, password and the deletion of users with a directory role, nor does User Administrator reach higher ones.",
  likelihood: "possible",
  applies: (seen) => writes(seen) && /^\/users\/\{/.test(pathOf(seen)) && !/assignlicense/.test(pathOf(seen)),
  weigh: (seen) => {
    const token = tokenOf(seen);
    const operation = operationOf(seen);
    if (isOkta(seen))
      return {
        likelihood: "likely",
        because: "Okta writes to many users, and is refused for those who hold a directory role",
      };
    const changed = /"(accountEnabled|mobilePhone|businessPhones|otherMails|passwordProfile)"/.exec(
      seen.facts.line,
    )?.[1];
    if (!token && changed)
      return { likelihood: "likely", because: `it changes ${changed}, which is protected in administrators` };
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
};

export const roleAssignableGroup: Cause = {
  id: "role-assignable-group",
  cause:
    "The group can hold directory roles (isAssignableToRole): its members may be changed only with RoleManagement.ReadWrite.Directory besides, or by Privileged Role Administrator.",
  likelihood: "possible",
  applies: (seen) => writes(seen) && /^\/groups(\/|$)/.test(pathOf(seen)),
  weigh: (seen) => {
    const token = tokenOf(seen);
    const operation = operationOf(seen);
    const named = token === undefined ? namedEnough(seen) : undefined;
    if (named !== undefined)
      return { likelihood: "likely", because: `${named} is named, which is enough for ordinary groups` };
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
};

export const notOwner: Cause = {
  id: "not-owner",
  cause:
    "The caller has Application.ReadWrite.OwnedBy, and its service principal is not an owner of the application that it changes, or it touches an owner without permission to read users.",
  likelihood: "possible",
  applies: (seen) =>
    writes(seen) && /^\/(applications|serviceprincipals)/.test(pathOf(seen)) && !/approleassign/.test(pathOf(seen)),
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
};
