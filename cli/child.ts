import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";
import { UserError } from "./userError";

export interface RunOptions {
  readonly environment: NodeJS.ProcessEnv;
  readonly cwd?: string;
}

/** Runs a command on this terminal. Answers its exit code (128 + n where signal n ended it); passes Ctrl-C on. */
export function run(command: string, args: readonly string[], options: RunOptions): Promise<number> {
  const child = spawn(command, args, { env: options.environment, cwd: options.cwd, stdio: "inherit" });
  const forward = forwardSignals(child);
  return new Promise<number>((resolve, reject) => {
    child.on("error", (error) => reject(startFailure(command, error)));
    child.on("close", (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  }).finally(forward.stop);
}

export interface Captured {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command and answers what it printed. */
export function capture(command: string, args: readonly string[], options: RunOptions): Promise<Captured> {
  const child = spawn(command, args, { env: options.environment, cwd: options.cwd, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on("error", (error) => reject(startFailure(command, error)));
    child.on("close", (code, signal) =>
      resolve({ code: code ?? 128 + (signal ? constants.signals[signal] : 0), stdout, stderr }),
    );
  });
}

/**
 * While a child runs, Ctrl-C is its business: a terminal sends it to the whole group, and the engine needs the time to
 * write its state. A SIGTERM sent to us alone is passed on.
 */
function forwardSignals(child: ChildProcess): { stop(): void } {
  const interrupted = () => {};
  const terminated = () => child.kill("SIGTERM");
  process.on("SIGINT", interrupted);
  process.on("SIGTERM", terminated);
  return {
    stop() {
      process.off("SIGINT", interrupted);
      process.off("SIGTERM", terminated);
    },
  };
}

function startFailure(command: string, error: NodeJS.ErrnoException): Error {
  if (error.code === "ENOENT") {
    return new UserError(`There is no command "${command}" on PATH.`, "Check its spelling, or install it.");
  }
  if (error.code === "EACCES")
    return new UserError(`"${command}" may not be run: it is not executable.`, "Check the file's mode.");
  return error;
}
