import { displayName } from "../model/resource";
import { types } from "../model/types";
import { text, unknown } from "../model/value";
import { defineRule } from "../rule";

/** What the provider and Entra take when nothing is said. */
const ownTenant = "AzureADMyOrg";

export const singleTenant = defineRule({
  name: "single-tenant",
  demand: "An application serves its own tenant only.",
  severity: "medium",
  why: "An integration works for one company. Open to other tenants, its name, its redirect URIs and its mistakes are theirs as well, and anyone's administrator can consent to it.",
  remedy: `Set signInAudience to ${ownTenant}, or leave it out. A product that is sold to other tenants is an exemption.`,
  source: "https://learn.microsoft.com/entra/identity-platform/single-and-multi-tenant-apps",
  examples: {
    bad: `resources:
  app:
    type: azuread:Application
    properties:
      displayName: servicenow-defender
      signInAudience: AzureADMultipleOrgs
`,
    good: `resources:
  app:
    type: azuread:Application
    properties:
      displayName: servicenow-defender
      signInAudience: AzureADMyOrg
`,
  },
  resource: {
    types: [types.application, types.applicationRegistration],
    check(application) {
      const audience = text(application.properties.signInAudience) ?? ownTenant;
      if (audience === ownTenant) return [];
      const message = `Application "${displayName(application)}" is open to other tenants`;
      return audience === unknown
        ? [{ message: `${message} or not.`, missing: "signInAudience" }]
        : [{ message: `${message}: signInAudience is ${audience}.` }];
    },
  },
});
