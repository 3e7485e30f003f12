import * as fs from "node:fs";
import * as path from "node:path";
import { acquireLock } from "../../bootstrap/lock.cjs";
import { type Started, startNode, temporaryFolder } from "./project";

const module_ = path.resolve(__dirname, "../../bootstrap/lock.cjs");
let folder: string;
let file: string;

beforeEach(() => {
  folder = temporaryFolder();
  file = path.join(folder, "a.lock");
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

/** A process that takes the lock, runs `body`, and releases it. */
function owner(body: string): Started {
  return startNode([
    "-e",
    `const fs = require("fs"); const { acquireLock } = require(${JSON.stringify(module_)});
     const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
     acquireLock(${JSON.stringify(file)}, { pollMs: 10 }).then(async (lock) => { console.log("taken"); ${body}; lock.release(); });`,
  ]);
}

it("waits for a living owner, and says which process that is", async () => {
  const other = owner("await pause(1000)");
  await other.said("taken");
  const waited: string[] = [];
  const lock = await acquireLock(file, { onWait: (who) => waited.push(who) });
  expect(other.child.exitCode).toBe(0);
  expect(waited).toEqual([`process ${other.child.pid}`]);
  lock.release();
  expect(fs.readdirSync(folder)).toEqual([]);
});

it("takes over the lock of a process that was killed", async () => {
  const other = owner("await pause(60000)");
  await other.said("taken");
  other.child.kill("SIGKILL");
  await other.ended;
  const waited: string[] = [];
  (await acquireLock(file, { onWait: (who) => waited.push(who) })).release();
  expect(waited).toEqual([]);
});

it("waits for the child that a killed owner shared its lock with", async () => {
  const sharer = owner(
    `const child = require("child_process").spawn(process.execPath, ["-e", "setTimeout(() => {}, 1500)"], { detached: true });
     lock.shareWith(child.pid); console.log("shared"); await pause(60000)`,
  );
  await sharer.said("shared");
  sharer.child.kill("SIGKILL");
  await sharer.ended;
  const waited: string[] = [];
  (await acquireLock(file, { onWait: (who) => waited.push(who) })).release();
  expect(waited).toHaveLength(1);
});

it("does not mistake a new process with an old number for the owner", async () => {
  if (process.platform !== "linux") return;
  const other = owner("await pause(60000)");
  await other.said("taken");
  const left = JSON.parse(fs.readFileSync(file, "utf8"));
  other.child.kill("SIGKILL");
  await other.ended;
  left.owners = [{ pid: process.pid, started: "1" }];
  fs.writeFileSync(file, JSON.stringify(left));
  (await acquireLock(file)).release();
});

it("takes over from another machine only what was not refreshed for long, and replaces a broken lock", async () => {
  fs.writeFileSync(file, JSON.stringify({ machine: "elsewhere", owners: [{ pid: 1 }] }));
  const waited: string[] = [];
  const soon = acquireLock(file, { onWait: (who) => waited.push(who), pollMs: 10 });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(waited).toEqual(["process 1 on elsewhere"]);
  fs.utimesSync(file, new Date(0), new Date(0));
  (await soon).release();

  fs.writeFileSync(file, "");
  fs.utimesSync(file, new Date(0), new Date(0));
  (await acquireLock(file)).release();
});

it("never has two owners, even if many find a dead one at once", async () => {
  const dead = owner("await pause(60000)");
  await dead.said("taken");
  dead.child.kill("SIGKILL");
  await dead.ended;
  const journal = JSON.stringify(path.join(folder, "journal"));
  const body = `fs.appendFileSync(${journal}, "in "); await pause(20); fs.appendFileSync(${journal}, "out\\n")`;
  const owners = Array.from({ length: 10 }, () => owner(body));
  expect(await Promise.all(owners.map(({ ended }) => ended))).toEqual(Array(10).fill(0));
  expect(fs.readFileSync(path.join(folder, "journal"), "utf8")).toBe("in out\n".repeat(10));
});
