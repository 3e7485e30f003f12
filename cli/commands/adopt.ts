import * as path from "node:path";
import { Command } from "commander";
import { type Cloud, resolveCloud } from "../../catalogue/clouds";
import { azureCredential, settingsFrom } from "../../components/azureCredential";
import { RestError } from "../../components/restClient";
import { type TenantAccess, tenantAccess } from "../../components/tenantAccess";
import { engineEnvironment, ensureEngine } from "../../engine";
import type { Evidence } from "../../integrations/evidence";
import type { CommandContext } from "../adopt/commands";
import { entryText } from "../adopt/entry";
import { relative, writeFiles } from "../adopt/files";
import { importSpecs } from "../adopt/importFile";
import { resourceInState } from "../adopt/inState";
import { lookFurther } from "../adopt/lookFurther";
import type { Migration } from "../adopt/migration";
import { planOf } from "../adopt/plan";
import { prepare } from "../adopt/prepare";
import { readEvidence } from "../adopt/readEvidence";
import { unreadable } from "../adopt/reading";
import { StackFile } from "../adopt/stackFile";
import { reportOf, summaryOf } from "../adopt/summary";
import { inSandbox } from "../inSandbox";
import { reportProgress } from "../progress";
import { deploysToSandbox, projectDirectory, sandboxStack } from "../project";
import { selectedStack } from "../stack";
import { UserError } from "../userError";

interface Flags {
  readonly app: string;
  readonly kind?: string;
  readonly name?: string;
  readonly option: readonly string[];
  readonly stack?: string;
  readonly configFile?: string;
  readonly output?: string;
  readonly write?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
}

export const summary = "bring an application that was clicked together into a stack: what to configure, import and do";

export async function run(args: readonly string[]): Promise<number> {
  const flags = parseFlags(args);
  const engine = await ensureEngine(reportProgress);
  const environment = engineEnvironment(engine, process.env);
  const stack = flags.stack ?? (await selectedStack(environment)) ?? sandboxStack;
  const sandboxed = deploysToSandbox(stack);
  if (sandboxed && !process.env.ARM_METADATA_HOSTNAME) return inSandbox(engine, ["adopt", ...args]);

  const file = StackFile.open(path.resolve(projectDirectory, flags.configFile ?? `Pulumi.${stack}.yaml`));
  const { cloud, access, subscriptionId } = await signIn(file);
  reportProgress(`Reading what the tenant holds of ${flags.app}.`);
  const evidence = await readEvidence(flags.app, access, subscriptionId).catch(explained);
  await refuseOwn(evidence, file, stack, environment);
  const wishes = { kind: flags.kind, name: flags.name, options: flags.option, taken: file.names() };
  const migration = await prepare(evidence, wishes, access.graph).catch(explained);

  const folder = path.resolve(flags.output ?? path.join(projectDirectory, ".adopt", migration.name));
  const context: CommandContext = {
    stack,
    configFile: flags.configFile,
    inSandbox: sandboxed,
    cloud,
    folder: relative(folder),
  };
  const further = await lookFurther(migration, { stack, cloud, access, subscriptionId }, flags.write ?? false);
  const files = {
    "entry.yaml": entryText(migration),
    "import.json": `${JSON.stringify({ resources: importSpecs(migration) }, null, 2)}\n`,
    ...beforeFile(migration),
    "plan.md": planOf(migration, context, further),
  };
  const written = writeFiles(folder, files, flags.force ?? false).map(relative);
  if (flags.write) file.add(migration);
  console.log(
    flags.json
      ? JSON.stringify(reportOf(migration, context, further, written), null, 2)
      : summaryOf(migration, context, further, written),
  );
  return 0;
}

/** What the application declared, as Microsoft Graph takes it back. */
function beforeFile({ evidence }: Migration): Record<string, string> {
  if (!evidence.application) return {};
  const { requiredResourceAccess } = evidence.application;
  return { "before.json": `${JSON.stringify({ requiredResourceAccess }, null, 2)}\n` };
}

async function signIn(file: StackFile): Promise<{ cloud: Cloud; access: TenantAccess; subscriptionId?: string }> {
  const azuread = settingsFrom((key) => file.setting(key), process.env, "azuread");
  const azureNative = settingsFrom((key) => file.setting(key));
  const setting = (name: string) => azuread(name) ?? azureNative(name);
  const cloud = await resolveCloud({ metadataHost: setting("metadataHost"), environment: setting("environment") });
  return {
    cloud,
    access: tenantAccess(cloud, azureCredential(cloud, setting)),
    subscriptionId: azureNative("subscriptionId"),
  };
}

/** An application can be in a stack once. */
async function refuseOwn(
  { clientId, displayName, application, principal }: Evidence,
  file: StackFile,
  stack: string,
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  const integration = file.integrationWith(clientId);
  if (integration) {
    throw new UserError(
      `"${displayName}" (${clientId}) is integration "${integration}" of stack "${stack}" already.`,
      "Nothing is left to adopt; `npm run verify` says whether it works.",
    );
  }
  const ids = [
    ...(application ? [`/applications/${application.objectId}`] : []),
    ...(principal ? [`/servicePrincipals/${principal.objectId}`] : []),
  ];
  const resource = await resourceInState(stack, ids, environment);
  if (!resource) return;
  throw new UserError(
    `"${displayName}" (${clientId}) is in the state of stack "${stack}" already, as resource "${resource}".`,
    "What made it there manages it. To begin anew, take it out of the state first: `pulumi state delete`.",
  );
}

function explained(error: unknown): never {
  throw error instanceof RestError ? unreadable("The tenant", error) : error;
}

function parseFlags(args: readonly string[]): Flags {
  return new Command("adopt")
    .description(summary)
    .requiredOption("-a, --app <client id>", "application (client) id of the application")
    .option("-k, --kind <kind>", "kind of integration; by default what it is recognised as")
    .option("-n, --name <name>", "name of the integration; by default made of the application's")
    .option("-o, --option <name=value>", "an option of the kind, repeatable; over what is derived", collect, [])
    .option("-s, --stack <name>", "the stack; by default the selected one, else dev")
    .option("--config-file <file>", "the stack's configuration, where it is not Pulumi.<stack>.yaml")
    .option("--output <folder>", "where the files go; by default .adopt/<name>")
    .option("--write", "also add the entry to the stack's configuration, comments kept")
    .option("--force", "replace files of an earlier run")
    .option("--json", "the result as JSON")
    .allowExcessArguments(false)
    .parse([...args], { from: "user" })
    .opts<Flags>();
}

const collect = (value: string, before: readonly string[]) => [...before, value];
