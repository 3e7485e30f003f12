import type { ResourceView } from "../model/resource";
import { types } from "../model/types";
import { text, type Unknown, unknown } from "../model/value";
import { defineRule, type Finding } from "../rule";

const github = "https://token.actions.githubusercontent.com";

export const federatedSubjectIsExact = defineRule({
  name: "federated-subject-is-exact",
  demand: "A federated identity credential trusts one exact subject of one https issuer.",
  severity: "high",
  why: "Entra compares the subject of a federated credential letter by letter, so a pattern never matches; where patterns are possible (flexible credentials), one lets in every branch, fork or workload that fits it.",
  remedy:
    "Name one subject, for example repo:org/repo:environment:production or system:serviceaccount:namespace:name, and make a credential for each.",
  source: "https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations",
  examples: {
    bad: `resources:
  deploy:
    type: azuread:ApplicationFederatedIdentityCredential
    properties:
      applicationId: /applications/<object-id>
      displayName: deploy
      issuer: https://token.actions.githubusercontent.com
      subject: "repo:contoso/infrastructure:*"
      audiences: [api://AzureADTokenExchange]
`,
    good: `resources:
  deploy:
    type: azuread:ApplicationFederatedIdentityCredential
    properties:
      applicationId: /applications/<object-id>
      displayName: deploy
      issuer: https://token.actions.githubusercontent.com
      subject: "repo:contoso/infrastructure:environment:production"
      audiences: [api://AzureADTokenExchange]
`,
  },
  resource: {
    types: [types.federatedCredential, types.flexibleFederatedCredential],
    traces: true,
    check(credential, _context, stack) {
      const { properties } = credential;
      const issuer = text(properties.issuer);
      const flexible = credential.type === types.flexibleFederatedCredential;
      const subject = text(flexible ? properties.claimsMatchingExpression : properties.subject);
      const key = flexible ? "claimsMatchingExpression" : "subject";
      // An identifier that a resource of the program has, such as a managed identity's, is exact.
      const open = subject === unknown && !(stack && stack.sources(credential, key).length > 0);
      return [
        ...judgeIssuer(credential, issuer),
        ...(open ? [{ message: `"${credential.name}" trusts a subject that is not known yet.`, missing: key }] : []),
        ...(typeof subject === "string" ? judgeSubject(credential, subject, issuer, flexible) : []),
      ];
    },
  },
});

/** An issuer that is not known yet comes from a service that makes its URL, which is https. */
function judgeIssuer(credential: ResourceView, issuer: string | Unknown | undefined): readonly Finding[] {
  if (typeof issuer !== "string" || issuer.startsWith("https://")) return [];
  return [{ message: `"${credential.name}" trusts the issuer "${issuer}", which is no https URL.` }];
}

function judgeSubject(
  credential: ResourceView,
  subject: string,
  issuer: string | Unknown | undefined,
  flexible: boolean,
): readonly Finding[] {
  const say = (problem: string): Finding[] => [
    { message: `"${credential.name}" trusts the subject "${subject}": ${problem}.` },
  ];
  if (flexible) return /\bmatches\b/i.test(subject) && /[*?]/.test(subject) ? say("it is a pattern") : [];
  if (subject.includes("*")) return say("it is a pattern, which Entra does not match");
  if (issuer !== github) return [];
  // Subjects with immutable ids, and customised ones, have further parts; all have more than the repository.
  return /^repo:[^:/]+\/[^:/]+$/i.test(subject) || /^repo:[^:/]+$/i.test(subject)
    ? say("it names no branch, tag, environment or pull request, so that no token of GitHub has it")
    : [];
}
