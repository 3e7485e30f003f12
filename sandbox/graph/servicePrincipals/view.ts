import type { ServicePrincipal } from "../../state/entities";
import type { SandboxState } from "../../state/state";
import { showAssignment } from "../consent/show";
import { memberOf, transitiveMemberOf } from "../directory/membership";
import { showBriefly, showRelated } from "../directory/show";
import type { View } from "../reply";
import { servicePrincipalType } from "../schema/servicePrincipal";
import { showServicePrincipal } from "./show";

export function servicePrincipalView(state: SandboxState): View<ServicePrincipal> {
  return {
    type: servicePrincipalType,
    set: "servicePrincipals",
    show: (principal) => showServicePrincipal(principal, state),
    expand({ id, owners }, name) {
      switch (name) {
        case "owners":
          return showRelated(owners, state);
        case "appRoleAssignments":
          return state.appRoleAssignments
            .filter(({ principalId }) => principalId === id)
            .map((assignment) => showAssignment(assignment, state));
        case "appRoleAssignedTo":
          return state.appRoleAssignments
            .filter(({ resourceId }) => resourceId === id)
            .map((assignment) => showAssignment(assignment, state));
        case "oauth2PermissionGrants":
          return state.oauth2PermissionGrants
            .filter(({ clientId }) => clientId === id)
            .map(({ createdMs: _hidden, ...grant }) => grant);
        case "memberOf":
          return memberOf(state, id).map((entry) => showBriefly(entry, state));
        case "transitiveMemberOf":
          return transitiveMemberOf(state, id).map((entry) => showBriefly(entry, state));
        default:
          return undefined;
      }
    },
  };
}
