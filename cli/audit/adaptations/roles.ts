/** Rules about roles in the directory and in Azure. */
import { findAzureRole } from "../../../catalogue/azureRoles";
import { directoryRoleById } from "../../../catalogue/directoryRoles";
import { adopt, azRest, azureCli, inPortal } from "../remedies";
import type { Adaptation } from "./adaptation";

/** Service principals and service accounts alone: which people are administrators is not about integrations. */
export const noStandingGlobalAdministrator: Adaptation = (_finding, source, facts) => {
  if (source.kind !== "directoryRole") return undefined;
  const { holder, role } = source;
  const name = directoryRoleById(role.roleDefinitionId)?.name ?? role.roleDefinitionId;
  const subject =
    "appId" in holder
      ? facts.subjectOf(holder)
      : ({ kind: "user", id: holder.id, name: holder.userPrincipalName } as const);
  return {
    subject,
    message: `"${subject.name}" is ${name} all the time, and with it whoever gets hold of what it signs in with.`,
    evidence: [`directory role ${name} at ${role.directoryScopeId} (assignment ${role.id})`],
    remedy: [
      `In the portal: ${inPortal} > Roles and administrators > ${name}: assign a narrower role first, then remove it`,
      azRest("delete", `/roleManagement/directory/roleAssignments/${role.id}`),
    ],
  };
};

export const roleAssignmentScope: Adaptation = (finding, source, facts) => {
  if (source.kind !== "azureRole") return undefined;
  const { principal, role } = source;
  const subject = facts.subjectOf(principal);
  const name = findAzureRole(role.roleDefinitionId)?.name ?? role.roleDefinitionId;
  return {
    subject,
    message: finding.message
      .replace(/" gives (the role )?/, '" holds $1')
      .replace("holder can give itself", "holder gives itself"),
    evidence: [`Azure role ${name} at ${role.scope} (${role.id})`],
    remedy: [
      ...(facts.applicationOf(principal) ? [adopt(subject)] : []),
      azureCli(
        `az role assignment create --assignee-object-id ${principal.id} --assignee-principal-type ServicePrincipal --role Contributor --scope /subscriptions/<subscription>/resourceGroups/<group>`,
      ),
      `then: az role assignment delete --ids ${role.id}`,
    ],
  };
};
