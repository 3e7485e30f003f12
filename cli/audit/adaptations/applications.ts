/** Rules about applications as such, and about what they sign in with. */
import { date, day, endOf, isKey, titleOf } from "../credentials";
import { subjectOfApplication } from "../facts";
import { adopt, azRest, azureCli, registration } from "../remedies";
import type { Adaptation } from "./adaptation";

/** Days from which a credential outlives whoever made it. */
const tooLong = 731;

/** Of one that has ended another check tells. */
export const secretsExpire: Adaptation = (finding, source, facts) => {
  if (source.kind !== "key" || source.held.hasEnded) return undefined;
  const { application, held } = source;
  const { startDateTime, endDateTime } = held.credential;
  const subject = subjectOfApplication(application);
  const days = (endOf(held.credential) - Date.parse(startDateTime ?? "")) / day;
  const until = endDateTime ? `to ${date(endDateTime)}` : "without an end";
  return {
    subject,
    severity: days > tooLong || Number.isNaN(days) ? "high" : "medium",
    message: finding.message.replace(/^Credential "[^"]*"/, `A ${held.kind} of "${application.displayName}"`),
    evidence: [`${titleOf(held)}: from ${startDateTime ? date(startDateTime) : "?"} ${until}`],
    remedy: [
      adopt(subject),
      registration(
        subject,
        "Certificates & secrets: make one that ends sooner, enter it in the product, delete this one",
      ),
      azureCli(
        `az ad app credential reset --id ${subject.appId} --append --end-date ${date(facts.now.getTime() + 180 * day)}`,
      ),
    ],
  };
};

export const oneCredentialPerIntegration: Adaptation = (_finding, source, facts) => {
  if (source.kind !== "application" || !facts.isIntegration(source.application)) return undefined;
  const { application } = source;
  const active = facts.credentialsOf(application).filter(({ hasEnded }) => !hasEnded);
  const keys = active.filter(isKey);
  const kinds = new Set(active.map(({ kind }) => kind));
  // What has ended is no second credential, and the two of a rotation end apart.
  const ends = keys.map(({ credential }) => endOf(credential)).sort();
  const isRotation = kinds.size === 1 && keys.length === 2 && Math.abs((ends[1] ?? 0) - (ends[0] ?? 0)) >= day;
  if (active.length < 2 || isRotation || (keys.length === 0 && kinds.size === 1)) return undefined;
  const subject = subjectOfApplication(application);
  return {
    subject,
    severity: "low",
    message: `Application "${application.displayName}" signs in with ${active.length} credentials.`,
    evidence: active.map((held) =>
      isKey(held)
        ? `${titleOf(held)}, to ${held.credential.endDateTime?.slice(0, 10)}`
        : `federated: ${held.credential.subject}`,
    ),
    remedy: [registration(subject, "Certificates & secrets: delete those that the product does not use")],
  };
};

export const federatedSubjectIsExact: Adaptation = (finding, source) => {
  if (source.kind !== "federated") return undefined;
  const { application, credential } = source;
  const subject = subjectOfApplication(application);
  return {
    subject,
    message: finding.message,
    evidence: [`federated credential "${credential.name}": ${credential.issuer}, ${credential.subject}`],
    remedy: [
      registration(subject, "Certificates & secrets > Federated credentials: name one exact subject in each"),
      azRest("delete", `/applications/${application.id}/federatedIdentityCredentials/${credential.id}`),
    ],
  };
};

/** For integrations alone: that an application which people sign in to serves many tenants is mostly what it is for. */
export const singleTenant: Adaptation = (finding, source, facts) => {
  if (source.kind !== "application" || !facts.isIntegration(source.application)) return undefined;
  if (facts.peopleSignIn(source.application)) return undefined;
  const subject = subjectOfApplication(source.application);
  return {
    subject,
    severity: "low",
    message: finding.message,
    evidence: [`signInAudience: ${source.application.signInAudience}`],
    remedy: [
      registration(subject, "Authentication > Supported account types: Accounts in this organizational directory only"),
      azureCli(`az ad app update --id ${subject.appId} --sign-in-audience AzureADMyOrg`),
    ],
  };
};

export const httpsRedirects: Adaptation = (finding, source, facts) => {
  if (source.kind !== "application" || !facts.isIntegration(source.application)) return undefined;
  const subject = subjectOfApplication(source.application);
  return {
    subject,
    message: finding.message,
    evidence: [],
    remedy: [registration(subject, "Authentication: replace the redirect URI, first in the product")],
  };
};
