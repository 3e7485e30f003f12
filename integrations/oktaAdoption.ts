import { apis } from "../catalogue/apis";
import { oktaApplications, oktaProvisioningPermissions } from "../catalogue/oktaOffice365";
import type { RestReader } from "../components/restClient";
import { findConflicts } from "../licenses/conflicts";
import { adviceFor, describeCause, skuTitle } from "../licenses/describe";
import { resolveSkus } from "../licenses/managed";
import type { TenantLicenses } from "../licenses/model";
import { readGroupNames, readLicenses } from "../licenses/read";
import { type Adoption, nameSign, namesOn, type PlanSection, recognition } from "./evidence";
import { groupsOf } from "./oktaLicenses";
import type { OktaOptions } from "./oktaOffice365";

const names: readonly string[] = oktaApplications.provisioning;
const known = new Set<string>(oktaProvisioningPermissions.map(({ value }) => value));

/** How Okta's own application is recognised in a tenant that consented to it. */
export const oktaAdoption: Adoption<OktaOptions> = {
  recognise(evidence) {
    const { application, tenantId, ownerTenantId, displayName, clientId } = evidence;
    if (application || ownerTenantId === undefined || ownerTenantId.toLowerCase() === tenantId.toLowerCase()) {
      return undefined;
    }
    const consented = namesOn(evidence, apis.microsoftGraph.appId, "application").filter((name) => known.has(name));
    const called = names.includes(displayName);
    return recognition(
      { clientId },
      [
        [2, called && `Okta calls its application for provisioning "${displayName}"`],
        [1, !called && nameSign(evidence, /okta/i)],
        [2, consented.length > 0 && `it was consented ${consented.join(", ")}`],
      ],
      [
        "Which licences Okta assigns is not to be seen in the tenant: name them with `--option 'managedLicenses=[SPE_E3, …]'`, so that every deployment looks for users on whom their replacement fails.",
      ],
    );
  },
  replaces: () => false,
  sections: async (options, { access }) => {
    const { tid: tenantId = "" } = await access.caller();
    return licenseSections(options, await readLicenses(access.graph, tenantId), access.graph);
  },
};

/** Users on whom Okta's replacement of licences fails, with the command that helps each. */
async function licenseSections(
  { managedLicenses = [] }: Pick<OktaOptions, "managedLicenses">,
  tenant: TenantLicenses,
  graph: RestReader,
): Promise<PlanSection[]> {
  const { skuIds } = resolveSkus(tenant, managedLicenses);
  const isManaged = new Set(skuIds);
  const users = findConflicts(tenant, isManaged).filter(({ managed }) => isManaged.size === 0 || managed.length > 0);
  const names = await readGroupNames(graph, groupsOf(users));
  const groupName = (id: string) => names.get(id) ?? id;
  const lines = users.flatMap(({ userPrincipalName, conflicts }) => [
    `- ${userPrincipalName}`,
    ...conflicts.map(
      (conflict) =>
        `  - ${skuTitle(conflict)} is ${describeCause(conflict, groupName)}. ${adviceFor(conflict, userPrincipalName, groupName)}`,
    ),
  ]);
  const whom = isManaged.size > 0 ? `who hold ${managedLicenses.join(", ")}` : "who hold any licence";
  const intro =
    users.length === 0
      ? [`No user ${whom} holds a licence that Okta may not remove.`]
      : [
          `Okta replaces all licences of a user at once, and ends in 403 on ${users.length === 1 ? "the user" : `the ${users.length} users`} ${whom} beside one that it may not remove. Each removal is a dry run until \`--apply\` is added, and writes a file to restore from; then retry the task in Okta: Dashboard > Tasks.`,
          "",
        ];
  return [{ title: "Licences that stand in the way", lines: [...intro, ...lines] }];
}
