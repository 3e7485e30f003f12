import type { SubscribedSku, User } from "../../state/entities";
import type { SandboxState } from "../../state/state";
import { seedAppRoleAssignmentId } from "../ids";
import type { Body } from "../schema/body";
import { assignedLicenses } from "../users/show";

/** A user's licences with their service plans. */
export function licenseDetails(state: SandboxState, user: User): (Body & { id: string })[] {
  return assignedLicenses(user).flatMap(({ skuId, disabledPlans }) => {
    const sku = skuById(state, skuId);
    if (!sku) return [];
    return [
      {
        id: seedAppRoleAssignmentId(user.id, skuId),
        skuId,
        skuPartNumber: sku.skuPartNumber,
        servicePlans: plansOf(sku).map((plan) => ({
          ...plan,
          provisioningStatus: disabledPlans.includes(plan.servicePlanId) ? "Disabled" : "Success",
        })),
      },
    ];
  });
}

export interface ServicePlan {
  readonly servicePlanId: string;
  readonly servicePlanName: string;
}

export function plansOf(sku: SubscribedSku): readonly ServicePlan[] {
  return (sku.servicePlans ?? []) as readonly ServicePlan[];
}

export function skuById(state: SandboxState, skuId: string): SubscribedSku | undefined {
  const wanted = skuId.toLowerCase();
  return state.subscribedSkus.find((sku) => sku.skuId.toLowerCase() === wanted);
}

/** How many users hold a licence, however it was assigned. */
export function consumedUnits(state: SandboxState, skuId: string): number {
  return state.users.filter((user) => assignedLicenses(user).some((licence) => licence.skuId === skuId)).length;
}

/** Seats that there are. */
export function seatsOf(sku: SubscribedSku): number {
  const { enabled = 0 } = (sku.prepaidUnits ?? {}) as { enabled?: number };
  return enabled;
}
