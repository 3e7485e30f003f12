import type { Clock } from "../clock";
import { ServiceError } from "../errors";

/** A refusal of Entra sign-in: `AADSTS{number}: {text}`. */
export class SignInError extends ServiceError {
  constructor(
    readonly number: number,
    status: number,
    error: string,
    message: string,
    readonly suberror?: string,
  ) {
    super(status, error, message);
  }
}

/**
 * The body of a refusal, as the token endpoint writes it: Microsoft's clients take the number from `error_codes` or
 * from the description. `correlationId` is the caller's `client-request-id`.
 */
export function signInErrorBody(
  error: ServiceError,
  requestId: string,
  clock: Clock,
  correlationId: string = requestId,
): Record<string, unknown> {
  const timestamp = `${clock.now().toISOString().slice(0, 19).replace("T", " ")}Z`;
  const number = error instanceof SignInError ? error.number : undefined;
  const text = number === undefined ? error.message : `AADSTS${number}: ${error.message}`;
  return {
    error: number === undefined ? oauthError(error.status) : error.code,
    error_description: `${text}\r\nTrace ID: ${requestId}\r\nCorrelation ID: ${correlationId}\r\nTimestamp: ${timestamp}`,
    error_codes: number === undefined ? [] : [number],
    timestamp,
    trace_id: requestId,
    correlation_id: correlationId,
    ...(number === undefined ? {} : { error_uri: `https://login.microsoftonline.com/error?code=${number}` }),
    ...(error instanceof SignInError && error.suberror ? { suberror: error.suberror } : {}),
  };
}

function oauthError(status: number): string {
  return status >= 500 || status === 429 ? "temporarily_unavailable" : "invalid_request";
}

/** The refusals, with HTTP status, OAuth error and text as Microsoft's. */
export const refusals = {
  missingParameter: (name: string) =>
    new SignInError(
      900144,
      400,
      "invalid_request",
      `The request body must contain the following parameter: '${name}'.`,
    ),
  missingField: (name: string) =>
    new SignInError(
      90014,
      400,
      "invalid_request",
      `The required field '${name}' is missing from the credential. Ensure that you have all the necessary parameters for the login request.`,
    ),
  malformed: (detail = "Request is malformed or invalid.") =>
    new SignInError(9002313, 400, "invalid_request", `Invalid request. ${detail}`),
  unsupportedGrant: (grant: string) =>
    new SignInError(70003, 400, "unsupported_grant_type", `The app requested an unsupported grant type '${grant}'.`),
  tenantNotFound: (tenant: string) =>
    new SignInError(
      90002,
      400,
      "invalid_request",
      `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`,
    ),
  noTenant: () =>
    new SignInError(
      50059,
      400,
      "invalid_request",
      "No tenant-identifying information found in either the request or implied by any provided credentials.",
    ),
  applicationNotFound: (clientId: string, directory: string) =>
    new SignInError(
      700016,
      400,
      "unauthorized_client",
      `Application with identifier '${clientId}' was not found in the directory '${directory}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
    ),
  noServicePrincipal: (clientId: string, tenantId: string) =>
    new SignInError(
      7000229,
      401,
      "invalid_client",
      `The client application ${clientId} is missing service principal in the tenant ${tenantId}. See instructions here: https://go.microsoft.com/fwlink/?linkid=2225119`,
    ),
  applicationDisabled: (clientId: string, name: string) =>
    new SignInError(7000112, 400, "unauthorized_client", `Application '${clientId}'(${name}) is disabled.`),
  noCredential: () =>
    new SignInError(
      7000218,
      401,
      "invalid_client",
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    ),
  publicClientSecret: () =>
    new SignInError(
      700025,
      401,
      "invalid_client",
      "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
    ),
  invalidSecret: (clientId: string) =>
    new SignInError(
      7000215,
      401,
      "invalid_client",
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${clientId}'.`,
    ),
  expiredSecret: (clientId: string) =>
    new SignInError(
      7000222,
      401,
      "invalid_client",
      `The provided client secret keys for app '${clientId}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.`,
    ),
  invalidScope: (detail: string) =>
    new SignInError(
      70011,
      400,
      "invalid_scope",
      `The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope ${detail}.`,
    ),
  scopeNotDefault: (scope: string) =>
    new SignInError(
      1002012,
      400,
      "invalid_scope",
      `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    ),
  resourceNotFound: (resource: string, tenantName: string) =>
    new SignInError(
      500011,
      400,
      "invalid_resource",
      `The resource principal named ${resource} was not found in the tenant named ${tenantName}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.`,
    ),
  resourceDisabled: (resource: string) =>
    new SignInError(
      500014,
      400,
      "invalid_resource",
      `The service principal for resource '${resource}' is disabled. This indicate that a subscription within the tenant has lapsed, or that the administrator for this tenant has disabled the application, preventing tokens from being issued for it.`,
    ),
  notAssigned: (client: string, clientName: string, resource: string, resourceName: string) =>
    new SignInError(
      501051,
      400,
      "invalid_grant",
      `Application '${client}'(${clientName}) is not assigned to a role for the application '${resource}'(${resourceName}).`,
    ),
} as const;
