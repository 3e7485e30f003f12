import { readFileSync } from "node:fs";
import { Command, Option } from "commander";
import { engineEnvironment, ensureEngine } from "../../engine";
import { evaluate, type GivenConfiguration } from "../../policies/compliance/evaluate";
import { type Format, formats, render } from "../../policies/compliance/formats";
import { rules } from "../../policies/rules";
import { capture } from "../child";
import { inSandbox } from "../inSandbox";
import { reportProgress } from "../progress";
import { deploysToSandbox, projectDirectory, sandboxStack } from "../project";
import { selectedStack } from "../stack";
import { UserError } from "../userError";

interface Flags {
  readonly stack?: string;
  readonly state?: string;
  readonly format: Format;
  readonly policyPackConfig?: string;
}

export const summary = "judge a deployed stack by the policy pack, for auditors";

/** Answers 0 where no rule is violated, 1 where one is. */
export async function run(args: readonly string[]): Promise<number> {
  const flags = parseFlags(args);
  if (flags.state !== undefined) return report(readJson(flags.state), flags.state, flags);

  const engine = await ensureEngine(reportProgress);
  const environment = engineEnvironment(engine, process.env);
  const stack = flags.stack ?? (await selectedStack(environment)) ?? sandboxStack;
  if (deploysToSandbox(stack) && !process.env.ARM_METADATA_HOSTNAME) return inSandbox(engine, ["compliance", ...args]);
  return report(await exportedStack(stack, environment), stack, flags);
}

function report(exported: unknown, name: string, { format, policyPackConfig }: Flags): number {
  const configuration = policyPackConfig === undefined ? {} : (readJson(policyPackConfig) as GivenConfiguration);
  const findings = evaluate(rules, exported, configuration);
  console.log(render(findings, rules, name, format));
  return findings.some(({ status }) => status === "violation") ? 1 : 0;
}

function parseFlags(args: readonly string[]): Flags {
  return new Command("compliance")
    .usage("[options]")
    .option("-s, --stack <name>", "stack to judge; by default the selected one")
    .option("--state <file>", "judge this file, which `pulumi stack export` wrote, instead of a stack")
    .addOption(new Option("--format <format>", "how to write the result").choices([...formats]).default("text"))
    .option("--policy-pack-config <file>", "levels, settings and exemptions, as for `pulumi preview`")
    .allowExcessArguments(false)
    .parse([...args], { from: "user" })
    .opts<Flags>();
}

async function exportedStack(stack: string, environment: NodeJS.ProcessEnv): Promise<unknown> {
  const { code, stdout, stderr } = await capture("pulumi", ["stack", "export", "--stack", stack, "--non-interactive"], {
    environment,
    cwd: projectDirectory,
  });
  if (code === 0) return JSON.parse(stdout);
  throw new UserError(`Stack "${stack}" could not be exported: ${stderr.trim()}`, "Name another with --stack.");
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new UserError(`${file} is no JSON file: ${(error as Error).message}`, "Give the path of one that is.");
  }
}
