/** Which declared application permissions are consented to: each app role assignment of an application's service principal is one consent. */
import type { ResourceView } from "../model/resource";
import type { StackView } from "../model/stack";
import { types } from "../model/types";
import { knownText, text, type Unknown, unknown } from "../model/value";
import type { AccessEntry, DeclaredAccess } from "./access";
import { servicePrincipalsOf } from "./applications";
import { originsOf, shareOrigin } from "./idOrigins";

/** One `AppRoleAssignment` to the service principal of an application. */
export interface Consent {
  readonly assignment: ResourceView;
  readonly roleId: string | Unknown;
  /** It is not known yet whom it is for. */
  readonly isDoubtful?: boolean;
  /** Application id of the API where the stack shows it. The object id of a service principal looked up in the tenant does not. */
  readonly apiAppId?: string;
}

export interface ConsentVerdict {
  /** Declared, and nothing consents to it. Where ids are not known yet there may be more entries here than are missing. */
  readonly missing: readonly AccessEntry[];
  /** How many of `missing` are missing for sure, whatever the ids turn out to be. */
  readonly certain: number;
}

/** The consents to an application, and those that may be meant for it or for any other: it is not known yet to whom they are. */
export function consentsOf(stack: StackView, application: ResourceView | undefined): readonly Consent[] {
  const own = application === undefined ? [] : ownConsents(stack, application);
  // An application that was adopted may have its service principal outside of the stack; its consents then name nothing in the stack.
  const isInside = own.length > 0 || (application !== undefined && servicePrincipalsOf(stack, application).length > 0);
  return [...own, ...strayConsents(stack).filter(({ isDoubtful }) => isDoubtful || !isInside)];
}

/** The consents to principals that are not in the stack, or not known yet. */
function strayConsents(stack: StackView): readonly Consent[] {
  const known = strays.get(stack);
  if (known !== undefined) return known;
  const found = stack
    .ofType(types.appRoleAssignment)
    .filter((assignment) => stack.referred(assignment, "principalObjectId").length === 0)
    .map((assignment) => ({
      ...consentOf(stack, assignment),
      isDoubtful: knownText(assignment.properties.principalObjectId) === undefined,
    }));
  strays.set(stack, found);
  return found;
}

const strays = new WeakMap<StackView, readonly Consent[]>();

/** The consents that name the application, or a service principal of it, in the stack. */
export function ownConsents(stack: StackView, application: ResourceView): readonly Consent[] {
  const assignments = [application, ...servicePrincipalsOf(stack, application)].flatMap((principal) =>
    stack.referring(principal, "principalObjectId", types.appRoleAssignment),
  );
  return [...new Set(assignments)].map((assignment) => consentOf(stack, assignment));
}

function consentOf(stack: StackView, assignment: ResourceView): Consent {
  const roleId = text(assignment.properties.appRoleId) ?? unknown;
  return {
    assignment,
    roleId: roleId === unknown ? unknown : roleId.toLowerCase(),
    apiAppId: apiAppIdOf(stack, assignment),
  };
}

function apiAppIdOf(stack: StackView, assignment: ResourceView): string | undefined {
  for (const api of stack.referred(assignment, "resourceObjectId")) {
    const clientId = knownText(api.properties.clientId);
    if (clientId !== undefined) return clientId.toLowerCase();
  }
  return undefined;
}

/**
 * Compares the application permissions that an application declares on one API with its consents.
 *
 * Ids that are known are compared. An id that is not known yet is matched by where it comes from: when the declaration and the consent take
 * it from the same resource, they agree. Beyond that only the numbers speak: fewer consents than declarations are too few in any case.
 */
export function judgeConsents(
  stack: StackView,
  declaring: ResourceView,
  access: DeclaredAccess,
  consents: readonly Consent[],
): ConsentVerdict {
  const candidates = consents.filter(
    ({ apiAppId }) => apiAppId === undefined || access.apiAppId === unknown || apiAppId === access.apiAppId,
  );
  const own = candidates.filter(({ isDoubtful }) => !isDoubtful);
  const given = new Set(own.map(({ roleId }) => roleId));
  const unmatched = access.entries.filter(
    ({ type, id }) => type === "application" && (id === unknown || !given.has(id)),
  );
  const declared = new Set(access.entries.map(({ id }) => id));
  const isSpare = ({ roleId }: Consent) =>
    roleId === unknown || (unmatched.some(({ id }) => id === unknown) && !declared.has(roleId));
  const spare = own.filter(isSpare);
  const doubtful = candidates.filter(
    (consent) => consent.isDoubtful && (isSpare(consent) || unmatched.some(({ id }) => id === consent.roleId)),
  );
  const origins = spare.length === 0 ? undefined : originsOf(stack, declaring, "requiredResourceAccesses", "roleIds");
  const agreeing = spare.filter(
    ({ assignment }) => origins && shareOrigin(originsOf(stack, assignment, "appRoleId"), origins),
  ).length;
  const open = unmatched.filter(({ id }) => id === unknown);
  const settled = new Set(open.slice(0, agreeing));
  const missing = unmatched.filter((entry) => !settled.has(entry));
  return { missing, certain: Math.max(0, unmatched.length - spare.length - doubtful.length) };
}
