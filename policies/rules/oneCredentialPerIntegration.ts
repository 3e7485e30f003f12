import { type Credential, type CredentialKind, credentialsByApplication } from "../facts/applications";
import { displayName } from "../model/resource";
import type { StackView } from "../model/stack";
import { types } from "../model/types";
import { isAbsent, knownText, unknown } from "../model/value";
import { defineRule, type Finding } from "../rule";

const day = 86_400_000;
const words: Record<CredentialKind, string> = {
  secret: "client secrets",
  certificate: "certificates",
  federated: "federated identity credentials",
};

export const oneCredentialPerIntegration = defineRule({
  name: "one-credential-per-integration",
  demand: "An integration signs in with one credential, except while one is being rotated.",
  severity: "medium",
  why: "A second credential is one that nobody uses, watches or rotates; it is found by whoever looks for a way in that is not noticed.",
  remedy:
    "Remove the credential that is not used. For a rotation, let the old one and the new one overlap, with different end dates. Federated credentials of one application count as one, each with its exact subject.",
  source: "https://learn.microsoft.com/entra/identity-platform/security-best-practices-for-app-registration",
  examples: {
    bad: `resources:
  app:
    type: azuread:Application
    properties:
      displayName: servicenow-defender
  one:
    type: azuread:ApplicationPassword
    properties: { applicationId: "\${app.id}", displayName: servicenow, endDate: "2027-03-31T00:00:00Z" }
  other:
    type: azuread:ApplicationPassword
    properties: { applicationId: "\${app.id}", displayName: spare, endDate: "2027-03-31T00:00:00Z" }
`,
    good: `resources:
  app:
    type: azuread:Application
    properties:
      displayName: servicenow-defender
  secret:
    type: azuread:ApplicationPassword
    properties: { applicationId: "\${app.id}", displayName: servicenow, endDate: "2027-03-31T00:00:00Z" }
`,
  },
  stack: (stack) =>
    credentialsByApplication(stack).flatMap(({ name, urn, credentials }) => {
      const kinds = [...new Set(credentials.map(({ kind }) => kind))];
      if (kinds.length > 1) return [violation(urn, name, credentials)];
      const [kind] = kinds;
      if (kind === undefined || kind === "federated" || credentials.length === 1) return [];
      return judgeSeveral(stack, urn, name, credentials);
    }),
});

function judgeSeveral(
  stack: StackView,
  urn: string,
  name: string,
  credentials: readonly Credential[],
): readonly Finding[] {
  const [one, other, ...more] = credentials;
  if (one === undefined || other === undefined || more.length > 0) return [violation(urn, name, credentials)];
  const rotation = isRotation(stack, one, other);
  if (rotation === true) return [];
  const message = `"${name}" has two ${words[one.kind]}: ${namesOf(credentials)}.`;
  return [rotation === false ? violation(urn, name, credentials) : { urn, message, missing: "their end dates" }];
}

function violation(urn: string, name: string, credentials: readonly Credential[]): Finding {
  return { urn, message: `"${name}" has ${credentials.length} credentials: ${namesOf(credentials)}.` };
}

const namesOf = (credentials: readonly Credential[]) =>
  credentials.map(({ resource }) => `"${resource.name}"`).join(", ");

/** Whether two credentials are the old and the new one of a rotation; undefined where that cannot be told yet. */
function isRotation(stack: StackView, one: Credential, other: Credential): boolean | undefined {
  const [a, b] = [one.resource, other.resource];
  if (areConsecutive(displayName(a), displayName(b)) || areConsecutive(a.name, b.name)) return true;
  if (![a, b].some(({ properties }) => isAbsent(properties.rotateWhenChanged))) return true;
  const ends = [a, b].map(({ properties }) => Date.parse(knownText(properties.endDate) ?? ""));
  const [first = Number.NaN, second = Number.NaN] = ends;
  if (!Number.isNaN(first) && !Number.isNaN(second)) return Math.abs(first - second) >= day;
  if (![a, b].some(({ properties }) => properties.endDate === unknown)) return false;
  const timers = [a, b].map((each) =>
    stack.sources(each, "endDate").find(({ type }) => type === types.timeRotating || type === types.timeOffset),
  );
  const [timer, otherTimer] = timers;
  return timer !== undefined && otherTimer !== undefined ? timer !== otherTimer : undefined;
}

/** Names that differ only in a number, by one: `secret-1` and `secret-2`, `servicenow (rotation 4)` and `(rotation 5)`. */
function areConsecutive(one: string, other: string): boolean {
  const [a, b] = [one, other].map((name) => /^(.*?)(\d+)(\D*)$/s.exec(name));
  if (!a || !b || a[1] !== b[1] || a[3] !== b[3]) return false;
  return Math.abs(Number(a[2]) - Number(b[2])) === 1;
}
