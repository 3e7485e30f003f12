import { execFile } from "node:child_process";
import { accessSync, constants, realpathSync, statSync } from "node:fs";
import * as path from "node:path";
import { engineVersion } from "./engine";
import { reasonOf } from "./failure";
import { atLeast, parseVersion, type Version } from "./version";

const windows = process.platform === "win32";

/** What a program must be able to do here takes four files: engine, TypeScript programs, policy packs, dynamic providers. */
export const engineFiles = {
  cli: windows ? "pulumi.exe" : "pulumi",
  languageHost: windows ? "pulumi-language-nodejs.exe" : "pulumi-language-nodejs",
  policyHost: windows ? "pulumi-analyzer-policy.cmd" : "pulumi-analyzer-policy",
  dynamicProviderHost: windows ? "pulumi-resource-pulumi-nodejs.cmd" : "pulumi-resource-pulumi-nodejs",
} as const;

const oldest = parseVersion(engineVersion) as Version;
const versionLimitMs = 30_000;

export type Finding = { readonly version: string } | { readonly problem: string };

/**
 * Whether a folder holds an engine that can be used, by running it. Its helpers may also be on PATH: the engine looks
 * there first, then beside itself.
 * @param searchPath folders of PATH
 */
export async function inspectEngine(directory: string, searchPath: readonly string[] = []): Promise<Finding> {
  const cli = path.join(directory, engineFiles.cli);
  if (!isExecutable(cli)) return { problem: `there is no ${engineFiles.cli} in ${directory}` };

  const reported = await versionOf(cli);
  if ("problem" in reported) return reported;
  const version = parseVersion(reported.version);
  if (!version || !atLeast(version, oldest)) {
    return { problem: `${cli} is ${reported.version}, older than ${engineVersion}` };
  }
  if (version[0] !== oldest[0]) return { problem: `${cli} is ${reported.version}, which is not version ${oldest[0]}` };

  const folders = [directory, path.dirname(realpathSync(cli)), ...searchPath];
  const missing = Object.values(engineFiles).filter((file) => !folders.some((at) => isExecutable(path.join(at, file))));
  if (missing.length > 0) return { problem: `${cli} lacks ${missing.join(", ")}, which belong beside it` };
  return { version: version.join(".") };
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, windows ? constants.F_OK : constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

function versionOf(cli: string): Promise<Finding> {
  const environment = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  return new Promise((resolve) => {
    execFile(cli, ["version"], { env: environment, timeout: versionLimitMs }, (error, stdout, stderr) => {
      if (error) resolve({ problem: `${cli} does not run: ${reasonOf(stderr || error)}` });
      else resolve({ version: stdout.trim() });
    });
  });
}
