import type { Environment, SandboxRequest } from "../../operation";
import type { CompanySubscription, LicenseAssignmentState, User } from "../../state/entities";
import type { SandboxState } from "../../state/state";
import { heldRoles } from "../authorization/heldRoles";
import { badRequest, denied, invalidValue } from "../errors";
import { isGuid } from "../ids";
import { type Body, isObject, objectBody } from "../schema/body";
import { timestamp } from "../visibility";
import { consumedUnits, plansOf, seatsOf, skuById } from "./details";

interface Addition {
  readonly skuId: string;
  readonly disabledPlans: readonly string[];
}

export interface LicenceChange {
  readonly add: readonly Addition[];
  readonly remove: readonly string[];
}

/** The body of `assignLicense`: both lists must be there. */
export function licenceChange(request: SandboxRequest): LicenceChange {
  const body = objectBody(request);
  const missing = ["addLicenses", "removeLicenses"].filter((name) => !Array.isArray(body[name]));
  if (missing.length > 0) {
    throw badRequest(
      `One or more parameters of the function import 'assignLicense' are missing from the request payload. The missing parameters are: ${missing.join(", ")}.`,
    );
  }
  const add = (body.addLicenses as unknown[]).map(additionOf);
  const remove = (body.removeLicenses as unknown[]).map((skuId) => {
    if (!isGuid(skuId)) throw invalidValue("removeLicenses", "User");
    return skuId.toLowerCase();
  });
  if (add.some(({ skuId }) => remove.includes(skuId))) {
    throw badRequest("The same license cannot be in both addLicenses and removeLicenses.");
  }
  return { add, remove };
}

function additionOf(item: unknown): Addition {
  const { skuId, disabledPlans = [] }: Body = isObject(item) ? item : {};
  if (!isGuid(skuId) || !Array.isArray(disabledPlans) || !disabledPlans.every(isGuid)) {
    throw invalidValue("addLicenses", "User");
  }
  return { skuId: skuId.toLowerCase(), disabledPlans };
}

/** Gives and takes licences of a user, all or none of them. */
export function assignLicences(
  state: SandboxState,
  user: User,
  change: LicenceChange,
  request: SandboxRequest,
  environment: Environment,
): User {
  for (const skuId of change.remove) checkRemoval(state, user, skuId, request);
  for (const addition of change.add) checkAddition(state, user, addition);
  const direct = ({ assignedByGroup }: LicenseAssignmentState) => assignedByGroup === null;
  const replaced = new Set([...change.remove, ...change.add.map(({ skuId }) => skuId)]);
  const kept = user.licenseAssignmentStates.filter((one) => !(direct(one) && replaced.has(one.skuId)));
  const added = change.add.map(
    ({ skuId, disabledPlans }): LicenseAssignmentState => ({
      skuId,
      disabledPlans,
      assignedByGroup: null,
      state: "Active",
      error: "None",
      lastUpdatedDateTime: timestamp(environment),
    }),
  );
  return state.users.insert({ ...user, licenseAssignmentStates: [...kept, ...added] });
}

function checkRemoval(state: SandboxState, user: User, skuId: string, request: SandboxRequest): void {
  checkKnown(state, skuId);
  const ways = user.licenseAssignmentStates.filter((one) => one.skuId === skuId);
  if (ways.length === 0) throw badRequest("User does not have a corresponding license.");
  if (ways.every(({ assignedByGroup }) => assignedByGroup !== null)) {
    throw badRequest(
      "User license is inherited from a group membership and it cannot be removed directly from the user.",
    );
  }
  if (!mayRemove(state, skuId, request)) throw denied();
}

/**
 * A licence that a user bought by self-service, or that a partner manages, is not the tenant's to take away: only its owner and the
 * administrators who answer for the tenant's purchases may. To everybody else Graph says the same as for a missing permission.
 */
function mayRemove(state: SandboxState, skuId: string, request: SandboxRequest): boolean {
  const subscriptions = state.companySubscriptions.filter((one) => one.skuId === skuId);
  if (subscriptions.length === 0 || subscriptions.some((one) => boughtByTenant(one, state))) return true;
  const { objectId } = request.caller;
  if (subscriptions.some(({ ownerId }) => ownerId === objectId)) return true;
  const roles = heldRoles(state, objectId);
  const partnerManaged = subscriptions.some(({ ownerTenantId }) => ownerTenantId !== null);
  return roles.includes("Global Administrator") || (!partnerManaged && roles.includes("Billing Administrator"));
}

export function boughtByTenant(subscription: CompanySubscription, state: SandboxState): boolean {
  const { ownerTenantId, ownerType, ownerId } = subscription;
  if (ownerTenantId !== null && ownerTenantId !== state.tenantId) return false;
  return !(ownerType === "User" && ownerId !== null);
}

function checkAddition(state: SandboxState, user: User, { skuId, disabledPlans }: Addition): void {
  const sku = checkKnown(state, skuId);
  if (typeof user.properties.usageLocation !== "string" || user.properties.usageLocation === "") {
    throw badRequest("License assignment cannot be done for user with invalid usage location.", "usageLocation");
  }
  const plans = plansOf(sku);
  for (const plan of disabledPlans) {
    if (!plans.some(({ servicePlanId }) => servicePlanId === plan.toLowerCase())) {
      throw badRequest(`License ${skuId} does not contain the service plan ${plan}.`);
    }
  }
  const held = user.licenseAssignmentStates.some((one) => one.skuId === skuId);
  if (!held && consumedUnits(state, skuId) >= seatsOf(sku)) {
    throw badRequest(`Subscription with SKU ${skuId} does not have any available licenses.`);
  }
}

function checkKnown(state: SandboxState, skuId: string) {
  const sku = skuById(state, skuId);
  if (!sku) throw badRequest(`License ${skuId} does not correspond to a valid company License.`);
  return sku;
}
