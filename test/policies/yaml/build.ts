/** Builds Pulumi's language host for YAML. A program of its own, so that tests can wait for it before they are declared. */
import * as fs from "node:fs";
import * as path from "node:path";
import { runGuarded } from "../../../bootstrap/guarded.cjs";
import { acquireLock } from "../../../bootstrap/lock.cjs";
import { reasonOf } from "../../../engine/failure";
import { goEnvironment, requireGo } from "../../../engine/goToolchain";
import { hostFile, hostFolder } from "./host";

const hostPackage = "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml";
const limitMs = 15 * 60_000;

async function build(): Promise<void> {
  await requireGo();
  const parent = path.dirname(hostFolder);
  const lock = await acquireLock(path.join(parent, "lock"));
  const folder = fs.mkdtempSync(path.join(parent, "build-"));
  try {
    // Another process may have built it while this one waited.
    if (fs.existsSync(path.join(hostFolder, hostFile))) return;
    for (const file of ["go.mod", "go.sum"]) fs.copyFileSync(path.join(__dirname, file), path.join(folder, file));
    const made = path.join(folder, "bin");
    const args = ["build", "-ldflags", "-s -w", "-o", path.join(made, hostFile), hostPackage];
    const { code, output, timedOut } = await runGuarded("go", args, {
      cwd: folder,
      env: goEnvironment(folder),
      scratch: folder,
      limitMs,
      onStart: lock.shareWith,
    });
    if (timedOut) throw new Error(`go build was given up after ${limitMs / 60_000} minutes`);
    if (code !== 0) throw new Error(reasonOf(output));
    fs.renameSync(made, hostFolder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
    lock.release();
  }
}

build().catch((error: unknown) => {
  console.error(reasonOf(error));
  process.exitCode = 1;
});
