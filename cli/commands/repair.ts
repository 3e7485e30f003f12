import { Command } from "commander";
import { engineEnvironment, ensureEngine } from "../../engine";
import { inSandbox } from "../inSandbox";
import { reportProgress } from "../progress";
import { deploysToSandbox, sandboxStack } from "../project";
import { readInterrupted } from "../repair/pendingCreates";
import { applyRepair, planRepair, type Repair } from "../repair/repair";
import { selectedStack } from "../stack";

export const summary =
  "after an interrupted deployment: take what it made into the state, so that nothing is made twice";

export async function run(args: readonly string[]): Promise<number> {
  const flags = new Command("repair")
    .description(summary)
    .option("-s, --stack <name>", "the stack; by default the selected one, else dev")
    .option("--apply", "do it; by default it only says what it would do")
    .allowExcessArguments(false)
    .parse([...args], { from: "user" })
    .opts<{ stack?: string; apply?: boolean }>();

  const engine = await ensureEngine(reportProgress);
  const environment = engineEnvironment(engine, process.env);
  const stack = flags.stack ?? (await selectedStack(environment)) ?? sandboxStack;
  if (deploysToSandbox(stack) && !process.env.ARM_METADATA_HOSTNAME) return inSandbox(engine, ["repair", ...args]);

  const interrupted = await readInterrupted(stack, environment);
  if (interrupted.pending.length === 0) {
    console.log(`No deployment of stack "${stack}" was interrupted while it made something.`);
    return 0;
  }
  const repairs = await planRepair(interrupted);
  console.log(`The last deployment of stack "${stack}" was interrupted while it made:`);
  for (const repair of repairs)
    console.log(`  ${repair.create.name} (${repair.create.type})\n      ${outcome(repair)}`);
  if (!flags.apply) {
    console.log("\nNothing was changed. Run it again with --apply, then `pulumi up`.");
    return 0;
  }
  return applyRepair(repairs, interrupted, stack, environment);
}

function outcome({ found }: Repair): string {
  if (!found) return "is left to the next `pulumi up`, which makes it, or finds it by itself";
  if ("id" in found) return `exists: is taken into the state as ${found.id}`;
  return `exists, but its text was lost on the way: secret ${found.lostSecret.keyId} is removed, and the next \`pulumi up\` makes another`;
}
