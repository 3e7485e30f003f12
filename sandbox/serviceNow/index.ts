import type { ServiceDefinition } from "../operation";
import { validateDefender } from "./defenderConfiguration";

/** A small ServiceNow instance: it does with credentials what the real products do with them. */
export function makeServiceNowService(trust: { readonly caBundleFile: string }): ServiceDefinition {
  return {
    service: "serviceNow",
    basePath: "/servicenow",
    operations: [
      {
        service: "serviceNow",
        method: "POST",
        path: "/api/sn_sec_defender/configuration/validate",
        access: "public",
        run: (_state, request, environment) => validateDefender(request.body, environment, trust),
      },
    ],
    errorBody: (error) => ({ error: { message: error.message, detail: error.code }, status: "failure" }),
  };
}
