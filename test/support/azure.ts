import type { Sandbox } from "../../sandbox";
import { tokenOf } from "./graph";
import { type HttpsAnswer, trusting } from "./https";

/** Calls Azure Resource Manager of a sandbox by client credentials; paths carry their `api-version`. */
export async function azureAs(sandbox: Sandbox, client: { readonly clientId: string; readonly clientSecret: string }) {
  const token = await tokenOf(sandbox, client.clientId, client.clientSecret, `${sandbox.endpoints.arm}/.default`);
  const send = trusting(sandbox.caFile);
  return (method: string, path: string, body?: unknown): Promise<HttpsAnswer> =>
    send(method, `${sandbox.endpoints.arm}${path}`, body, { authorization: `Bearer ${token}` });
}

/** The spoke's Create Account, on a resource group. */
export async function createAccount(
  sandbox: Sandbox,
  client: { readonly clientId: string; readonly clientSecret: string },
  resourceGroup: string,
): Promise<HttpsAnswer> {
  const account = `${resourceGroup}/providers/Microsoft.Automation/automationAccounts/account1`;
  const send = await azureAs(sandbox, client);
  return send("PUT", `${account}?api-version=2023-11-01`, {
    location: "westeurope",
    properties: { sku: { name: "Free" } },
  });
}
