/** Rules about what applications declare and what they are consented to. */
import { apiByAppId, azureServiceManagement } from "../../../catalogue/apis";
import { counterpart, permissionById, permissionByIdAnywhere } from "../../../catalogue/permissions";
import { findTierZero } from "../../../catalogue/tiers";
import type { RequiredResourceAccess, TenantApplication } from "../../../tenant/model";
import { type Facts, subjectOfApplication } from "../facts";
import { adopt, azRest, azureCli, enterprise, registration } from "../remedies";
import type { Adaptation } from "./adaptation";

/** Delegated-only, or delegated beside application permissions, of an application that nobody signs in to. */
export const noDelegatedOnly: Adaptation = (finding, source, facts) => {
  if (source.kind !== "application" || !facts.canSignIn(source.application)) return undefined;
  const { application } = source;
  const subject = subjectOfApplication(application);
  const delegated = entriesOf(application, "Scope");
  // The rule tells each API apart; so does what is to be added.
  const replacements = delegated.flatMap((entry) => replacementOf(entry));
  const grants = facts.grantsOf(facts.principalOf(application));
  return {
    subject,
    message: finding.message,
    evidence: [
      ...delegated.map((entry) => `declared as delegated: ${nameOf(facts, entry)}`),
      ...grants.map(({ consentType, scope }) => {
        const whom = consentType === "AllPrincipals" ? "for everyone" : "for one user";
        return `granted as delegated, ${whom}: ${scope.trim()}`;
      }),
      ...consentEvidence(facts, application),
    ],
    remedy: [
      adopt(subject),
      registration(
        subject,
        delegated.every(({ api }) => api === azureServiceManagement.appId)
          ? "API permissions: remove the delegated entries; give its service principal an Azure role on the resource group instead"
          : "API permissions: remove the delegated entries, add the same as application permissions, then Grant admin consent",
      ),
      ...replacements.map(({ api, id }) =>
        azureCli(`az ad app permission add --id ${subject.appId} --api ${api} --api-permissions ${id}=Role`),
      ),
    ],
  };
};

export const applicationPermissionsAreConsented: Adaptation = (finding, source, facts) => {
  if (source.kind !== "application" || !facts.canSignIn(source.application)) return undefined;
  if (!facts.wasRead("consents to application permissions") || !facts.wasRead("service principals")) return undefined;
  const { application } = source;
  const subject = subjectOfApplication(application);
  const principal = facts.principalOf(application);
  // One that other tenants use as well may have its consents there.
  if (!principal && application.signInAudience !== "AzureADMyOrg") return undefined;
  const consented = new Set(facts.consentsOf(principal).map(({ appRoleId }) => appRoleId));
  const missing = entriesOf(application, "Role").filter(({ id }) => !consented.has(id));
  return {
    subject,
    message: finding.message.replace(" that nothing consents to:", " without admin consent:"),
    evidence: [
      ...missing.map((entry) => `declared, not consented: ${nameOf(facts, entry)} (${entry.id})`),
      ...(principal ? [] : ["The application has no service principal in the tenant."]),
      ...consentEvidence(facts, application),
    ],
    remedy: [
      adopt(subject),
      registration(subject, "API permissions: Grant admin consent, or remove those that the integration does not use"),
      azureCli(`az ad app permission admin-consent --id ${subject.appId}`),
    ],
  };
};

export const noConsentWithoutDeclaration: Adaptation = (_finding, source, facts) => {
  if (source.kind !== "consent" || !facts.wasRead("applications")) return undefined;
  const { principal, consent } = source;
  const subject = facts.subjectOf(principal);
  const name = facts.consentName(consent);
  return {
    subject,
    message: `Application "${subject.name}" is consented to ${name}, which it does not declare.`,
    evidence: [`consented${since(consent.createdDateTime)}, not declared: ${name} (${consent.appRoleId})`],
    remedy: [
      adopt(subject),
      registration(subject, "API permissions: add what it needs; the rest is listed under Other permissions granted"),
      enterprise(subject, "Permissions: revoke what it does not need"),
      azRest("delete", `/servicePrincipals/${consent.resourceId}/appRoleAssignedTo/${consent.id}`),
    ],
  };
};

export const permissionExists: Adaptation = (finding, source, facts) => {
  if (source.kind !== "application" || !facts.canSignIn(source.application)) return undefined;
  const subject = subjectOfApplication(source.application);
  return {
    subject,
    message: finding.message,
    evidence: (finding.remedy ?? []).map((line) => `meant is perhaps ${line}`),
    remedy: [adopt(subject), registration(subject, "API permissions: remove the entry and add the right one")],
  };
};

/** What is consented gives control today; what is only declared would give it with one click. */
export const noTierZeroPermissions: Adaptation = (finding, source, facts) => {
  if (source.kind === "consent") {
    const subject = facts.subjectOf(source.principal);
    const { consent } = source;
    return {
      subject,
      message: finding.message.replace(" asks Microsoft Graph for ", " holds on Microsoft Graph "),
      evidence: [`consented${since(consent.createdDateTime)}: ${facts.consentName(consent)} (${consent.appRoleId})`],
      remedy: [
        ...(finding.remedy ?? []).map((line) => `Narrower: ${line}`),
        ...(subject.kind === "application" ? [adopt(subject)] : []),
        enterprise(subject, "Permissions: revoke it once the narrower ones are consented"),
        azRest("delete", `/servicePrincipals/${consent.resourceId}/appRoleAssignedTo/${consent.id}`),
      ],
    };
  }
  if (source.kind !== "application" || !facts.canSignIn(source.application)) return undefined;
  const { application } = source;
  const consented = new Set(facts.consentsOf(facts.principalOf(application)).map(({ appRoleId }) => appRoleId));
  const wished = entriesOf(application, "Role").filter(
    (entry) => !consented.has(entry.id) && finding.message.includes(` ${entry.value}. `) && findTierZero(entry.value),
  );
  if (wished.length === 0) return undefined;
  const subject = subjectOfApplication(application);
  return {
    subject,
    severity: "medium",
    message: `${finding.message} It is not consented yet.`,
    evidence: wished.map((entry) => `declared, not consented: ${nameOf(facts, entry)} (${entry.id})`),
    remedy: [
      ...(finding.remedy ?? []).map((line) => `Narrower: ${line}`),
      registration(subject, "API permissions: remove it, before somebody grants consent to all that is listed"),
    ],
  };
};

interface Entry {
  readonly api: string;
  readonly id: string;
  /** Name where the catalogue knows it, else the id. */
  readonly value: string;
}

function entriesOf(
  { requiredResourceAccess }: TenantApplication,
  type: RequiredResourceAccess["resourceAccess"][number]["type"],
): readonly Entry[] {
  return requiredResourceAccess.flatMap(({ resourceAppId, resourceAccess }) =>
    resourceAccess
      .filter((entry) => entry.type === type)
      .map(({ id }) => ({ api: resourceAppId, id, value: knownName(id) })),
  );
}

const knownName = (id: string) => permissionByIdAnywhere(id)?.permission.value ?? id;

const nameOf = (facts: Facts, { api, id }: Entry) => `${facts.apiName(api)} ${facts.permissionName(api, id)}`;

/** The application permission that gives a service what a delegated one gives a person. */
function replacementOf({ api, id }: Entry): { api: string; id: string }[] {
  const name = apiByAppId(api);
  const permission = name && permissionById(name, id)?.permission;
  const found = permission && counterpart(permission.api, permission.value, "delegated")?.application;
  return found ? [{ api, id: found }] : [];
}

function consentEvidence(facts: Facts, application: TenantApplication): string[] {
  return facts.consentsOf(facts.principalOf(application)).map((consent) => `consented: ${facts.consentName(consent)}`);
}

const since = (moment: string | undefined) => (moment ? ` since ${moment.slice(0, 10)}` : "");
