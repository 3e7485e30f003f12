/**
 * Writes `catalogue/generated/` from two files of facts about Microsoft Graph:
 *
 *     npx ts-node -T scripts/generateCatalogue.ts --permissions <file> --operations <file> [--output <folder>]
 *
 * The permissions file: `{ source, resource, permissions: { name: { application?, delegated?, privilegeLevel? } } }`, ids as GUIDs.
 * The operations file: `{ source, columns, permissions: [name], operations: [[method, path, [index], [index], index, index]] }`, where
 * an index points into its own `permissions` and -1 means none. A newer file of the same form gives a newer catalogue; the same files
 * give the same bytes.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { z } from "zod";
import { compactOperations } from "./generateCatalogue/compactOperations";
import { compactPermissions } from "./generateCatalogue/compactPermissions";
import { operationsFile, permissionsFile } from "./generateCatalogue/inputForms";
import { permissionNameTypes } from "./generateCatalogue/permissionNameTypes";

const usage =
  "Usage: npx ts-node -T scripts/generateCatalogue.ts --permissions <file> --operations <file> [--output <folder>]";

class InputError extends Error {}

/** Runs the generator with command-line arguments; returns what was written, one line a file. */
export function generateCatalogue(argv: readonly string[]): string[] {
  const flags = readFlags(argv);
  const permissions = readInput("--permissions", flags.permissions, permissionsFile);
  const operations = readInput("--operations", flags.operations, operationsFile);

  const unknown = operations.permissions.filter((name) => permissions.permissions[name] === undefined);
  if (unknown.length > 0) {
    throw new InputError(
      `${flags.operations} names ${unknown.length} permission(s) that ${flags.permissions} does not have: ${unknown.slice(0, 5).join(", ")}. Please give two files of the same snapshot.`,
    );
  }

  const table = compactPermissions(permissions, operations);
  const output = flags.output ?? join(__dirname, "..", "catalogue", "generated");
  mkdirSync(output, { recursive: true });
  const files: Record<string, string> = {
    "graphPermissions.json": lines(table, "permissions"),
    "graphPermissionNames.ts": permissionNameTypes(table),
    "graphOperations.json": lines(compactOperations(operations), "operations"),
  };
  return Object.entries(files).map(([name, text]) => {
    writeFileSync(join(output, name), text);
    return `${join(output, name)}: ${(Buffer.byteLength(text) / 1024).toFixed(0)} KiB`;
  });
}

function readFlags(argv: readonly string[]): { permissions: string; operations: string; output?: string } {
  const options = {
    permissions: { type: "string" },
    operations: { type: "string" },
    output: { type: "string" },
  } as const;
  let values: { permissions?: string; operations?: string; output?: string };
  try {
    values = parseArgs({ args: [...argv], options }).values;
  } catch (error) {
    throw new InputError(`${(error as Error).message}\n${usage}`);
  }
  const missing = (["permissions", "operations"] as const).filter((flag) => !values[flag]);
  if (missing.length > 0) {
    throw new InputError(`Missing ${missing.map((flag) => `--${flag} <file>`).join(" and ")}.\n${usage}`);
  }
  return values as { permissions: string; operations: string; output?: string };
}

function readInput<T>(flag: string, file: string, form: z.ZodType<T>): T {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new InputError(
      `Failed to read ${flag} ${file}: ${(error as NodeJS.ErrnoException).code}. Please give the path of an existing file.`,
    );
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new InputError(`Failed to parse ${flag} ${file} as JSON: ${(error as Error).message}.`);
  }
  const parsed = form.safeParse(json);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues
    .slice(0, 8)
    .map((issue) => `  ${issue.path.join(".") || "(whole file)"}: ${issue.message}`);
  const more = parsed.error.issues.length > 8 ? `\n  … and ${parsed.error.issues.length - 8} more` : "";
  throw new InputError(`${flag} ${file} has not the form that this generator reads:\n${problems.join("\n")}${more}`);
}

/** JSON with one line per entry of `member`, so that a newer snapshot gives a readable difference. */
function lines(document: object, member: string): string {
  const { [member]: entries, ...rest } = document as Record<string, unknown>;
  const head = Object.entries(rest).map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)},\n`);
  const body = Array.isArray(entries)
    ? `[\n${entries.map((entry) => JSON.stringify(entry)).join(",\n")}\n]`
    : `{\n${Object.entries(entries as object)
        .map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`)
        .join(",\n")}\n}`;
  return `{${head.join("")}${JSON.stringify(member)}:${body}}\n`;
}

if (require.main === module) {
  try {
    for (const line of generateCatalogue(process.argv.slice(2))) console.log(line);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
