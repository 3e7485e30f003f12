import { microsoftOwnerOrganizationId } from "../../catalogue/apis";
import { firstPartyName } from "../../catalogue/firstParty";
import type { ResourceView } from "../model/resource";
import type { StackView } from "../model/stack";
import { types } from "../model/types";
import { knownText, text, type Unknown, unknown } from "../model/value";
import { defineRule, type Finding } from "../rule";

export const firstPartyPrincipalIsProtected = defineRule({
  name: "first-party-principal-is-protected",
  demand: "A service principal that Microsoft owns is looked up, not managed.",
  severity: "critical",
  why: "With useExisting the provider changes Microsoft's service principal, and deletes it when the stack is destroyed. Entra lets that happen, and every application in the tenant that uses the API stops.",
  remedy:
    "Look it up: azuread.getServicePrincipal({ clientId }). Where it must stay a resource, set protect: true (a policy cannot see retainOnDelete).",
  source: "https://github.com/pulumi/pulumi-azuread/issues/2045",
  examples: {
    bad: `resources:
  graph:
    type: azuread:ServicePrincipal
    properties:
      clientId: <api microsoftGraph>
      useExisting: true
`,
    good: `variables:
  graph:
    fn::invoke:
      function: azuread:getServicePrincipal
      arguments:
        clientId: <api microsoftGraph>
resources:
  app:
    type: azuread:Application
    properties:
      displayName: servicenow-defender
  principal:
    type: azuread:ServicePrincipal
    properties:
      clientId: \${app.clientId}
`,
  },
  resource: {
    types: [types.servicePrincipal],
    check(principal) {
      const clientId = knownText(principal.properties.clientId);
      const name = clientId === undefined ? undefined : firstPartyName(clientId);
      return name === undefined ? [] : judge(principal, name);
    },
  },
  stack: (stack) =>
    stack.declared(types.servicePrincipal).flatMap((principal) => {
      const { clientId, applicationTenantId, displayName } = principal.properties;
      if (text(clientId) === unknown) return isOwn(principal, stack) ? [] : judge(principal, unknown);
      const known = firstPartyName(knownText(clientId) ?? "");
      const isMicrosofts = knownText(applicationTenantId)?.toLowerCase() === microsoftOwnerOrganizationId;
      return known === undefined && isMicrosofts ? judge(principal, knownText(displayName) ?? "an application") : [];
    }),
});

/** A finding where the principal is taken over without protection; `owner` is Microsoft's application, or not known yet. */
function judge({ urn, name, protect, properties }: ResourceView, owner: string | Unknown): readonly Finding[] {
  const { useExisting } = properties;
  if (protect || (useExisting !== true && useExisting !== unknown)) return [];
  if (owner === unknown) {
    return [{ urn, message: `"${name}" takes over a service principal that may be Microsoft's.`, missing: "clientId" }];
  }
  const message = `"${name}" manages Microsoft's own service principal (${owner}).`;
  return [{ urn, message, ...(useExisting === unknown && { missing: "useExisting" }) }];
}

/** Whether the principal belongs to an application of the program. */
function isOwn(principal: ResourceView, stack: StackView): boolean {
  return stack
    .referred(principal, "clientId")
    .some(({ type }) => type === types.application || type === types.applicationRegistration);
}
