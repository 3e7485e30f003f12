import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { UserError } from "../userError";

/**
 * Writes files into a folder. Raises a UserError, and writes none, where one of them is there with another content, which somebody may have
 * edited or be working through.
 */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>, force: boolean): string[] {
  const targets = Object.entries(files).map(([name, content]) => ({ file: path.join(folder, name), content }));
  const others = targets.filter(({ file, content }) => existsSync(file) && readFileSync(file, "utf8") !== content);
  if (others.length > 0 && !force) {
    throw new UserError(
      `There are files of an earlier run, with other content: ${others.map(({ file }) => relative(file)).join(", ")}.`,
      "Give another folder with --output, or --force to replace them.",
    );
  }
  try {
    mkdirSync(folder, { recursive: true });
    for (const { file, content } of targets) writeFileSync(file, content);
  } catch (error) {
    throw new UserError(
      `${relative(folder)} cannot be written: ${(error as Error).message}`,
      "Choose another with --output.",
    );
  }
  return targets.map(({ file }) => file);
}

/** As a user would type it. */
export function relative(file: string): string {
  const shown = path.relative(process.cwd(), file);
  return shown.startsWith("..") ? file : shown || ".";
}
