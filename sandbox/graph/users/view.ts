import type { User } from "../../state/entities";
import type { SandboxState } from "../../state/state";
import { showAssignment, showGrant } from "../consent/show";
import { memberOf, transitiveMemberOf } from "../directory/membership";
import { showBriefly, showRelated } from "../directory/show";
import { licenseDetails } from "../licences/details";
import type { View } from "../reply";
import { userType } from "../schema/user";
import { showUser } from "./show";

export function userView(state: SandboxState): View<User> {
  return {
    type: userType,
    set: "users",
    show: (user) => showUser(user, state),
    expand(user, name) {
      const { id, properties } = user;
      switch (name) {
        case "manager":
          return showRelated(typeof properties.managerId === "string" ? [properties.managerId] : [], state)[0] ?? null;
        case "directReports":
          return showRelated(reportsOf(state, id), state);
        case "memberOf":
          return memberOf(state, id).map((entry) => showBriefly(entry, state));
        case "transitiveMemberOf":
          return transitiveMemberOf(state, id).map((entry) => showBriefly(entry, state));
        case "licenseDetails":
          return licenseDetails(state, user);
        case "appRoleAssignments":
          return state.appRoleAssignments
            .filter(({ principalId }) => principalId === id)
            .map((assignment) => showAssignment(assignment, state));
        case "oauth2PermissionGrants":
          return state.oauth2PermissionGrants.filter(({ principalId }) => principalId === id).map(showGrant);
        default:
          return undefined;
      }
    },
  };
}

/** Object ids of those whose manager a user is. */
export function reportsOf(state: SandboxState, id: string): string[] {
  return state.users.filter(({ properties }) => properties.managerId === id).map((user) => user.id);
}
