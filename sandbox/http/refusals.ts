import { ServiceError } from "../errors";
import type { Service } from "../operation";

/** Where to add an operation that the sandbox lacks, by service. */
const homes: Record<Service, string> = {
  signIn: "sandbox/signIn/index.ts",
  graph: "sandbox/graph/index.ts",
  arm: "sandbox/arm/index.ts",
  defender: "sandbox/defender/index.ts",
  threatProtection: "sandbox/defender/index.ts",
  serviceNow: "sandbox/serviceNow/index.ts",
  control: "sandbox/control/index.ts",
};

export function unknownRoute(service: Service, method: string, url: string): ServiceError {
  return new ServiceError(
    404,
    "UnknownRoute",
    `The sandbox serves no ${method} ${url}. If the real service does, add the operation in ${homes[service]}.`,
  );
}

export function methodNotAllowed(service: Service, method: string, allowed: readonly string[]): ServiceError {
  const headers = { allow: allowed.join(", ") };
  return service === "arm"
    ? new ServiceError(405, "MethodNotAllowed", `The HTTP method '${method}' is not supported here.`, { headers })
    : new ServiceError(405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.", {
        headers,
      });
}

export function malformedBody(service: Service, detail: string): ServiceError {
  return service === "arm"
    ? new ServiceError(
        400,
        "InvalidRequestContent",
        `The request content was invalid and could not be deserialized: '${detail}'.`,
      )
    : new ServiceError(
        400,
        "BadRequest",
        "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.",
      );
}

export function bodyTooLarge(service: Service, limit: number): ServiceError {
  const megabytes = limit / 1024 / 1024;
  return service === "arm"
    ? new ServiceError(
        413,
        "RequestContentTooLarge",
        `The request content size exceeds the maximum size of ${megabytes} MB.`,
      )
    : new ServiceError(413, "RequestEntityTooLarge", `The request body is larger than ${megabytes} MB.`);
}

export function internalError(service: Service, requestId: string): ServiceError {
  return new ServiceError(
    500,
    service === "graph" ? "Service_InternalServerError" : "InternalServerError",
    `The sandbox failed to answer. Its log has the reason, under request id ${requestId}.`,
  );
}
