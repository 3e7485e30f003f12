import { mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { UserError } from "../userError";

/** Where the page goes unless told otherwise: in a folder that is not committed. */
export const defaultFile = path.join(".report", "access-map.html");

/** Writes the page, with the folders that lead to it. Answers the absolute path. Raises a UserError. */
export function writePage(file: string, page: string): string {
  const target = path.resolve(file);
  try {
    mkdirSync(path.dirname(target), { recursive: true });
    // It tells an intruder where to go: for its owner alone, until the owner hands it on.
    writeFileSync(target, page, { mode: 0o600 });
    return target;
  } catch (error) {
    throw new UserError(
      `The report could not be written to ${target}: ${(error as Error).message}`,
      "Name another file with --output.",
    );
  }
}
