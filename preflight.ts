import type { TokenCredential } from "@azure/core-auth";
import * as pulumi from "@pulumi/pulumi";
import type { Cloud } from "./catalogue/clouds";
import { LicenseReplacement, type LicenseReplacementArgs } from "./components/licenseReplacement";
import { RestError } from "./components/restClient";
import { tenantAccess } from "./components/tenantAccess";
import { integrationOf } from "./integrations";
import type { Configuration } from "./integrations/configuration";
import { type MissingRight, missingRights } from "./integrations/deployerRights";
import { type ExistingGrants, lookAtExisting } from "./integrations/existing";
import type { Finding, IntegrationContext, Preflight, PreflightContext } from "./integrations/integration";

/**
 * Lets every integration look at the tenant before anything is declared. Warnings are logged; errors of all integrations
 * are raised as one RunError. Answers what each integration saw, by its name.
 */
export async function preflight(
  { integrations }: Configuration,
  cloud: Cloud,
  subscriptionId?: string,
): Promise<ReadonlyMap<string, Observed>> {
  const access = tenantAccess(cloud, deployer(cloud));
  const stack = pulumi.getStack();
  const errors: string[] = [];
  const seen = new Map<string, Observed>();
  const judged: [name: string, licenses: LicenseReplacementArgs][] = [];
  for (const { kind, name, options } of integrations) {
    const result = await look(kind, options, { name, stack, cloud, access, subscriptionId });
    seen.set(name, { seen: result.seen, existing: result.existing });
    if (result.licenses) judged.push([`${name}-licenses`, result.licenses]);
    for (const finding of result.findings) {
      if (finding.severity === "error") errors.push(`  - ${name}: ${told(finding, "    ")}`);
      else await pulumi.log.warn(`${name}: ${told(finding, "")}`);
    }
  }
  if (errors.length === 0) return seen;
  if (pulumi.runtime.isDryRun()) await Promise.all(judged.map(shown));
  throw new pulumi.RunError(["Nothing was deployed. What is in the way:", ...errors].join("\n"));
}

/** Shows to policies what stops the deployment, so that a preview says it by the name of the rule as well. */
async function shown([name, licenses]: [name: string, licenses: LicenseReplacementArgs]): Promise<void> {
  const { urn } = new LicenseReplacement(name, licenses);
  await new Promise((resolve) => urn.apply(resolve));
}

/** What was seen of the tenant for one integration; part of the context that it is declared with. */
type Observed = Pick<IntegrationContext, "seen" | "existing">;

async function look(kind: string, options: unknown, context: PreflightContext): Promise<Preflight & Observed> {
  const integration = integrationOf(kind);
  if (!integration) return { findings: [] };
  try {
    const own = (await integration.preflight?.(options, context)) ?? { findings: [] };
    const needs = integration.needs(options);
    const rights = await missingRights(needs, context.access);
    const existing = await lookAtExisting(options, needs, context.access);
    const gone = goneApplication(options, existing);
    return { ...own, existing, findings: [...own.findings, ...rights.map(lacking), ...gone] };
  } catch (error) {
    if (error instanceof RestError) return { findings: [unreadable(error)] };
    throw error;
  }
}

function goneApplication(options: unknown, existing: ExistingGrants | undefined): Finding[] {
  const { imported } = options as { imported?: { clientId: string } };
  if (!imported || existing) return [];
  return [
    {
      severity: "error",
      message: `imported.clientId: this tenant has no application ${imported.clientId}.`,
      advice:
        "Give the application (client) id, not an object id, and see that ARM_TENANT_ID is the tenant it is in. If it was deleted, restore it: portal > App registrations > Deleted applications.",
    },
  ];
}

/** A preview may run as an identity that only reads, as in a pull request: there it is a warning. */
function lacking({ what, advice }: MissingRight): Finding {
  const severity = pulumi.runtime.isDryRun() ? "warning" : "error";
  return { severity, message: `The identity that deploys cannot ${what}.`, advice };
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

function told({ message, advice }: Finding, indent: string): string {
  return `${message}\n${advice}`.replaceAll("\n", `\n${indent}`);
}

/** The identity that azuread deploys as, then the one of azure-native. */
function deployer(cloud: Cloud): TokenCredential {
  let credential: TokenCredential | undefined;
  return {
    getToken(scopes, options) {
      credential ??= signIn(cloud);
      return credential.getToken(scopes, options);
    },
  };
}

function signIn(cloud: Cloud): TokenCredential {
  // Loaded when it is needed: Microsoft's sign-in library takes longer to load than the whole program.
  const { azureCredential, settingsFrom } =
    require("./components/azureCredential") as typeof import("./components/azureCredential");
  const config = (key: string) => {
    const [namespace = "", name = ""] = key.split(":");
    return new pulumi.Config(namespace).get(name);
  };
  const azuread = settingsFrom(config, process.env, "azuread");
  const azureNative = settingsFrom(config);
  return azureCredential(cloud, (name) => azuread(name) ?? azureNative(name));
}
