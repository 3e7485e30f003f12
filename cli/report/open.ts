import { spawn } from "node:child_process";
import { pathToFileURL } from "node:url";
import { UserError } from "../userError";

/** The command that opens a file in the default browser, on each platform. */
export function openingCommand(file: string, platform: NodeJS.Platform): readonly [command: string, ...args: string[]] {
  const url = pathToFileURL(file).href;
  if (platform === "darwin") return ["open", url];
  // `start` is a command of the shell; its first quoted argument is a title. A file URL has no character that the shell reads.
  if (platform === "win32") return ["cmd", "/c", "start", "", url.replace(/[&^|<>()%!"']/g, encodeURIComponent)];
  return ["xdg-open", url];
}

/** Opens a file in the default browser. Raises a UserError where there is none; the file is there all the same. */
export async function openInBrowser(file: string, platform: NodeJS.Platform = process.platform): Promise<void> {
  const [command, ...args] = openingCommand(file, platform);
  const problem = await new Promise<string | undefined>((resolve) => {
    const child = spawn(command, args, { stdio: "ignore" });
    child.on("error", (error: NodeJS.ErrnoException) =>
      resolve(error.code === "ENOENT" ? `there is no ${command} here` : error.message),
    );
    child.on("exit", (code) => resolve(code === 0 ? undefined : `${command} ended with ${code ?? "a signal"}`));
  });
  if (problem === undefined) return;
  throw new UserError(`The report could not be opened in a browser: ${problem}.`, `Open it yourself: ${file}`);
}
