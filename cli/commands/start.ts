import { Command } from "commander";
import { type Engine, ensureEngine } from "../../engine";
import { run as runChild } from "../child";
import { runOwn } from "../inSandbox";
import { portOf } from "../port";
import { reportProgress } from "../progress";
import { projectDirectory } from "../project";
import { catchUp } from "../repair/catchUp";
import { openSandbox, type SandboxSession } from "../sandboxSession";

export const summary = "provision the integrations of stack dev in the sandbox, and verify them";

export async function run(args: readonly string[]): Promise<number> {
  const { port } = new Command("start")
    .description(summary)
    .option("--port <number>", "port of the sandbox; 0 for any free one", portOf)
    .allowExcessArguments(false)
    .parse([...args], { from: "user" })
    .opts<{ port?: number }>();

  const engine = await ensureEngine(reportProgress);
  reportProgress("Starting the sandbox: a Microsoft Entra tenant and an Azure subscription on this machine.");
  const session = await openSandbox({ engine, port, report: reportProgress });
  try {
    return await provision(engine, session);
  } finally {
    await session.close();
  }
}

async function provision(engine: Engine, session: SandboxSession): Promise<number> {
  const { environment, sandbox } = session;
  const flags = await catchUp(session);
  reportProgress(
    `Sandbox at ${sandbox.origin}. Running pulumi up with engine ${engine.version} and the policy pack.\n`,
  );
  const up = ["up", "--yes", "--skip-preview", "--suppress-outputs", "--policy-pack", "policies", ...flags];
  const deployed = await runChild("pulumi", up, { environment, cwd: projectDirectory });
  if (deployed !== 0) {
    reportProgress(
      "\npulumi up failed; its own words are above. Nothing was verified. Mend it and run `npm start` again.",
    );
    return deployed;
  }

  reportProgress("Verifying with the integrations' own credentials.\n");
  const verified = await runOwn(["verify"], environment);
  if (verified === 0) reportProgress(`\n${whereNext}`);
  return verified;
}

const whereNext = `Where to go next
  npm run sandbox -- pulumi preview    the same program, after a change of Pulumi.dev.yaml
  npm run sandbox -- bash              a shell with the sandbox up
  npm run handover                     what is left to enter in ServiceNow, and where
  npm run destroy                      take it all down
  README.md                            your own tenant, in four steps
  docs/configuration.md                every integration and option`;
