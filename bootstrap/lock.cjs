const fs = require("node:fs");
const path = require("node:path");
const { isRunning, machine, markOf } = require("./processes.cjs");

const refreshMs = 30_000;
/** An owner on another machine cannot be asked; one that has not refreshed its lock for so long is gone. */
const abandonedMs = 10 * refreshMs;
/** A lock is written in one go, so one that stays unreadable for so long is broken. */
const unreadableMs = 5_000;

/**
 * Takes a lock that processes share through a file, waiting for its owner if it has one. The lock of a process that died
 * is taken over.
 * @param {string} file its folder is made if it is missing
 * @param {{ onWait?: (owner: string) => void, pollMs?: number }} [options] `onWait` is told once who is waited for
 */
async function acquireLock(file, { onWait = () => {}, pollMs = 200 } = {}) {
  let told = false;
  while (!take(file)) {
    if (isStale(file) && removeStale(file)) continue;
    if (!told) onWait(describe(read(file)));
    told = true;
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  const refresh = setInterval(() => touch(file), refreshMs);
  refresh.unref();
  return {
    /** Counts a child as owner too: where this process is killed, the lock holds until the child has ended as well. */
    shareWith(pid) {
      const next = `${file}.${process.pid}`;
      fs.writeFileSync(next, ownership([process.pid, pid]));
      fs.renameSync(next, file);
    },
    release() {
      clearInterval(refresh);
      if (read(file)?.owners[0]?.pid === process.pid) fs.rmSync(file, { force: true });
    },
  };
}

function take(file) {
  // An owner that leaves may take the folder with it.
  fs.mkdirSync(path.dirname(file), { recursive: true });
  try {
    fs.writeFileSync(file, ownership([process.pid]), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code === "EEXIST" || error.code === "ENOENT") return false;
    if (error.code === "ENOSPC") fs.rmSync(file, { force: true });
    throw error;
  }
}

function ownership(pids) {
  return JSON.stringify({ machine: machine(), owners: pids.map(markOf) });
}

/** The owner; undefined where the lock is gone, or not yet written. */
function read(file) {
  try {
    const { machine, owners } = JSON.parse(fs.readFileSync(file, "utf8"));
    return Array.isArray(owners) ? { machine, owners } : undefined;
  } catch {
    return undefined;
  }
}

function isStale(file) {
  const owner = read(file);
  const age = ageOf(file);
  if (age === undefined) return false;
  if (!owner) return age > unreadableMs;
  if (owner.machine !== machine()) return age > abandonedMs;
  return !owner.owners.some(isRunning);
}

/**
 * Of several that find a lock stale, one removes it, and looks again first: otherwise a slow one would remove the lock
 * that a quick one has just taken. All of it happens without a pause.
 */
function removeStale(file) {
  const turn = `${file}.takeover`;
  try {
    fs.mkdirSync(turn);
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    if (ageOf(turn) > unreadableMs) fs.rmdirSync(turn);
    return false;
  }
  try {
    if (isStale(file)) fs.rmSync(file, { force: true });
    return true;
  } finally {
    fs.rmdirSync(turn);
  }
}

function ageOf(file) {
  try {
    return Date.now() - fs.statSync(file).mtimeMs;
  } catch {
    return undefined;
  }
}

function touch(file) {
  try {
    fs.utimesSync(file, new Date(), new Date());
  } catch {
    // Gone with its folder: nothing is left to protect.
  }
}

function describe(owner) {
  if (!owner) return "another process";
  const pids = owner.owners.map(({ pid }) => pid).join(", ");
  return owner.machine === machine() ? `process ${pids}` : `process ${pids} on ${owner.machine}`;
}

module.exports = { acquireLock };
