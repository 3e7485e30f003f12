import type { Organization } from "../../state/entities";
import type { SandboxState } from "../../state/state";
import { notFound } from "../errors";
import { type GraphOperation, operation } from "../operation";
import { entityReply, listReply, type View } from "../reply";
import type { Body } from "../schema/body";
import { domainType, organizationType } from "../schema/others";
import { defaults } from "../schema/property";

const filled = defaults(organizationType.properties);

const organizationView: View<Organization> = {
  type: organizationType,
  set: "organization",
  show: ({ unverifiedDomains: _hidden, ...organization }) => ({
    ...filled,
    ...organization,
    verifiedDomains: organization.verifiedDomains.map((domain) => ({
      capabilities: "Email, OfficeCommunicationsOnline",
      type: "Managed",
      ...domain,
    })),
  }),
};

type Domain = Body & { readonly id: string };

const domainView: View<Domain> = { type: domainType, set: "domains", show: (domain) => domain };

function domainsOf(state: SandboxState): Domain[] {
  return state.organization
    .list()
    .flatMap((organization) => [
      ...organization.verifiedDomains.map(({ name, isDefault, isInitial }) =>
        showDomain(name, { isDefault, isInitial, isVerified: true }),
      ),
      ...((organization.unverifiedDomains ?? []) as readonly string[]).map((name) =>
        showDomain(name, { isDefault: false, isInitial: false, isVerified: false }),
      ),
    ]);
}

function showDomain(
  name: string,
  flags: { readonly isDefault: boolean; readonly isInitial: boolean; readonly isVerified: boolean },
): Domain {
  return {
    id: name,
    authenticationType: "Managed",
    availabilityStatus: null,
    isAdminManaged: true,
    ...flags,
    isRoot: true,
    manufacturer: null,
    model: null,
    passwordNotificationWindowInDays: 14,
    passwordValidityPeriodInDays: 2147483647,
    supportedServices: flags.isVerified ? ["Email", "OfficeCommunicationsOnline"] : [],
    state: null,
  };
}

export const organizationOperations: readonly GraphOperation[] = [
  operation("GET", "/organization", (state, request, environment) =>
    listReply(state.organization.list(), organizationView, request, environment),
  ),
  operation("GET", "/organization/:id", (state, request, environment) => {
    const { id = "" } = request.params;
    const organization = state.organization.get(id);
    if (!organization) throw notFound(id);
    return entityReply(organization, organizationView, request, environment);
  }),
  operation("GET", "/domains", (state, request, environment) =>
    listReply(domainsOf(state), domainView, request, environment),
  ),
  operation("GET", "/domains/:id", (state, request, environment) => {
    const { id = "" } = request.params;
    const domain = domainsOf(state).find((one) => one.id.toLowerCase() === id.toLowerCase());
    if (!domain) throw notFound(id);
    return entityReply(domain, domainView, request, environment);
  }),
];
