import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import { userHome } from "./home";
import { atLeast, parseVersion, type Version } from "./version";

/** What the go.mod of Pulumi 3.220.0 asks for. */
export const oldestGo = "1.24.7";
/** The first Go that can fetch a later Go by itself. */
const oldestSelfUpdatingGo: Version = [1, 21, 0];

/** Go's names where they differ from Node's. */
const systems: Partial<Record<string, string>> = { win32: "windows", sunos: "solaris" };
const processors: Partial<Record<string, string>> = { x64: "amd64", ia32: "386", ppc64: "ppc64le" };

/** Checks that there is a Go which can build the engine. Raises an Error that says what there is instead. */
export async function requireGo(): Promise<void> {
  const found = await versionOfGo();
  const version = parseVersion(found);
  if (!version) throw new Error(`Go ${oldestGo} or later is needed; "go env GOVERSION" answered "${found}"`);
  if (atLeast(version, parseVersion(oldestGo) as Version)) return;
  if (!atLeast(version, oldestSelfUpdatingGo)) throw new Error(`Go ${oldestGo} or later is needed; go is ${found}`);
  const toolchain = await goEnv("GOTOOLCHAIN", goEnvironment());
  if (!/auto|path/.test(toolchain)) {
    throw new Error(`Go ${oldestGo} or later is needed; go is ${found}, and GOTOOLCHAIN=${toolchain} forbids another`);
  }
}

/**
 * Environment for building: the user's own (proxies, caches, checksum database), without what would build for another
 * machine or from other modules. Set rather than removed, because `go env -w` may have set them too.
 */
export function goEnvironment(temporaryFolder?: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    // Without it Go finds no place for its caches.
    HOME: userHome(),
    GOOS: systems[process.platform] ?? process.platform,
    GOARCH: processors[process.arch] ?? process.arch,
    GO111MODULE: "on",
    GOFLAGS: "-mod=readonly -buildvcs=false",
    GOWORK: "off",
    CGO_ENABLED: "0",
    ...(temporaryFolder && { GOTMPDIR: temporaryFolder }),
  };
}

async function versionOfGo(): Promise<string> {
  try {
    return await goEnv("GOVERSION", { ...goEnvironment(), GOTOOLCHAIN: "local" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT")
      throw new Error("Go is not installed: there is no go on PATH");
    throw new Error(`go does not run: ${(error as Error).message}`);
  }
}

function goEnv(name: string, environment: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    // In a folder without go.mod, whose toolchain line would count otherwise.
    execFile("go", ["env", name], { env: environment, cwd: tmpdir() }, (error, stdout) => {
      if (error) reject(error);
      else resolve(stdout.trim());
    });
  });
}
