import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { UserError } from "./userError";

/** Folder of the project. */
export const projectDirectory = path.resolve(__dirname, "..");

/** Namespace of the project's own configuration, and its name in Pulumi.yaml. */
export const projectName = "entra-integrations";

/** The stack that `npm start` deploys to the sandbox. */
export const sandboxStack = "dev";

/** Where the sandbox keeps its tenant, its certificate authority and the state of its stacks. */
export function sandboxDirectory(): string {
  return path.resolve(projectDirectory, process.env.SANDBOX_DIRECTORY ?? ".sandbox");
}

/** Whether a stack's configuration file says that it deploys to the sandbox. Raises a UserError for malformed YAML. */
export function deploysToSandbox(stack: string): boolean {
  const file = path.join(projectDirectory, `Pulumi.${stack}.yaml`);
  if (!existsSync(file)) return false;
  try {
    const { config } = parse(readFileSync(file, "utf8")) ?? {};
    return String(config?.[`${projectName}:sandbox`]) === "true";
  } catch (error) {
    throw new UserError(
      `Pulumi.${stack}.yaml is no valid YAML: ${(error as Error).message.split("\n")[0]}`,
      "Mend it at that line.",
    );
  }
}
