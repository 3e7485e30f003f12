import * as path from "node:path";
import { Command, Option } from "commander";
import { engineEnvironment, ensureEngine } from "../../engine";
import { readTenant } from "../../tenant/read";
import { auditTenant } from "../audit/audit";
import { inSandbox } from "../inSandbox";
import { reportProgress } from "../progress";
import { deploysToSandbox, sandboxStack } from "../project";
import { accessMap } from "../report/accessMap";
import { isAttended } from "../report/attendance";
import { declaredIntegrations } from "../report/declared";
import { defaultFile, writePage } from "../report/file";
import { openInBrowser } from "../report/open";
import { renderReport } from "../report/render/page";
import { selectedStack } from "../stack";
import { explainRead } from "../tenant/explainRead";
import { openTenantSources } from "../tenant/sources";

interface Flags {
  readonly stack?: string;
  readonly output?: string;
  readonly open?: boolean;
  readonly json?: boolean;
}

export const summary = "draw the access map of a tenant: who may do what, through which grant, until when";

const details = `
One HTML page that needs no network and holds no secret. It reads the tenant as whoever is signed in (ARM_TENANT_ID, ARM_CLIENT_ID and a
credential, or the Azure CLI) and changes nothing; what may not be read stands on the page. A stack of the sandbox is read in the sandbox.`;

export async function run(args: readonly string[]): Promise<number> {
  const flags = parseFlags(args);
  const engine = await ensureEngine(reportProgress);
  const environment = engineEnvironment(engine, process.env);
  const stack = flags.stack ?? (await selectedStack(environment)) ?? sandboxStack;
  if (deploysToSandbox(stack) && !process.env.ARM_METADATA_HOSTNAME) {
    // The command in the sandbox runs in the project's folder.
    const output = flags.output === undefined ? [] : ["--output", path.resolve(flags.output)];
    return inSandbox(engine, ["report", ...args, ...output], "reader");
  }

  const { sources } = await openTenantSources();
  const snapshot = await explainRead(() => readTenant(sources, { report: reportProgress }));
  const declared = await declaredIntegrations(stack, environment, snapshot.tenantId, reportProgress);
  const map = accessMap(snapshot, auditTenant(snapshot), isAttended, declared);
  if (flags.json) {
    console.log(JSON.stringify(map, null, 2));
    if (flags.output !== undefined) reportProgress(`Written to ${writePage(flags.output, renderReport(map))}`);
    return 0;
  }
  const file = writePage(flags.output ?? defaultFile, renderReport(map));
  console.log(file);
  if (flags.open) await openInBrowser(file);
  return 0;
}

function parseFlags(args: readonly string[]): Flags {
  return new Command("report")
    .description(summary)
    .option("-s, --stack <name>", "the stack whose integrations are marked; by default the selected one, else dev")
    .option("-o, --output <file>", `where to write the page; by default ${defaultFile}`)
    .addOption(new Option("--open", "open it in the default browser").conflicts("json"))
    .option("--json", "print what the page shows as JSON; a page is written only with --output")
    .addHelpText("after", details)
    .allowExcessArguments(false)
    .parse([...args], { from: "user" })
    .opts<Flags>();
}
