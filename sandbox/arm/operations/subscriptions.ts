import type { Subscription } from "../../state/entities";
import { hasAnyAccess } from "../access";
import { subscriptionNotFound } from "../errors";
import { locations } from "../locations";
import { armOperation } from "../operation";

/** Subscriptions in which the caller holds any role, and the regions of one. */
export const subscriptionOperations = [
  armOperation(
    "GET",
    "/subscriptions",
    (state, { caller }) => {
      const visible = state.subscriptions.filter(({ id }) => hasAnyAccess(state, caller, `/subscriptions/${id}`));
      return {
        status: 200,
        body: { value: visible.map(render), count: { type: "Total", value: visible.length } },
      };
    },
    "token",
  ),
  armOperation(
    "GET",
    "/subscriptions/:subscriptionId",
    (state, { params }) => {
      const id = params.subscriptionId ?? "";
      const subscription = state.subscriptions.get(id);
      if (!subscription) throw subscriptionNotFound(id);
      return { status: 200, body: render(subscription) };
    },
    "visible",
  ),
  armOperation(
    "GET",
    "/subscriptions/:subscriptionId/locations",
    (_, { params }) => ({
      status: 200,
      body: { value: locations.map((location) => renderLocation(params.subscriptionId ?? "", location)) },
    }),
    "visible",
  ),
];

function render({ id, displayName, tenantId }: Subscription) {
  return {
    id: `/subscriptions/${id}`,
    authorizationSource: "RoleBased",
    managedByTenants: [],
    subscriptionId: id,
    tenantId,
    displayName,
    state: "Enabled",
    subscriptionPolicies: {
      locationPlacementId: "Public_2014-09-01",
      quotaId: "PayAsYouGo_2014-09-01",
      spendingLimit: "Off",
    },
  };
}

function renderLocation(subscriptionId: string, { name, displayName }: { name: string; displayName: string }) {
  return {
    id: `/subscriptions/${subscriptionId}/locations/${name}`,
    name,
    type: "Region",
    displayName,
    regionalDisplayName: displayName,
    metadata: { regionType: "Physical", regionCategory: "Recommended" },
  };
}
