/** Microsoft Graph's refusals without a reason: whose token it is, and what it lacks. */
import type { Looks } from "../look";
import { consentTooFresh, deployerLacksPermission, missingApplicationPermission } from "./applicationPermissions";
import { grantTypeMismatch, missingDelegatedPermission } from "./grantTypes";
import { notOwner } from "./owners";
import { protectedUser, readsOfTarget, roleAssignableGroup } from "./protectedObjects";
import { operationOf } from "./refusedCall";
import { readsOfAccess, readsOfGrants } from "./tenant/access";
import { readsOfRoles, readsOfUser } from "./tenant/directoryRoles";
import { readsOfUnits, userLacksRole } from "./userRole";

export const looksOfInsufficientPrivileges: Looks = {
  "user-lacks-role": {
    asks: "Which directory roles does the user hold, over the whole tenant or an administrative unit?",
    reads: [...readsOfAccess, ...readsOfGrants, ...readsOfUser, ...readsOfRoles, ...readsOfUnits],
    look: (ask) => userLacksRole(ask, operationOf(ask)),
  },
  "missing-application-permission": {
    asks: "Is an application permission that allows the operation declared and consented?",
    reads: [...readsOfAccess, ...readsOfGrants],
    look: (ask) => missingApplicationPermission(ask),
  },
  "deployer-lacks-permission": {
    asks: "Does the deploying application hold the permission, or a directory role?",
    reads: [...readsOfAccess, ...readsOfRoles],
    look: deployerLacksPermission,
  },
  "missing-delegated-permission": {
    asks: "Is a delegated permission that allows the operation consented, for that user or for all?",
    reads: [...readsOfAccess, ...readsOfGrants, ...readsOfUser],
    look: missingDelegatedPermission,
  },
  "grant-type-mismatch": {
    asks: "Are the permissions that allow the operation of the kind that the token is?",
    reads: [...readsOfAccess, ...readsOfGrants],
    look: grantTypeMismatch,
  },
  "protected-user": {
    asks: "Does the user that is changed hold a directory role?",
    reads: [...readsOfTarget, ...readsOfUser, ...readsOfRoles],
    look: protectedUser,
  },
  "role-assignable-group": {
    asks: "Can the group hold directory roles?",
    reads: ["GET /groups/{id}"],
    look: roleAssignableGroup,
  },
  "not-owner": {
    asks: "Is the calling service principal an owner of the application?",
    reads: [...readsOfAccess, "GET /applications/{id}/owners", "GET /servicePrincipals/{id}/owners"],
    look: notOwner,
  },
  "consent-too-fresh": {
    asks: "When was the permission consented?",
    reads: readsOfAccess,
    look: (ask) => consentTooFresh(ask, operationOf(ask)?.application),
  },
};
