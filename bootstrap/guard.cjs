// Runs a command for a process that may be killed: `node guard.cjs <folder or ""> <command> [args…]`, as leader of a
// process group of its own, standard input a pipe from that process. When the pipe closes, whatever the reason, the
// command and everything that it started are ended and the folder is removed. Otherwise ends as the command does.
const { spawn } = require("node:child_process");
const { rmSync } = require("node:fs");
const { constants } = require("node:os");
const path = require("node:path");

/** How long a command may take to end by itself. */
const graceMs = 3_000;

const [folder, command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"] });
let ending = false;

child.on("error", (error) => {
  process.stderr.write(`${command}: ${error.message}\n`);
  process.exit(127);
});
child.on("exit", (code, signal) => {
  if (ending) finish();
  else process.exit(code ?? 128 + constants.signals[signal]);
});
process.on("SIGTERM", end);
process.on("SIGINT", end);
process.on("SIGHUP", end);
process.stdin.on("close", end).on("error", end).resume();

function end() {
  if (ending) return;
  ending = true;
  if (process.platform === "win32") child.kill();
  else process.kill(-process.pid, "SIGTERM");
  setTimeout(finish, graceMs);
}

function finish() {
  if (folder) {
    // A process cannot remove the folder that it is in.
    process.chdir(path.dirname(folder));
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  if (process.platform === "win32") process.exit(1);
  process.kill(-process.pid, "SIGKILL");
}
