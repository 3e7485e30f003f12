import { RestError } from "../components/restClient";
import type { TenantAccess } from "../components/tenantAccess";
import type { Finding } from "./integration";

/**
 * What stands in the way of a service account of this name: a domain that is not verified, or somebody who has the name.
 *
 * @param existed import ids of what was imported into the stack: an account among them is no stranger
 */
export async function accountFindings(
  userPrincipalName: string,
  purpose: string,
  { graph }: TenantAccess,
  existed?: ReadonlySet<string>,
): Promise<Finding[]> {
  const findings = await Promise.all([
    domainFinding(userPrincipalName, graph).catch(nothingIfRefused),
    takenFinding(userPrincipalName, purpose, graph, existed).catch(nothingIfRefused),
  ]);
  return findings.filter((finding) => finding !== undefined);
}

async function domainFinding(userPrincipalName: string, graph: TenantAccess["graph"]): Promise<Finding | undefined> {
  const domain = userPrincipalName.split("@")[1]?.toLowerCase();
  const [organization] = await graph.list<{ verifiedDomains?: { name: string }[] }>(
    "/organization?$select=verifiedDomains",
  );
  const verified = organization?.verifiedDomains?.map(({ name }) => name) ?? [];
  if (verified.length === 0 || verified.some((name) => name.toLowerCase() === domain)) return undefined;
  return {
    severity: "error",
    message: `userPrincipalName: got "${userPrincipalName}", whose domain is not verified in this tenant.`,
    advice: `Use one of ${verified.join(", ")}, or verify ${domain} first: portal > Entra ID > Custom domain names.`,
  };
}

/** The account of an earlier run is known by its purpose. */
async function takenFinding(
  userPrincipalName: string,
  purpose: string,
  graph: TenantAccess["graph"],
  existed: ReadonlySet<string> = new Set(),
): Promise<Finding | undefined> {
  const path = `/users/${encodeURIComponent(userPrincipalName)}?$select=id,displayName,jobTitle`;
  const user = await graph.get<{ id: string; displayName?: string; jobTitle?: string | null }>(path);
  if (user.jobTitle === purpose || existed.has(`/users/${user.id}`)) return undefined;
  return {
    severity: "error",
    message: `userPrincipalName: "${userPrincipalName}" is ${user.displayName ?? "somebody"} already (object id ${user.id}), not this integration's account.`,
    advice: "Give the integration an account of its own: nobody else may use it. Choose another name.",
  };
}

/** Nobody of that name, or nothing to be seen: the provider will tell. */
function nothingIfRefused(error: unknown): undefined {
  if (error instanceof RestError && (error.status === 404 || error.status === 403)) return undefined;
  throw error;
}
