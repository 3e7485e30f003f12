import { credentialTypes } from "../facts/applications";
import { certificateLifetime, type Lifetime, lifetimeOf, rotationOf } from "../facts/lifetime";
import { displayName, type ResourceView } from "../model/resource";
import type { StackView } from "../model/stack";
import { types } from "../model/types";
import { block, unknown } from "../model/value";
import { defineRule, type Finding } from "../rule";

/** Dates are rounded and clocks differ; a day more is not what the rule is about. */
const tolerance = 1;

export const secretsExpire = defineRule({
  name: "secrets-expire",
  demand: "A client secret or certificate ends within a bounded time.",
  severity: "high",
  why: "A secret lives on in tickets, backups and the products that it was typed into. One without an end is valid for two years, whoever has it by then.",
  remedy:
    "Give an endDate and rotate before it. Better: a federated identity credential, which is no secret at all, or a certificate whose key stays with the product.",
  source: "https://learn.microsoft.com/entra/identity-platform/security-best-practices-for-app-registration",
  examples: {
    bad: `resources:
  secret:
    type: azuread:ApplicationPassword
    properties:
      applicationId: \${app.id}
      displayName: servicenow
  app:
    type: azuread:Application
    properties:
      displayName: servicenow-defender
`,
    good: `resources:
  rotation:
    type: time:Rotating
    properties: { rotationDays: 180 }
  secret:
    type: azuread:ApplicationPassword
    properties:
      applicationId: \${app.id}
      displayName: servicenow
      endDate: \${rotation.rotationRfc3339}
  app:
    type: azuread:Application
    properties:
      displayName: servicenow-defender
`,
  },
  settings: {
    secretDays: {
      type: "integer",
      description: "Days that a client secret may live.",
      minimum: 1,
      maximum: 730,
      default: 180,
    },
    certificateDays: {
      type: "integer",
      description: "Days that a certificate may live.",
      minimum: 1,
      maximum: 3650,
      default: 366,
    },
  },
  resource: {
    types: [...credentialTypes.secret, ...credentialTypes.certificate, types.application],
    traces: true,
    check(resource, { settings, now }, stack) {
      if (resource.type === types.application) return checkInline(resource, settings.secretDays, now);
      if (credentialTypes.certificate.some((type) => type === resource.type)) {
        return checkCertificate(resource, settings.certificateDays, now);
      }
      return judge(resource, traced(lifetimeOf(resource.properties, now), resource, stack), settings.secretDays);
    },
  },
});

function traced(lifetime: Lifetime, resource: ResourceView, stack: StackView | undefined): Lifetime {
  return (lifetime === "undecided" && stack ? rotationOf(stack, resource) : undefined) ?? lifetime;
}

/** `Application` can make one secret by itself. */
function checkInline(application: ResourceView, limit: number, now: Date): readonly Finding[] {
  const password = block(application.properties.password);
  if (password === unknown) return judge(application, "undecided", limit);
  return Object.keys(password).length === 0 ? [] : judge(application, lifetimeOf(password, now), limit);
}

/** A certificate has an end by nature: without an `endDate` its own counts, which need not be known before deployment. */
function checkCertificate(certificate: ResourceView, limit: number, now: Date): readonly Finding[] {
  const own = certificateLifetime(certificate.properties);
  const given = lifetimeOf(certificate.properties, now);
  const lifetime = own ?? (given === "undecided" ? "none" : given);
  return lifetime === "none" ? [] : judge(certificate, lifetime, limit);
}

function judge(resource: ResourceView, lifetime: Lifetime, limit: number): readonly Finding[] {
  const what = `Credential "${displayName(resource)}"`;
  if (lifetime === "undecided") return [{ message: `${what} has an end that is not known yet.`, missing: "endDate" }];
  if (lifetime === "none") {
    return [{ message: `${what} has no end date, so that it is valid for two years; ${limit} days are allowed.` }];
  }
  if (lifetime.days > limit + tolerance) {
    return [{ message: `${what} is valid for ${Math.round(lifetime.days)} days; ${limit} are allowed.` }];
  }
  return lifetime.ended ? [{ message: `${what} has ended. Make a new one, and remove this one.` }] : [];
}
