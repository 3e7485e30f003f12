import { once } from "node:events";
import { Command, Option } from "commander";
import { ensureEngine } from "../../engine";
import { run as runChild } from "../child";
import { portOf } from "../port";
import { reportProgress } from "../progress";
import { openSandbox, type SandboxSession } from "../sandboxSession";

interface Flags {
  readonly port?: number;
  readonly plugins: "stand-in" | "installed";
}

export const summary = "run a command with the sandbox up, or serve until Ctrl-C";

export async function run(args: readonly string[]): Promise<number> {
  const { flags, command } = parseArguments(args);
  const engine = await ensureEngine(reportProgress);
  const session = await openSandbox({
    engine,
    port: flags.port,
    plugins: flags.plugins === "installed" ? "installed" : "standIn",
    report: reportProgress,
  });
  try {
    const [program, ...rest] = command;
    if (program === undefined) return await serve(session);
    return await runChild(program, rest, { environment: session.environment });
  } finally {
    await session.close();
  }
}

function parseArguments(args: readonly string[]): { flags: Flags; command: string[] } {
  const parser = new Command("sandbox")
    .description(summary)
    .option("--port <number>", "port to serve on; 0 for any free one", portOf)
    .addOption(
      new Option(
        "--plugins <which>",
        "provider plugins: the sandbox's stand-ins, or the installed ones where there are any",
      )
        .choices(["stand-in", "installed"])
        .default("stand-in"),
    )
    .argument("[command...]", "a command and its arguments")
    // The command's own flags are its own.
    .passThroughOptions()
    .parse([...args], { from: "user" });
  return { flags: parser.opts<Flags>(), command: parser.args };
}

/** Prints the environment in a form that a shell reads, and serves until Ctrl-C. */
async function serve({ environment, sandbox }: SandboxSession): Promise<number> {
  const lines = Object.entries(environment)
    .filter(([name, value]) => value !== process.env[name])
    .map(([name, value]) => `export ${name}=${quote(value ?? "")}`);
  console.log(lines.join("\n"));
  reportProgress(
    `\nThe sandbox serves at ${sandbox.origin}. Use the lines above in another terminal; stop it with Ctrl-C.`,
  );
  await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  reportProgress("Stopping the sandbox.");
  return 0;
}

function quote(value: string): string {
  return /^[\w./:=,@-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}
