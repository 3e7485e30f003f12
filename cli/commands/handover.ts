import { Command, Option } from "commander";
import { engineEnvironment, ensureEngine } from "../../engine";
import { renderHandover, toMarkdown } from "../handover/render";
import { inSandbox } from "../inSandbox";
import { reportProgress } from "../progress";
import { deploysToSandbox, sandboxStack } from "../project";
import { chooseIntegrations, readIntegrations, selectedStack } from "../stack";

interface Flags {
  readonly stack?: string;
  readonly integration?: string;
  readonly format: "markdown" | "json";
  readonly json?: boolean;
  readonly showSecrets?: boolean;
}

export const summary = "say what is left to enter by hand in ServiceNow or Okta, and where";

export async function run(args: readonly string[]): Promise<number> {
  const flags = new Command("handover")
    .description(summary)
    .option("-s, --stack <name>", "the stack; by default the selected one, else dev")
    .option("-i, --integration <name>", "only this integration")
    .addOption(new Option("--format <format>", "how to print it").choices(["markdown", "json"]).default("markdown"))
    .option("--json", "the same as --format json")
    .option("--show-secrets", "print secrets in clear")
    .allowExcessArguments(false)
    .parse([...args], { from: "user" })
    .opts<Flags>();

  const engine = await ensureEngine(reportProgress);
  const environment = engineEnvironment(engine, process.env);
  const stack = flags.stack ?? (await selectedStack(environment)) ?? sandboxStack;
  if (deploysToSandbox(stack) && !process.env.ARM_METADATA_HOSTNAME) return inSandbox(engine, ["handover", ...args]);

  const records = chooseIntegrations(await readIntegrations(stack, environment), flags.integration, stack);
  const handovers = records.map((record) => renderHandover(record, flags.showSecrets ?? false));
  const asJson = flags.json || flags.format === "json";
  console.log(asJson ? JSON.stringify(handovers, null, 2) : toMarkdown(handovers));
  return 0;
}
