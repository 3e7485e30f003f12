import type { SubscribedSku } from "../../state/entities";
import type { SandboxState } from "../../state/state";
import { notFound } from "../errors";
import { type GraphOperation, operation } from "../operation";
import { entityReply, listReply, type View } from "../reply";
import { companySubscriptionType, subscribedSkuType } from "../schema/licences";
import { consumedUnits } from "./details";

function skuView(state: SandboxState): View<SubscribedSku> {
  return {
    type: subscribedSkuType,
    set: "subscribedSkus",
    show: (sku) => ({ ...sku, consumedUnits: consumedUnits(state, sku.skuId) }),
  };
}

const subscriptionView: View<{ readonly id: string }> = {
  type: companySubscriptionType,
  set: "directory/subscriptions",
  show: (subscription) => ({ ...subscription }),
};

export const licenceOperations: readonly GraphOperation[] = [
  operation("GET", "/subscribedSkus", (state, request, environment) =>
    listReply(state.subscribedSkus.list(), skuView(state), request, environment),
  ),
  operation("GET", "/subscribedSkus/:id", (state, request, environment) => {
    const { id = "" } = request.params;
    const sku = state.subscribedSkus.get(id);
    if (!sku) throw notFound(id);
    return entityReply(sku, skuView(state), request, environment);
  }),
  operation("GET", "/directory/subscriptions", (state, request, environment) =>
    listReply(state.companySubscriptions.list(), subscriptionView, request, environment),
  ),
  operation("GET", "/directory/subscriptions/:id", (state, request, environment) => {
    const { id = "" } = request.params;
    const commerceId = /^commerceSubscriptionId='(.*)'$/i.exec(id)?.[1];
    const subscription = commerceId
      ? state.companySubscriptions.find((one) => one.commerceSubscriptionId === commerceId)
      : state.companySubscriptions.get(id);
    if (!subscription) throw notFound(commerceId ?? id);
    return entityReply(subscription, subscriptionView, request, environment);
  }),
];
