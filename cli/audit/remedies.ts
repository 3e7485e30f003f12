/** What to do about a finding, as lines: in code, in the portal, with the Azure CLI. */
import type { Subject } from "./finding";

export const inPortal = "Microsoft Entra admin center";

/** Takes an application into code, which then declares it right. */
export function adopt({ appId }: Pick<Subject, "appId">): string {
  return `In code, where it is an integration of a kind that this project knows: npm run adopt -- --app ${appId}`;
}

/** @param page e.g. `API permissions: remove …` */
export function registration({ name }: Subject, page: string): string {
  return `In the portal: ${inPortal} > App registrations > ${name} > ${page}`;
}

export function enterprise({ name }: Subject, page: string): string {
  return `In the portal: ${inPortal} > Enterprise applications > ${name} > ${page}`;
}

export const azureCli = (command: string) => `With the Azure CLI: ${command}`;

/** `az` for Microsoft Graph, e.g. to remove a grant. */
export const azRest = (method: string, path: string, body?: string) =>
  azureCli(
    `az rest --method ${method} --url "https://graph.microsoft.com/v1.0${path}"${body ? ` --body '${body}'` : ""}`,
  );
