import { Command } from "commander";
import { type Engine, ensureEngine } from "../../engine";
import { reportProgress } from "../progress";

export const summary = "find or get the Pulumi engine, and say where it is";

const origin: Record<Engine["source"], string> = {
  path: "found on PATH",
  cache: "found among the installed versions",
  download: "downloaded just now",
  build: "built just now from Go modules",
};

export async function run(args: readonly string[]): Promise<number> {
  const { json } = new Command("engine")
    .description(summary)
    .option("--json", "print version, directory and source as JSON")
    .allowExcessArguments(false)
    .parse([...args], { from: "user" })
    .opts<{ json?: boolean }>();

  const engine = await ensureEngine(reportProgress);
  if (json) console.log(JSON.stringify(engine, undefined, 2));
  else console.log(`Pulumi ${engine.version} in ${engine.directory} (${origin[engine.source]})`);
  return 0;
}
