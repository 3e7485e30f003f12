import { ServiceError } from "../errors";
import type { Environment, Service } from "../operation";

export type TokenProblem =
  | { readonly kind: "missing" }
  | { readonly kind: "malformed" }
  | { readonly kind: "signature" }
  | { readonly kind: "expired"; readonly expiry: Date; readonly now: Date }
  | { readonly kind: "audience"; readonly audience: string; readonly allowed: readonly string[] };

/** The 401 of each service, in its own words. */
export function tokenRefusal(service: Service, problem: TokenProblem, tenantId: string, environment: Environment) {
  const [code, message] = service === "arm" ? armText(problem) : graphText(problem);
  const authority = `${environment.origin}/${service === "arm" ? tenantId : "common"}`;
  const challenge =
    service === "arm"
      ? `Bearer authorization_uri="${authority}", error="invalid_token", error_description="${message.replaceAll('"', "'")}"`
      : `Bearer realm="", authorization_uri="${authority}/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"`;
  return new ServiceError(401, code, message, { headers: { "www-authenticate": challenge } });
}

/** Microsoft Graph; the Defender APIs are answered alike. */
function graphText(problem: TokenProblem): [string, string] {
  const code = "InvalidAuthenticationToken";
  switch (problem.kind) {
    case "missing":
      return [code, "Access token is empty."];
    case "malformed":
      return [code, "CompactToken parsing failed with error code: 80049217."];
    case "signature":
      return [code, "CompactToken validation failed with reason code: 80049228."];
    case "expired":
      return [code, "Access token has expired or is not yet valid."];
    case "audience":
      return [code, "Access token validation failure. Invalid audience."];
  }
}

function armText(problem: TokenProblem): [string, string] {
  switch (problem.kind) {
    case "missing":
      return ["AuthenticationFailed", "Authentication failed. The 'Authorization' header is missing."];
    case "malformed":
    case "signature":
      return ["InvalidAuthenticationToken", "The access token is invalid."];
    case "expired":
      return [
        "ExpiredAuthenticationToken",
        `The access token expiry UTC time '${armTime(problem.expiry)}' is earlier than current UTC time '${armTime(problem.now)}'.`,
      ];
    case "audience": {
      const allowed = problem.allowed.map((audience) => `'${audience}'`).join(",");
      return [
        "InvalidAuthenticationTokenAudience",
        `The access token has been obtained for wrong audience or resource '${problem.audience}'. It should exactly match with one of the allowed audiences ${allowed}.`,
      ];
    }
  }
}

/** ARM writes times as `11/20/2026 9:05:00 PM`. */
function armTime(date: Date): string {
  return date.toLocaleString("en-US", { timeZone: "UTC" }).replace(",", "");
}
