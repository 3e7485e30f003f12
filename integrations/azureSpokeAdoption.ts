import { azureServiceManagement } from "../catalogue/apis";
import { accessManagingRoles } from "../catalogue/azureRoles";
import { type Adoption, type AzureRoleEvidence, nameSign, recognition, serviceNowSign } from "./evidence";

const groupScope = /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)$/i;

/** How an application is recognised that manages Azure resources for ServiceNow. */
export const azureSpokeAdoption: Adoption<unknown> = {
  recognise(evidence) {
    if (!evidence.application) return undefined;
    const impersonates = evidence.declared.some(({ api }) => api === azureServiceManagement.appId);
    const { azureRoles } = evidence;
    const { options, remarks } = optionsFrom(azureRoles, evidence.subscriptionId);
    return recognition(
      options,
      [
        [
          2,
          impersonates &&
            `it asks for a delegated permission on ${azureServiceManagement.displayName}, as for a person`,
        ],
        [
          2,
          azureRoles.length > 0 &&
            `its service principal has ${azureRoles.map(({ role, scope }) => `${role} on ${scope}`).join(", ")}`,
        ],
        [1, serviceNowSign(evidence)],
        [1, nameSign(evidence, /azure|resource management|\barm\b/i)],
      ],
      remarks,
    );
  },
  replaces: ({ api }) => api === azureServiceManagement.appId,
};

/** Its one resource group with the roles there. Of several, or of a whole subscription, somebody must choose. */
function optionsFrom(roles: readonly AzureRoleEvidence[], configured: string | undefined) {
  const groups = [...new Set(roles.map(({ scope }) => scope).filter((scope) => groupScope.test(scope)))];
  const subscriptions = [...new Set(roles.flatMap(({ scope }) => /^\/subscriptions\/([^/]+)/i.exec(scope)?.[1] ?? []))];
  const [subscriptionId] = subscriptions;
  const elsewhere = subscriptions.length === 1 && subscriptionId?.toLowerCase() !== configured?.toLowerCase();
  const common = elsewhere ? { subscriptionId } : {};
  const [group] = groups;
  if (groups.length !== 1 || !group) {
    const remark = `It has roles on ${groups.length} resource groups: ${groups.join(", ")}. An integration works on one.`;
    return { options: common, remarks: groups.length > 1 ? [remark] : [] };
  }
  const named = roles
    .filter(({ scope, role }) => scope === group && !accessManagingRoles.some((manages) => manages === role))
    .map(({ role }) => role);
  const usual = named.length === 0 || (named.length === 1 && named[0] === "Contributor");
  return {
    options: {
      ...common,
      resourceGroup: { existing: groupScope.exec(group)?.[2] ?? group },
      ...(usual ? {} : { roles: named }),
    },
    remarks: [],
  };
}
