const { spawn } = require("node:child_process");
const path = require("node:path");

const guard = path.join(__dirname, "guard.cjs");
const signals = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Runs a command whose whole process tree ends with this process, even if this process is killed.
 * Ctrl-C and SIGTERM end the command first and this process then, as if the signal had come just after.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{
 *   cwd?: string, env?: NodeJS.ProcessEnv,
 *   scratch?: string, limitMs?: number, signal?: AbortSignal, onStart?: (pid: number) => void,
 * }} [options] `limitMs` and `signal` end the command early; `scratch` is a folder that goes with it then
 * @returns {Promise<{ code: number, output: string, stdout: string, timedOut: boolean }>} `output` is both streams as they came
 */
function runGuarded(command, args, { cwd, env, scratch = "", limitMs, signal, onStart } = {}) {
  const child = spawn(process.execPath, [guard, scratch, command, ...args], {
    cwd,
    env,
    stdio: ["pipe", "pipe", "pipe"],
    detached: process.platform !== "win32",
    windowsHide: true,
  });
  if (child.pid !== undefined) onStart?.(child.pid);
  const stop = () => child.stdin.destroy();
  let output = "";
  let stdout = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      output += text;
      if (stream === child.stdout) stdout += text;
    });
  }

  let timedOut = false;
  const timer =
    limitMs &&
    setTimeout(() => {
      timedOut = true;
      stop();
    }, limitMs);
  let received;
  const onSignal = (name) => {
    received = name;
    stop();
  };
  for (const name of signals) process.on(name, onSignal);
  signal?.addEventListener("abort", stop);

  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.stdin.on("error", () => {});
    child.on("close", (code) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
      for (const name of signals) process.off(name, onSignal);
      if (received) process.kill(process.pid, received);
      else resolve({ code: code ?? 1, output, stdout, timedOut });
    });
  });
}

module.exports = { runGuarded };
