import type { GraphOperation as CatalogueOperation } from "../../../catalogue/operations";
import { ServiceError } from "../../errors";
import type { SandboxRequest } from "../../operation";
import { denied } from "../errors";

/** The refusal that fits: the security APIs name what is missing, the directory does not. */
export function refusal(request: SandboxRequest, required: CatalogueOperation): ServiceError {
  if (!/^\/security\//i.test(request.path)) return denied();
  if (request.caller.kind === "app") return missingApplicationRoles(required.application, request.caller.roles);
  return new ServiceError(
    403,
    "Forbidden",
    "Auth token does not contain valid permissions or user does not have valid roles. Required scopes: " +
      `${required.delegated.join(",")}, token scopes: ${request.caller.scopes.join(",")}.`,
  );
}

/** As Microsoft Graph security, WindowsDefenderATP and Microsoft Threat Protection say it. */
export function missingApplicationRoles(required: readonly string[], held: readonly string[]): ServiceError {
  return new ServiceError(
    403,
    "Forbidden",
    `Missing application roles. API required roles: ${required.join(",")}, application roles: ${held.join(",")}.`,
  );
}
