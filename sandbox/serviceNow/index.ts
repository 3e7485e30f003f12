import type { ServiceDefinition } from "../operation";

/** A stand-in for a ServiceNow instance. */
export function makeServiceNowService(_parts: { trust: { ca: string; caBundleFile: string } }): ServiceDefinition {
  return {
    service: "serviceNow",
    basePath: "/servicenow",
    operations: [],
    errorBody: (error) => ({ error: { message: error.message, detail: null }, status: "failure" }),
  };
}
