import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { projectDirectory } from "../../cli/project";
import { goEnvironment } from "../../engine/goToolchain";

const version = "v1.7.12";
const folder = path.join(projectDirectory, "node_modules", ".cache", "actionlint", version);
const binary = path.join(folder, process.platform === "win32" ? "actionlint.exe" : "actionlint");

/** actionlint, built once with Go and kept; or why it is not to be had here. */
export function findActionlint(): { readonly binary: string } | { readonly missing: string } {
  if (existsSync(binary)) return { binary };
  const module = `github.com/rhysd/actionlint/cmd/actionlint@${version}`;
  const { status, error, stderr } = spawnSync("go", ["install", module], {
    env: { ...goEnvironment(), GOBIN: folder },
    cwd: tmpdir(),
    encoding: "utf8",
    timeout: 180_000,
  });
  if (status === 0 && existsSync(binary)) return { binary };
  if ((error as NodeJS.ErrnoException | undefined)?.code === "ENOENT") return { missing: "Go is not installed" };
  return { missing: `it could not be built: ${(error?.message ?? stderr).trim().split("\n").at(-1)}` };
}
