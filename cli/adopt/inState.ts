import { capture } from "../child";
import { projectDirectory } from "../project";
import type { ExportedStack } from "../repair/pendingCreates";

/** Name of the resource by which a stack has an application in its state already; undefined also where the stack cannot be read. */
export async function resourceInState(
  stack: string,
  objectIds: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  const args = ["stack", "export", "--stack", stack, "--non-interactive"];
  const { code, stdout } = await capture("pulumi", args, { environment, cwd: projectDirectory });
  if (code !== 0) return undefined;
  const { deployment } = JSON.parse(stdout) as ExportedStack;
  const wanted = new Set(objectIds.map((id) => id.toLowerCase()));
  const found = deployment?.resources?.find(({ id }) => id && wanted.has(id.toLowerCase()));
  return found?.urn.split("::").slice(3).join("::");
}
