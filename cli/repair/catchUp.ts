import { runOwn } from "../inSandbox";
import { sandboxStack } from "../project";
import type { SandboxSession } from "../sandboxSession";
import { readInterrupted } from "./pendingCreates";

/**
 * Brings the sandbox's stack and its tenant together again where the last run was killed. Answers what the next `pulumi up`
 * or `pulumi destroy` is to be run with.
 */
export async function catchUp({ environment, needsRefresh }: SandboxSession): Promise<string[]> {
  if (!needsRefresh) return [];
  const { pending } = await readInterrupted(environment.PULUMI_STACK ?? sandboxStack, environment);
  const refreshed = pending.length > 0 && (await runOwn(["repair", "--apply"], environment)) === 0;
  return refreshed ? [] : ["--refresh"];
}
