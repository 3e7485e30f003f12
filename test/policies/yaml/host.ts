/** Pulumi's language host for YAML: the one on PATH, or one built with Go and kept. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import * as path from "node:path";
import { projectDirectory } from "../../../cli/project";

export const hostFile = process.platform === "win32" ? "pulumi-language-yaml.exe" : "pulumi-language-yaml";

/** The version that is pinned in go.mod. */
const version = "v1.25.0";

/** Where it is kept, once it is built. */
export const hostFolder = path.join(projectDirectory, "node_modules", ".cache", "pulumi-language-yaml", version);

/** The folder that it is in, for PATH; or why it is not to be had here. Waits while it is built, a minute or two. */
export function findYamlHost(): { readonly folder: string } | { readonly missing: string } {
  const folders = [...(process.env.PATH ?? "").split(path.delimiter), hostFolder];
  const folder = folders.find((at) => existsSync(path.join(at, hostFile)));
  if (folder !== undefined) return { folder };
  const build = ["-r", path.join(projectDirectory, "bootstrap", "typescript.cjs"), path.join(__dirname, "build.ts")];
  const { status, stderr } = spawnSync(process.execPath, build, { encoding: "utf8" });
  return status === 0 ? { folder: hostFolder } : { missing: stderr.trim() };
}
