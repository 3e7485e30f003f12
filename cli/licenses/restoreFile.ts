import { mkdirSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { z } from "zod";
import type { RemovedLicense } from "../../licenses/removal";
import { projectDirectory } from "../project";
import { UserError } from "../userError";

/** What it takes to give licences back. */
export interface RestoreFile {
  readonly version: 1;
  readonly tenantId: string;
  readonly user: { readonly id: string; readonly userPrincipalName: string };
  readonly takenAt: string;
  readonly licenses: readonly RemovedLicense[];
}

const schema = z.object({
  version: z.literal(1),
  tenantId: z.string(),
  user: z.object({ id: z.string().min(1), userPrincipalName: z.string() }),
  takenAt: z.string(),
  licenses: z
    .array(z.object({ skuId: z.string(), skuPartNumber: z.string(), disabledPlans: z.array(z.string()) }))
    .min(1),
});

/** Writes a new file, readable by its owner only, and answers its path. Never overwrites one. Raises a UserError. */
export function writeRestoreFile(content: RestoreFile, given?: string): string {
  const file = given === undefined ? freeName(content) : fromWhereTheUserIs(given);
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`, { flag: "wx", mode: 0o600 });
    return file;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") {
      if (given === undefined) return writeRestoreFile({ ...content, takenAt: later(content.takenAt) });
      throw new UserError(`${file} exists already. Nothing was changed.`, "Name another file with --restore-file.");
    }
    throw new UserError(
      `The restore file ${file} cannot be written: ${code ?? message}. Nothing was changed.`,
      "Name another file with --restore-file.",
    );
  }
}

/** Removes one that was written for a removal that did not happen. */
export function discardRestoreFile(file: string): void {
  unlinkSync(file);
}

/** Raises a UserError where it is not there, or no restore file. */
export function readRestoreFile(given: string): RestoreFile {
  const file = fromWhereTheUserIs(given);
  const advice = "Give the file that `licenses remove --apply` wrote.";
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new UserError(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code}.`, advice);
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new UserError(`${file} is no restore file.`, advice);
  }
}

/** In a folder that git ignores: it names a person. */
function freeName({ user, takenAt }: RestoreFile): string {
  const name = user.userPrincipalName.replace(/[^A-Za-z0-9@._-]/g, "_");
  return path.join(projectDirectory, ".licenses", `${name}-${takenAt.replace(/[-:.]/g, "")}.json`);
}

/** npm runs commands in the project's folder and remembers where the user was. */
function fromWhereTheUserIs(file: string): string {
  return path.resolve(process.env.INIT_CWD ?? process.cwd(), file);
}

function later(time: string): string {
  return new Date(Date.parse(time) + 1).toISOString();
}
