import type { User } from "../../state/entities";
import type { SandboxState } from "../../state/state";
import type { Body } from "../schema/body";
import { defaults } from "../schema/property";
import { userType } from "../schema/user";

const filled = defaults(userType.properties);

/** All properties of a user, as Graph shows them. */
export function showUser(user: User, state: SandboxState): Body {
  // The manager is a relationship, kept beside the properties.
  const { managerId: _hidden, ...properties } = user.properties;
  return {
    ...filled,
    passwordProfile: null,
    identities: [
      { signInType: "userPrincipalName", issuer: defaultDomain(state), issuerAssignedId: user.userPrincipalName },
    ],
    ...properties,
    id: user.id,
    userPrincipalName: user.userPrincipalName,
    displayName: user.displayName,
    accountEnabled: user.accountEnabled,
    assignedLicenses: assignedLicenses(user),
    licenseAssignmentStates: user.licenseAssignmentStates,
  };
}

/** Each licence once, however many ways it is assigned; plans that every way disables stay disabled. */
export function assignedLicenses(user: User): { skuId: string; disabledPlans: string[] }[] {
  const bySku = new Map<string, string[]>();
  for (const { skuId, disabledPlans, state } of user.licenseAssignmentStates) {
    if (state === "Error") continue;
    const before = bySku.get(skuId);
    bySku.set(skuId, before ? before.filter((plan) => disabledPlans.includes(plan)) : [...disabledPlans]);
  }
  return [...bySku].map(([skuId, disabledPlans]) => ({ skuId, disabledPlans }));
}

function defaultDomain(state: SandboxState): string | null {
  const domains = state.organization.list().flatMap(({ verifiedDomains }) => verifiedDomains);
  return domains.find(({ isInitial }) => isInitial)?.name ?? null;
}
