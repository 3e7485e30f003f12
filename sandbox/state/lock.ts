import { rmSync } from "node:fs";
import { join } from "node:path";
import { lock } from "proper-lockfile";
import { readIfThere, writePublic } from "./files";

/** Milliseconds without a sign of life after which a lock counts as left behind. */
const stale = 10_000;

/** Raised where another sandbox uses the directory. */
export class DirectoryInUseError extends Error {
  constructor(
    readonly directory: string,
    readonly pid: number | undefined,
  ) {
    const holder = pid === undefined ? "another process" : `process ${pid}`;
    super(
      `The sandbox in ${directory} is already running in ${holder}. ` +
        "Use that one, stop it, or give this one another directory.",
    );
  }
}

/**
 * Holds a directory for this process until the returned function is called or the process ends.
 * A lock whose process is gone is taken over.
 * @param lost Called where another process took the directory over, e.g. after this one was suspended.
 * @throws DirectoryInUseError
 */
export async function holdDirectory(directory: string, lost: () => void): Promise<() => Promise<void>> {
  const holderFile = join(directory, "sandbox.pid");
  const lockfilePath = join(directory, "sandbox.lock");
  const acquire = () => lock(directory, { lockfilePath, stale, update: 2_000, onCompromised: lost });
  const release = await acquire().catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ELOCKED") throw error;
    const pid = Number(readIfThere(holderFile)) || undefined;
    if (pid === undefined || isAlive(pid)) throw new DirectoryInUseError(directory, pid);
    rmSync(lockfilePath, { recursive: true, force: true });
    return acquire().catch((again: NodeJS.ErrnoException) => {
      throw again.code === "ELOCKED" ? new DirectoryInUseError(directory, undefined) : again;
    });
  });
  writePublic(holderFile, `${process.pid}\n`);
  return async () => {
    rmSync(holderFile, { force: true });
    await release().catch(() => {});
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
