import * as pulumi from "@pulumi/pulumi";
import type { Cloud } from "./catalogue/clouds";
import { azureCredential, settingsFrom } from "./components/azureCredential";
import { RestError } from "./components/restClient";
import { tenantAccess } from "./components/tenantAccess";
import { integrationOf } from "./integrations";
import type { Configuration } from "./integrations/configuration";
import type { Finding, Preflight, PreflightContext } from "./integrations/integration";

/**
 * Lets every integration look at the tenant before anything is declared. Warnings are logged; errors of all integrations
 * are raised as one RunError. Answers what each integration saw, by its name.
 */
export async function preflight(
  { integrations }: Configuration,
  cloud: Cloud,
  subscriptionId?: string,
): Promise<ReadonlyMap<string, unknown>> {
  const access = tenantAccess(cloud, azureCredential(cloud, deployerSettings()));
  const stack = pulumi.getStack();
  const errors: string[] = [];
  const seen = new Map<string, unknown>();
  for (const { kind, name, options } of integrations) {
    const result = await look(kind, options, { name, stack, cloud, access, subscriptionId });
    seen.set(name, result.seen);
    for (const finding of result.findings) {
      if (finding.severity === "error") errors.push(`  - ${name}: ${told(finding)}`);
      else await pulumi.log.warn(`${name}: ${told(finding)}`);
    }
  }
  if (errors.length === 0) return seen;
  throw new pulumi.RunError(["Nothing was deployed. What is in the way:", ...errors].join("\n"));
}

async function look(kind: string, options: unknown, context: PreflightContext): Promise<Preflight> {
  const integration = integrationOf(kind);
  if (!integration?.preflight) return { findings: [] };
  try {
    return await integration.preflight(options, context);
  } catch (error) {
    if (error instanceof RestError) return { findings: [unreadable(error)] };
    throw error;
  }
}

function unreadable({ status, code, message }: RestError): Finding {
  const failure = {
    severity: "error",
    message: `The tenant could not be read: ${[status || "", code].join(" ").trim()}: ${message}`,
  } as const;
  if (code === "signIn") {
    return {
      ...failure,
      advice: "Sign in: set ARM_TENANT_ID, ARM_CLIENT_ID and a credential, or run `az login`.",
    };
  }
  if (status === 401 || status === 403) {
    return { ...failure, advice: "The identity that deploys needs the application permission Application.Read.All." };
  }
  return { ...failure, advice: "Run it again; if it stays, look at the network and at proxies." };
}

function told({ message, advice }: Finding): string {
  return `${message}\n    ${advice}`;
}

/** The settings of azuread, then those of azure-native. */
function deployerSettings() {
  const config = (key: string) => {
    const [namespace = "", name = ""] = key.split(":");
    return new pulumi.Config(namespace).get(name);
  };
  const azuread = settingsFrom(config, process.env, "azuread");
  const azureNative = settingsFrom(config);
  return (name: string) => azuread(name) ?? azureNative(name);
}
