import * as path from "node:path";
import type { Engine } from "../engine";
import type { IdentityName } from "../sandbox";
import { run } from "./child";
import { reportProgress } from "./progress";
import { projectDirectory } from "./project";
import { openSandbox } from "./sandboxSession";

/**
 * Runs one of our own commands again, in a process that has the sandbox up and trusts its certificate authority.
 *
 * @param identity who runs it, where that is not the deployer
 */
export async function inSandbox(engine: Engine, command: readonly string[], identity?: IdentityName): Promise<number> {
  const session = await openSandbox({ engine, report: reportProgress });
  try {
    const credentials = identity && session.sandbox.environment(identity);
    return await runOwn(command, { ...session.environment, ...credentials });
  } finally {
    await session.close();
  }
}

/** Runs one of our own commands as a child. */
export function runOwn(command: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const script = path.join(projectDirectory, "bootstrap", "run.cjs");
  return run(process.execPath, [script, ...command], { environment, cwd: projectDirectory });
}
