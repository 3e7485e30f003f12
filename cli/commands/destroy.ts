import { Command } from "commander";
import { ensureEngine } from "../../engine";
import { run as runChild } from "../child";
import { reportProgress } from "../progress";
import { projectDirectory } from "../project";
import { catchUp } from "../repair/catchUp";
import { openSandbox } from "../sandboxSession";

export const summary = "take down what npm start provisioned in the sandbox";

export async function run(args: readonly string[]): Promise<number> {
  new Command("destroy")
    .description(summary)
    .allowExcessArguments(false)
    .parse([...args], { from: "user" });
  const engine = await ensureEngine(reportProgress);
  const session = await openSandbox({ engine, report: reportProgress });
  try {
    const flags = await catchUp(session);
    return await runChild("pulumi", ["destroy", "--yes", "--skip-preview", ...flags], {
      environment: session.environment,
      cwd: projectDirectory,
    });
  } finally {
    await session.close();
  }
}
