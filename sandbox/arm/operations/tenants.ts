import { armOperation } from "../operation";

/** The tenants that the caller can sign in to: the sandbox's one. */
export const tenantOperations = [
  armOperation(
    "GET",
    "/tenants",
    (state) => {
      const organization = state.organization.list()[0];
      const domains = organization?.verifiedDomains ?? [];
      const defaultDomain = (domains.find((domain) => domain.isDefault) ?? domains[0])?.name;
      const tenant = {
        id: `/tenants/${state.tenantId}`,
        tenantId: state.tenantId,
        tenantCategory: "Home",
        displayName: organization?.displayName,
        domains: domains.map((domain) => domain.name),
        defaultDomain,
        tenantType: "AAD",
      };
      return { status: 200, body: { value: [tenant] } };
    },
    "token",
  ),
];
