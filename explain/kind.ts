/** Chooses the kind of integration that an input is about, for snippets of configuration. */
import type { Seen } from "./entry";
import { integration } from "./yaml";

type Options = Parameters<typeof integration>[2];

/** An entry of the stack's configuration for the integration that failed, as far as the input shows which one it is. */
export function integrationFor({ facts, values }: Seen, options: Options, comment?: string): string {
  const { line, requests } = facts;
  const existing = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(values.app ?? "")
    ? { existingClientId: values.app?.toLowerCase() }
    : {};
  if (
    requests.some(({ service }) => service === "azure") ||
    /management\.azure|Resource Management spoke/i.test(line)
  ) {
    const resourceGroup = { existing: "<resource group>" };
    return integration("servicenow-azure-spoke", "azure-spoke", { resourceGroup, ...existing, ...options }, comment);
  }
  if (/defender|security incident|sn_si|securitycenter|SecurityIncident/i.test(line)) {
    return integration("servicenow-defender", "sir-defender", { ...existing, ...options }, comment);
  }
  return integration(
    "servicenow-entra-spoke",
    "entra-spoke",
    { mode: "application", ...existing, ...options },
    comment,
  );
}
