import { microsoftOwnerOrganizationId } from "../catalogue/apis";
import { oktaApplications } from "../catalogue/oktaOffice365";
import { isOwnPrincipal } from "../components/foreignApplication";
import { type FoundPrincipal, findPrincipal } from "../components/foreignPrincipal";
import type { LicenseReplacementArgs } from "../components/licenseReplacement";
import type { RestReader } from "../components/restClient";
import type { Finding, Preflight, PreflightContext } from "./integration";
import { lookAtLicenses } from "./oktaLicenses";
import type { OktaOptions } from "./oktaOffice365";

/** What `declare` takes from the preflight. */
export interface OktaSeen {
  /** What the tenant has of Okta's application already. */
  readonly found?: FoundPrincipal;
  /** The domain that the tenant was made with, e.g. `contoso.onmicrosoft.com`, where it may be read. */
  readonly initialDomain?: string;
  /** What stands in the way of its replacement of licences. */
  readonly licenses?: LicenseReplacementArgs;
}

/** Looks for Okta's application in the tenant, and for users whose licences Okta could not replace. */
export async function oktaPreflight(options: OktaOptions, context: PreflightContext): Promise<Preflight> {
  const { access } = context;
  const found = await findPrincipal(access.graph, options.clientId);
  const { tid: tenantId = "" } = await access.caller();
  const { findings, licenses } = await lookAtLicenses(options, context, tenantId);
  const seen: OktaSeen = { found, initialDomain: await initialDomain(access.graph), licenses };
  return {
    findings: [...principalFindings(found, options.clientId, tenantId, context.name), ...findings],
    seen,
    licenses,
  };
}

function principalFindings(
  found: FoundPrincipal | undefined,
  clientId: string,
  tenantId: string,
  name: string,
): Finding[] {
  if (!found) return [];
  const owner = found.ownerTenantId?.toLowerCase();
  if (owner === microsoftOwnerOrganizationId || owner === tenantId.toLowerCase()) {
    const whose = owner === microsoftOwnerOrganizationId ? "Microsoft" : "this tenant";
    return [
      {
        severity: "error",
        message: `clientId ${clientId} is "${found.displayName}", an application of ${whose}, not Okta's.`,
        advice: "Give the client id of Okta's application: docs/configuration.md says where to read it.",
      },
    ];
  }
  const findings: Finding[] = [];
  const names: readonly string[] = oktaApplications.provisioning;
  if (!names.includes(found.displayName)) {
    findings.push({
      severity: "warning",
      message: `clientId ${clientId} is "${found.displayName}". Okta calls its application for provisioning ${names.map((name) => `"${name}"`).join(" or ")}.`,
      advice: "Compare it with the address of Okta's consent page, after client_id=.",
    });
  }
  // One of this stack's own shows as drift and is healed.
  if (!found.accountEnabled && !isOwnPrincipal(name, found)) {
    findings.push({
      severity: "error",
      message: `"${found.displayName}" is disabled in this tenant: Okta gets no token.`,
      advice:
        "Somebody blocked it, so it is not enabled again unasked. Enable it: portal > Enterprise applications > the application > Properties > Enabled for users to sign-in.",
    });
  }
  return findings;
}

async function initialDomain(graph: RestReader): Promise<string | undefined> {
  interface Organization {
    readonly verifiedDomains?: readonly { readonly name: string; readonly isInitial?: boolean }[];
  }
  const [organization] = await graph
    .list<Organization>("/organization?$select=id,verifiedDomains")
    .catch((): Organization[] => []);
  return organization?.verifiedDomains?.find(({ isInitial }) => isInitial)?.name;
}
