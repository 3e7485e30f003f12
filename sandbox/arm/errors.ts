import { ServiceError } from "../errors";
import { withoutDashes } from "./guid";
import { locationNames } from "./locations";
import type { ResourceType } from "./resourceTypes";

/**
 * Refusals of Azure Resource Manager, word for word where a public copy of the answer exists (azure-cli and SDK
 * transcripts, azurerm and Azure documentation issues). `[M]` marks texts for which none was found.
 */
export function armError(status: number, code: string, message: string): ServiceError {
  return new ServiceError(status, code, message, { headers: { "x-ms-failure-cause": "gateway" } });
}

export const missingApiVersion = () =>
  armError(
    400,
    "MissingApiVersionParameter",
    "The api-version query parameter (?api-version=) is required for all requests.",
  );

export const invalidApiVersion = (version: string, supported: readonly string[]) =>
  armError(
    400,
    "InvalidApiVersionParameter",
    `The api-version '${version}' is invalid. The supported versions are '${supported.join(",")}'.`,
  );

export const noRegisteredProvider = (location: string, version: string, type: ResourceType) =>
  armError(
    400,
    "NoRegisteredProviderFound",
    `No registered resource provider found for location '${location}' and API version '${version}' for type '${type.resourceType}'. ` +
      `The supported api-versions are '${type.apiVersions.join(", ")}'. ` +
      `The supported locations are '${type.isRegional ? locationNames.join(", ") : ""}'.`,
  );

export const invalidNamespace = (namespace: string) =>
  armError(404, "InvalidResourceNamespace", `The resource namespace '${namespace}' is invalid.`);

export const invalidResourceType = (type: string, namespace: string, version: string) =>
  armError(
    404,
    "InvalidResourceType",
    `The resource type '${type}' could not be found in the namespace '${namespace}' for api version '${version}'.`,
  );

/** `state` is given where the subscription was registered before, or is about to be. */
export function missingRegistration(namespace: string, state?: string): ServiceError {
  const link = "See https://aka.ms/rps-not-found for how to register subscriptions.";
  const message = state
    ? `The subscription registration is in '${state}' state. The subscription must be registered to use namespace '${namespace}'. ${link}`
    : `The subscription is not registered to use namespace '${namespace}'. ${link}`;
  const code = "MissingSubscriptionRegistration";
  return new ServiceError(409, code, message, {
    headers: { "x-ms-failure-cause": "gateway" },
    details: [{ code, target: namespace, message }],
  });
}

/** Who is refused, as the texts name them: the client id of an application, the user principal name of a user. */
export interface RefusedClient {
  readonly name: string;
  readonly objectId: string;
}

export const authorizationFailed = (client: RefusedClient, action: string, scope: string) =>
  armError(
    403,
    "AuthorizationFailed",
    `The client '${client.name}' with object id '${client.objectId}' does not have authorization to perform action ` +
      `'${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
  );

export const linkedAuthorizationFailed = (
  client: RefusedClient,
  allowed: { action: string; scope: string },
  missing: { action: string; scope: string },
) =>
  armError(
    403,
    "LinkedAuthorizationFailed",
    `The client '${client.name}' with object id '${client.objectId}' has permission to perform action '${allowed.action}' on scope ` +
      `'${allowed.scope}'; however, it does not have permission to perform action '${missing.action}' on the linked scope(s) ` +
      `'${missing.scope}' or the linked scope(s) are invalid.`,
  );

export const invalidSubscriptionId = (id: string) =>
  armError(400, "InvalidSubscriptionId", `The provided subscription identifier '${id}' is malformed or invalid.`);

export const subscriptionNotFound = (id: string) =>
  armError(404, "SubscriptionNotFound", `The subscription '${id}' could not be found.`);

export const resourceGroupNotFound = (name: string) =>
  armError(404, "ResourceGroupNotFound", `Resource group '${name}' could not be found.`);

export const resourceGroupBeingDeleted = (name: string) =>
  armError(
    409,
    "ResourceGroupBeingDeleted",
    `The resource group '${name}' is in deprovisioning state and cannot perform this operation.`,
  );

export const resourceNotFound = (typeAndName: string, resourceGroup: string | undefined) =>
  armError(
    404,
    "ResourceNotFound",
    `The Resource '${typeAndName}' under resource group '${resourceGroup ?? "<null>"}' was not found. ` +
      "For more details please go to https://aka.ms/ARMResourceNotFoundFix",
  );

export const parentResourceNotFound = (type: string, parentId: string) =>
  armError(
    404,
    "ParentResourceNotFound",
    `Failed to perform 'write' on resource(s) of type '${type}', because the parent resource '${parentId}' could not be found.`,
  );

export const locationRequired = () =>
  armError(400, "LocationRequired", "The location property is required for this definition.");

export const invalidRequestContent = (detail: string) =>
  armError(400, "InvalidRequestContent", `The request content was invalid and could not be deserialized: '${detail}'.`);

/** Wording of the authorization service for a body or filter that it cannot read. */
export const badRequestFormat = () => armError(400, "BadRequestFormat", "The request was incorrectly formatted.");

export const roleDefinitionDoesNotExist = (name: string) =>
  armError(
    404,
    "RoleDefinitionDoesNotExist",
    `The specified role definition with ID '${withoutDashes(name)}' does not exist.`,
  );
