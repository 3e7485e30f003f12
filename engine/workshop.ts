import * as fs from "node:fs";
import * as path from "node:path";
import { acquireLock, type Lock } from "../bootstrap/lock.cjs";
import { engineVersion, type Reporter } from "./engine";
import { engineFolder, workshopFolder } from "./home";
import { inspectEngine } from "./inspect";

/** A place to make an engine in, held by one process at a time. */
export interface Workshop {
  /** An empty folder, for one attempt: the folder of the attempt before is removed, as this one is in the end. */
  newFolder(): string;
  /** To be told of every child: where this process is killed, others wait until the child has ended too. */
  readonly shareWith: Lock["shareWith"];
}

const temporaryPrefix = `engine-${engineVersion}-`;

/**
 * Works alone in the workshop; another process waits. What killed processes have left there is removed first. Raises the
 * file system's errors.
 */
export async function inWorkshop<T>(report: Reporter, work: (workshop: Workshop) => Promise<T>): Promise<T> {
  const folder = workshopFolder();
  const lockFile = path.join(folder, `engine-${engineVersion}.lock`);
  const lock = await acquireLock(lockFile, {
    onWait: (owner) =>
      report(
        `Another start (${owner}) is getting the Pulumi engine; waiting for it. If it is none of yours, delete ${lockFile}.`,
      ),
  });
  try {
    sweep(folder);
    return await work({
      newFolder: () => {
        sweep(folder);
        return fs.mkdtempSync(path.join(folder, temporaryPrefix));
      },
      shareWith: lock.shareWith,
    });
  } finally {
    sweep(folder);
    lock.release();
    removeIfEmpty(folder);
  }
}

/**
 * Moves a finished engine to where it belongs, in one step. One that is there already but does not work is replaced.
 * Answers its folder; raises an Error where what was made does not run.
 */
export async function moveIntoPlace(made: string): Promise<string> {
  const finding = await inspectEngine(made);
  if ("problem" in finding) throw new Error(`the new engine cannot be used: ${finding.problem}`);
  const place = engineFolder();
  fs.mkdirSync(path.dirname(place), { recursive: true });
  if (fs.existsSync(place)) fs.renameSync(place, path.join(path.dirname(made), "replaced"));
  fs.renameSync(made, place);
  return place;
}

/** Only the owner of the lock has folders here, so all that are found were left behind. */
function sweep(folder: string): void {
  for (const name of fs.readdirSync(folder)) {
    if (name.startsWith(temporaryPrefix)) fs.rmSync(path.join(folder, name), { recursive: true, force: true });
  }
}

function removeIfEmpty(folder: string): void {
  try {
    fs.rmdirSync(folder);
  } catch {
    // Somebody else works there.
  }
}
