import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { configurationNamespace } from "../integrations/namespace";
import { UserError } from "./userError";

/** Folder of the project. */
export const projectDirectory = path.resolve(__dirname, "..");

/** The project's name, which `pulumi new` asks for. Raises a UserError where Pulumi.yaml cannot be read. */
export function projectName(): string {
  const { name } = readYaml("Pulumi.yaml") ?? {};
  if (typeof name === "string" && name !== "") return name;
  throw new UserError("Pulumi.yaml has no name.", "Give the project one: `name: entra-integrations`.");
}

/** The stack that `npm start` deploys to the sandbox. */
export const sandboxStack = "dev";

/** Where the sandbox keeps its tenant, its certificate authority and the state of its stacks. */
export function sandboxDirectory(): string {
  return path.resolve(projectDirectory, process.env.SANDBOX_DIRECTORY ?? ".sandbox");
}

/** Whether a stack's configuration file says that it deploys to the sandbox. Raises a UserError for malformed YAML. */
export function deploysToSandbox(stack: string): boolean {
  const file = `Pulumi.${stack}.yaml`;
  if (!existsSync(path.join(projectDirectory, file))) return false;
  return String(readYaml(file)?.config?.[`${configurationNamespace}:sandbox`]) === "true";
}

/** A file of the project; undefined where it is empty. */
// biome-ignore lint/suspicious/noExplicitAny: whatever a user wrote
function readYaml(file: string): any {
  try {
    return parse(readFileSync(path.join(projectDirectory, file), "utf8"));
  } catch (error) {
    throw new UserError(
      `${file} is no valid YAML: ${(error as Error).message.split("\n")[0]}`,
      "Mend it at that line.",
    );
  }
}
