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

/** A browser that is still there after so long has opened: where there is no desktop, the command is the browser itself. */
const patience = 3_000;

/**
 * Opens a file in the default browser. Raises a UserError where there is none; the file is there all the same.
 *
 * @param command what opens it; by default the platform's own
 */
export async function openInBrowser(file: string, command = openingCommand(file, process.platform)): Promise<void> {
  const [program, ...args] = command;
  const problem = await new Promise<string | undefined>((resolve) => {
    const child = spawn(program, args, { stdio: "ignore", detached: true });
    const end = (why: string | undefined) => {
      clearTimeout(timer);
      resolve(why);
    };
    const timer = setTimeout(end, patience, undefined);
    child.on("error", (error: NodeJS.ErrnoException) =>
      end(error.code === "ENOENT" ? `there is no ${program} here` : error.message),
    );
    child.on("exit", (code) =>
      end(code === 0 ? undefined : `${program} found none, or could not start it (exit code ${code})`),
    );
    child.unref();
  });
  if (problem === undefined) return;
  throw new UserError(`The report could not be opened in a browser: ${problem}.`, `Open it yourself: ${file}`);
}
