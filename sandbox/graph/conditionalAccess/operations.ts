import type { ConditionalAccessPolicy } from "../../state/entities";
import { type GraphOperation, operation } from "../operation";
import { entityReply, listReply, type View } from "../reply";
import { conditionalAccessPolicyType } from "../schema/conditionalAccess";
import { find, visibleItems } from "../visibility";

const path = "/identity/conditionalAccess/policies";

const view: View<ConditionalAccessPolicy> = {
  type: conditionalAccessPolicyType,
  set: "identity/conditionalAccess/policies",
  show: ({ createdMs, ...policy }) => ({ createdDateTime: new Date(createdMs).toISOString(), ...policy }),
};

/** Conditional Access policies: to read. They are put there through the state, and none is enforced. */
export const conditionalAccessOperations: readonly GraphOperation[] = [
  operation("GET", path, (state, request, environment) =>
    listReply(visibleItems(state.conditionalAccessPolicies, environment), view, request, environment),
  ),
  operation("GET", `${path}/:id`, (state, request, environment) =>
    entityReply(
      find(state.conditionalAccessPolicies, request.params.id ?? "", environment),
      view,
      request,
      environment,
    ),
  ),
];
