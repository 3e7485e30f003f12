import type { Clock } from "../clock";
import { ServiceError } from "../errors";

/** Refusals of Microsoft Graph in its own words. */

export function notFound(id: string): ServiceError {
  return new ServiceError(
    404,
    "Request_ResourceNotFound",
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );
}

/** @param target the property at fault, where there is one: it goes into `details` with `detail` */
export function badRequest(message: string, target?: string, detail = "InvalidValue"): ServiceError {
  return new ServiceError(400, "Request_BadRequest", message, withDetails(message, target, detail));
}

export function invalidValue(property: string, resource: string): ServiceError {
  return badRequest(`Invalid value specified for property '${property}' of resource '${resource}'.`, property);
}

export function unknownProperty(property: string): ServiceError {
  return badRequest(
    `Property '${property}' does not exist as a declared property or extension property.`,
    property,
    "UnknownProperty",
  );
}

export function conflict(message: string, target?: string): ServiceError {
  return new ServiceError(
    409,
    "Request_MultipleObjectsWithSameKeyValue",
    message,
    withDetails(message, target, "ObjectConflict"),
  );
}

export function unsupportedQuery(message: string): ServiceError {
  return new ServiceError(400, "Request_UnsupportedQuery", message);
}

/** A query that the gateway could not read. */
export function badQuery(message: string): ServiceError {
  return new ServiceError(400, "BadRequest", message);
}

export const insufficientPrivileges = "Insufficient privileges to complete the operation.";

export function denied(message = insufficientPrivileges): ServiceError {
  return new ServiceError(403, "Authorization_RequestDenied", message);
}

/** The envelope of Microsoft Graph: `innerError` carries what support asks for. */
export function graphErrorBody(error: ServiceError, requestId: string, clock: Clock): unknown {
  return {
    error: {
      code: error.code,
      message: error.message,
      ...(error.details ? { details: error.details } : {}),
      innerError: {
        date: clock.now().toISOString().slice(0, 19),
        "request-id": requestId,
        "client-request-id": requestId,
      },
    },
  };
}

function withDetails(message: string, target: string | undefined, code: string) {
  return target === undefined ? {} : { details: [{ code, message, target }] };
}
