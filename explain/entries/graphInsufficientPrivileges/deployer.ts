import type { Cause } from "../../entry";
import { apiPermissions } from "../../steps";
import { missingFor } from "../../tokens/judge";
import { either, who } from "../../who";
import { isDeployment, neededApplication, operationOf, rolesFor, tokenOf } from "./seen";

export const deployerLacksPermission: Cause = {
  id: "deployer-lacks-permission",
  cause: (seen) => {
    const operation = operationOf(seen);
    const least = operation
      ? ` For ${operation.method} ${operation.path} it takes ${neededApplication(seen)} as an application, or as a person one of ${either(rolesFor(seen))}.`
      : "";
    return `The identity that runs Pulumi or Terraform may not do it.${least} Azure roles such as Owner do not count in the directory.`;
  },
  likelihood: "likely",
  applies: isDeployment,
  weigh: (seen) => {
    const token = tokenOf(seen);
    const operation = operationOf(seen);
    if (!token || !operation) return undefined;
    const missing = missingFor(token, operation);
    return missing
      ? { likelihood: "certain", because: `of its token: ${missing}` }
      : { likelihood: "ruled out", because: "its token has the permission" };
  },
  distinguish: "It fails for each resource of this type, the first time too.",
  fix: {
    portal: (seen) => [
      `As an application: ${apiPermissions.replace("the application", "the deploying application")} > Application permissions: ${neededApplication(seen)} (this project as a whole: Application.ReadWrite.OwnedBy and AppRoleAssignment.ReadWrite.All), then Grant admin consent.`,
      `As a person: Roles & admins > ${rolesFor(seen)[0] ?? "Application Administrator"}; sign in again afterwards.`,
    ],
    who: who.consentsGraph,
  },
};
