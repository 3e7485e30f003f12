import * as fs from "node:fs";
import * as path from "node:path";
import { runGuarded } from "../bootstrap/guarded.cjs";
import { withProgress } from "../bootstrap/progress.cjs";
import { type Engine, engineVersion, type Reporter } from "./engine";
import { goEnvironment, requireGo } from "./goToolchain";
import { engineFiles } from "./inspect";
import { moveIntoPlace, type Workshop } from "./workshop";

/** Folder of go.mod and go.sum files, which pin every module by its checksum. */
const modulesFolder = path.join(__dirname, "modules");

const cliPackage = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const hostPackage = "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs";
const sdkModule = "github.com/pulumi/pulumi/sdk/v3";
/** Pulumi's go.mod replaces modules, so `go install package@version` refuses; a module that requires it does not. */
const versionVariable = `${sdkModule}/go/common/version.Version`;

/** For a machine and a network far slower than usual ones. */
const limitMs = 40 * 60_000;

/** Builds the engine from the official sources, Go modules. Raises an Error that says what failed. */
export async function buildEngine(workshop: Workshop, report: Reporter): Promise<Engine> {
  await requireGo();
  const folder = workshop.newFolder();
  fs.cpSync(modulesFolder, folder, { recursive: true });
  const made = path.join(folder, "bin");
  fs.mkdirSync(made);
  const go = (module: "cli" | "host", args: readonly string[]) =>
    runGo(args, path.join(folder, module), folder, workshop);

  await withProgress(
    report,
    { what: "downloading the Go modules of Pulumi", usually: "20 to 60 s, 2 s when cached" },
    () => allOf([go("cli", ["list", "-deps", cliPackage]), go("host", ["list", "-deps", hostPackage])]),
  );
  const flags = `-s -w -X ${versionVariable}=v${engineVersion}`;
  await withProgress(report, { what: `building Pulumi ${engineVersion}`, usually: "1 to 3 min" }, () =>
    go("cli", ["build", "-ldflags", flags, "-o", path.join(made, engineFiles.cli), cliPackage]),
  );
  await withProgress(report, { what: "building Pulumi's language host for Node", usually: "10 to 30 s" }, () =>
    go("host", ["build", "-ldflags", "-s -w", "-o", path.join(made, engineFiles.languageHost), hostPackage]),
  );
  await copyScripts(made, (args) => go("cli", args));
  return { version: engineVersion, directory: await moveIntoPlace(made), source: "build" };
}

/** Policy packs and dynamic providers are started by two small scripts that are part of the SDK's sources. */
async function copyScripts(made: string, go: (args: readonly string[]) => Promise<string>): Promise<void> {
  const sources = (await go(["list", "-m", "-f", "{{.Dir}}", sdkModule])).trim();
  for (const script of [engineFiles.policyHost, engineFiles.dynamicProviderHost]) {
    fs.copyFileSync(path.join(sources, "nodejs", "dist", script), path.join(made, script));
    fs.chmodSync(path.join(made, script), 0o755);
  }
}

/** As Promise.all, but a failure waits for the others: they work in the folder that is removed then. */
async function allOf(works: readonly Promise<unknown>[]): Promise<void> {
  await Promise.allSettled(works);
  await Promise.all(works);
}

async function runGo(args: readonly string[], cwd: string, folder: string, workshop: Workshop): Promise<string> {
  const { code, output, stdout, timedOut } = await runGuarded("go", args, {
    cwd,
    env: goEnvironment(folder),
    scratch: folder,
    limitMs,
    onStart: workshop.shareWith,
  });
  if (timedOut) throw new Error(`go ${args[0]} was given up after ${limitMs / 60_000} minutes`);
  if (code !== 0) throw new Error(`go ${args[0]} failed:\n${output}`);
  return stdout;
}
