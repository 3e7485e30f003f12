import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** The text of a file; `undefined` where there is none. */
export function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Writes a file that only its owner may read, whole or not at all. */
export function writePrivate(file: string, text: string): void {
  writeWhole(file, text, 0o600);
}

/** Writes a file that everyone may read, whole or not at all. */
export function writePublic(file: string, text: string): void {
  writeWhole(file, text, 0o644);
}

/** Through a temporary file, so that neither a crash nor a full disk leaves half of it or loses what was there. */
function writeWhole(file: string, text: string, mode: number): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    rmSync(temporary, { force: true });
    const descriptor = openSync(temporary, "wx", mode);
    try {
      writeFileSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, file);
  } catch (error) {
    discard(temporary);
    throw new Error(`The sandbox cannot write ${file}: ${reason(error)}. What was there before is untouched.`);
  }
}

/** Tidies up after a failure, which is what the user must hear of even if this fails as well. */
function discard(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // The reason is in the error that follows.
  }
}

function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOSPC" || code === "EDQUOT") return "the disk is full";
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") return "the directory is not writable";
  return message;
}
