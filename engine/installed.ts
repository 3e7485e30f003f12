import { readdirSync } from "node:fs";
import * as path from "node:path";
import { type Engine, engineVersion } from "./engine";
import { versionsFolder } from "./home";
import { engineFiles, inspectEngine, isExecutable } from "./inspect";
import { compareVersions, parseVersion, type Version } from "./version";

/** An engine, or why there is none. */
export type Attempt = Engine | { readonly problem: string };

/** The first usable engine on PATH. */
export async function findOnPath(searchPath = pathFolders()): Promise<Attempt> {
  const problems: string[] = [];
  for (const directory of searchPath) {
    if (!isExecutable(path.join(directory, engineFiles.cli))) continue;
    const finding = await inspectEngine(directory, searchPath);
    if ("version" in finding) return { version: finding.version, directory, source: "path" };
    problems.push(finding.problem);
  }
  return { problem: problems.join("\n") || "no pulumi there" };
}

/** This project's engine among the installed versions, else the latest that can be used. */
export async function findInstalled(folder = versionsFolder()): Promise<Attempt> {
  const problems: string[] = [];
  for (const name of [engineVersion, ...laterVersions(folder)]) {
    const directory = path.join(folder, name, "bin");
    if (!isExecutable(path.join(directory, engineFiles.cli))) continue;
    const finding = await inspectEngine(directory);
    if ("version" in finding) return { version: finding.version, directory, source: "cache" };
    problems.push(finding.problem);
  }
  return { problem: problems.join("\n") || `no ${engineVersion} or later in ${folder}` };
}

/** Folders of PATH. Relative ones are left out, as the engine does it too. */
function pathFolders(): string[] {
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  return [...new Set(folders)];
}

function laterVersions(folder: string): string[] {
  const pinned = parseVersion(engineVersion) as Version;
  return namesIn(folder)
    .map((name) => ({ name, version: parseVersion(name) }))
    .filter((entry): entry is { name: string; version: Version } => entry.version !== undefined)
    .filter(({ version }) => compareVersions(version, pinned) > 0)
    .sort((a, b) => compareVersions(b.version, a.version))
    .map(({ name }) => name);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
