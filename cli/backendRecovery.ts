import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import * as path from "node:path";

/**
 * Makes the file backend of the sandbox usable again after a run that was killed: removes its lock, and mends what it
 * left half-written. Only for whoever holds the sandbox's folder: nobody else can be at work there. Answers what it
 * did, a sentence each.
 */
export function recoverBackend(backend: string): string[] {
  const root = path.join(backend, ".pulumi");
  if (!existsSync(root)) return [];
  return [...removeLocks(root), ...mendStacks(root)];
}

function removeLocks(root: string): string[] {
  const folder = path.join(root, "locks");
  if (filesBelow(folder).length === 0) return [];
  rmSync(folder, { recursive: true });
  return ["The last run was ended in the middle: its lock on the stack is removed."];
}

function mendStacks(root: string): string[] {
  const told: string[] = [];
  for (const file of filesBelow(root)) {
    // Sidecars of the storage library; without one it assumes defaults.
    if (file.endsWith(".attrs") && !isJson(file)) rmSync(file);
    if (file.endsWith(".tmp")) rmSync(file);
  }
  for (const file of filesBelow(path.join(root, "stacks"))) {
    const backup = `${file}.bak`;
    if (!file.endsWith(".json") || isJson(file) || !isJson(backup)) continue;
    copyFileSync(backup, file);
    told.push(`The state of ${path.basename(file, ".json")} was half-written: the one before is restored.`);
  }
  return told;
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
}

function isJson(file: string): boolean {
  try {
    JSON.parse(readFileSync(file, "utf8"));
    return true;
  } catch {
    return false;
  }
}
