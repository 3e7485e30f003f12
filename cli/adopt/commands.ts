import type { Cloud } from "../../catalogue/clouds";
import { projectName } from "../project";

/** How the commands of a plan are written for one stack. */
export interface CommandContext {
  readonly stack: string;
  /** Given where the stack's configuration is not in its usual file. */
  readonly configFile?: string;
  readonly inSandbox: boolean;
  readonly cloud: Pick<Cloud, "microsoftGraph">;
  /** Folder of the plan's files, as the user typed it. */
  readonly folder: string;
}

/** `pulumi …` on the stack, with the sandbox up where it is one of the sandbox's. */
export function pulumiCommand(
  command: string,
  { stack, configFile, inSandbox }: CommandContext,
  takesFile = true,
): string {
  const file = configFile && takesFile ? ` --config-file ${quoted(configFile)}` : "";
  return `${inSandbox ? "npm run sandbox -- " : ""}pulumi ${command} --stack ${quoted(stack)}${file}`;
}

export function ownCommand(command: string, flags: string, { stack }: CommandContext): string {
  return `npm run ${command} -- --stack ${quoted(stack)} ${flags}`;
}

/** A request to Microsoft Graph, by the Azure CLI. */
export function graphCommand(
  method: "PATCH" | "DELETE",
  path: string,
  { cloud }: CommandContext,
  body?: string,
): string {
  const sent = body === undefined ? "" : ` --headers Content-Type=application/json --body ${body}`;
  return `az rest --method ${method} --url ${cloud.microsoftGraph}/v1.0${path}${sent}`;
}

export function importCommand(context: CommandContext): string {
  const file = quoted(`${context.folder}/import.json`);
  return pulumiCommand(`import --file ${file} --generate-code=false --yes`, context);
}

/** Takes everything below a component out of the state; nothing of it is touched in the tenant. */
export function forgetCommand(component: string, name: string, context: CommandContext): string {
  const urn = `urn:pulumi:${context.stack}::${projectName()}::${component}::${name}`;
  return pulumiCommand(`state delete '${urn}' --target-dependents --force --yes`, context, false);
}

export function quoted(text: string): string {
  return /^[\w./:=@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
