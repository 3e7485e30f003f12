import { writeFileSync } from "node:fs";
import * as path from "node:path";
import { Command } from "commander";
import { type Engine, engineEnvironment, ensureEngine } from "../../engine";
import { renderComment } from "../ciPreview/comment";
import { missingCredential } from "../ciPreview/credentials";
import { preview } from "../ciPreview/preview";
import { reportProgress } from "../progress";
import { deploysToSandbox, projectDirectory, sandboxStack } from "../project";
import { openSandbox } from "../sandboxSession";
import { selectedStack } from "../stack";
import { UserError } from "../userError";

interface Flags {
  readonly stack?: string;
  readonly output?: string;
  readonly json?: boolean;
  readonly sandbox?: boolean;
  readonly program?: string;
  readonly policyPack?: string;
  readonly policyPackConfig?: string;
  readonly configFile?: string;
}

export const summary = "preview with the policy pack, as a pull request does, and write its comment";

/** Answers 0 where the preview is through and no mandatory rule is violated, else 1. */
export async function run(args: readonly string[]): Promise<number> {
  const flags = parseFlags(args);
  const engine = await ensureEngine(reportProgress);
  const environment = engineEnvironment(engine, process.env);
  const stack = flags.sandbox ? sandboxStack : flags.stack || (await selectedStack(environment)) || sandboxStack;
  const reason = sandboxReason(stack, flags);
  if (reason === undefined) return await report(stack, environment, flags);

  reportProgress(`Previewing stack ${sandboxStack} in the sandbox: ${reason}.`);
  if (process.env.ARM_METADATA_HOSTNAME) return await report(sandboxStack, environment, flags, reason);
  return await inOwnSandbox(engine, flags, reason);
}

/** Why the preview belongs into the sandbox; undefined where it belongs into a real tenant. */
function sandboxReason(stack: string, { sandbox }: Flags): string | undefined {
  if (sandbox) return "--sandbox asks for it";
  if (deploysToSandbox(stack)) return `stack ${stack} deploys there`;
  const missing = missingCredential(process.env);
  return missing && `this run has no credentials for stack ${stack}, as in a fork's pull request (${missing})`;
}

async function inOwnSandbox(engine: Engine, flags: Flags, reason: string): Promise<number> {
  // What the pipeline sets for a real stack: its name, and the passphrase of its secrets, which is empty in a fork's pull request.
  delete process.env.PULUMI_STACK;
  delete process.env.PULUMI_CONFIG_PASSPHRASE;
  const session = await openSandbox({ engine, report: reportProgress });
  try {
    return await report(sandboxStack, session.environment, flags, reason);
  } finally {
    await session.close();
  }
}

async function report(stack: string, environment: NodeJS.ProcessEnv, flags: Flags, sandbox?: string): Promise<number> {
  const result = await preview({
    stack,
    program: path.resolve(flags.program ?? projectDirectory),
    pack: path.resolve(flags.policyPack ?? path.join(projectDirectory, "policies")),
    packConfig: flags.policyPackConfig && path.resolve(flags.policyPackConfig),
    configFile: flags.configFile && path.resolve(flags.configFile),
    environment,
  });
  const comment = renderComment(result, { sandbox });
  if (flags.output) write(flags.output, comment);
  console.log(flags.json ? JSON.stringify({ ...result, sandbox, comment }, undefined, 2) : comment);
  return result.ok ? 0 : 1;
}

function write(file: string, comment: string): void {
  try {
    writeFileSync(file, comment);
  } catch (error) {
    throw new UserError(
      `The comment cannot be written to ${file}: ${(error as Error).message}`,
      "Give another --output.",
    );
  }
}

function parseFlags(args: readonly string[]): Flags {
  return new Command("ci:preview")
    .description(summary)
    .option("-s, --stack <name>", "the stack; by default the selected one, else dev")
    .option("-o, --output <file>", "also write the comment to this file")
    .option("--json", "print the result as JSON, the comment in it")
    .option("--sandbox", "preview stack dev in the sandbox; also where there are no credentials")
    .option("--program <folder>", "another Pulumi program than this project's")
    .option("--policy-pack <folder>", "another policy pack than this project's")
    .option("--policy-pack-config <file>", "levels, settings and exemptions of the policies")
    .option("--config-file <file>", "another configuration than Pulumi.<stack>.yaml")
    .allowExcessArguments(false)
    .parse([...args], { from: "user" })
    .opts<Flags>();
}
