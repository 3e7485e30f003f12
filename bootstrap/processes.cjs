const { readFileSync, readlinkSync } = require("node:fs");
const { hostname } = require("node:os");

/** @typedef {{ pid: number, started?: string }} ProcessMark identifies a process beyond the reuse of its number */

/** @returns {ProcessMark} */
function markOf(pid) {
  return { pid, started: linuxStatus(pid)?.started };
}

/** Whether the process that was marked still runs. A zombie does not. */
function isRunning({ pid, started }) {
  const status = linuxStatus(pid);
  if (status) return !"ZX".includes(status.state) && (started === undefined || started === status.started);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Process numbers mean something only here: on this host, and in this container. */
function machine() {
  let namespace = "";
  try {
    namespace = readlinkSync("/proc/self/ns/pid");
  } catch {
    // Only Linux has process namespaces.
  }
  return `${hostname()} ${namespace}`.trim();
}

/** State and start time (in clock ticks since boot) from /proc, see proc_pid_stat(5); undefined elsewhere. */
function linuxStatus(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the program's name in parentheses, and may hold anything.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return { state: fields[0], started: fields[19] };
  } catch {
    return undefined;
  }
}

module.exports = { isRunning, machine, markOf };
