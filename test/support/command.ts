import { spawn } from "node:child_process";
import * as path from "node:path";
import type { Captured } from "../../cli/child";
import { projectDirectory } from "../../cli/project";

export interface RunningCommand {
  /** What it has printed so far, both streams. */
  printed(): string;
  /** Waits until it has printed this. Fails when it ends before. */
  until(text: string): Promise<void>;
  /** Sends a signal, as Ctrl-C does with SIGINT. */
  signal(name: NodeJS.Signals): void;
  readonly done: Promise<Captured>;
}

/** Starts `npm run <command>`, without npm's own noise. `environment` is added to this process's. */
export function startCommand(
  args: readonly string[],
  environment: Record<string, string | undefined> = {},
): RunningCommand {
  const child = spawn(process.execPath, [path.join(projectDirectory, "bootstrap", "run.cjs"), ...args], {
    env: { ...process.env, PULUMI_STACK: undefined, ...environment },
    cwd: projectDirectory,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const done = new Promise<Captured>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, stdout, stderr }));
  });
  const printed = () => stdout + stderr;
  return {
    printed,
    async until(text) {
      let ended = false;
      done.finally(() => {
        ended = true;
      });
      while (!printed().includes(text)) {
        if (ended) throw new Error(`The command ended without printing "${text}":\n${printed()}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    signal: (name) => {
      child.kill(name);
    },
    done,
  };
}

/** Runs it to its end. */
export function runCommand(
  args: readonly string[],
  environment: Record<string, string | undefined> = {},
): Promise<Captured> {
  return startCommand(args, environment).done;
}
