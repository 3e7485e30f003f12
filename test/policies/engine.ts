/** Runs programs with the policy pack on the real engine, against providers that create nothing. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { serveEchoProvider } from "./echoProvider";

const repository = path.resolve(__dirname, "../..");

export interface Outcome {
  readonly code: number | null;
  /** What the engine printed, standard error included. */
  readonly output: string;
}

export interface Project {
  readonly directory: string;
  /** Runs `pulumi` in the project. */
  pulumi(...args: readonly string[]): Promise<Outcome>;
  /** Replaces the program. */
  write(program: string): void;
  close(): void;
}

/** A temporary project with a stack `dev`, whose program is plain JavaScript on the raw provider packages of `modules`. */
export async function createProject(
  program: string,
  modules = path.join(repository, "node_modules"),
): Promise<Project> {
  const directory = mkdtempSync(path.join(tmpdir(), "policies-"));
  const azureNative = await serveEchoProvider("azure-native");
  const azuread = await serveEchoProvider("azuread", {
    "azuread:index/getServicePrincipal:getServicePrincipal": ({ clientId }) => ({
      clientId,
      objectId: "5a6f1c1e-0000-4000-8000-000000000001",
    }),
  });
  const write = (source: string) => writeFileSync(path.join(directory, "index.js"), source);
  writeFileSync(path.join(directory, "Pulumi.yaml"), "name: sample\nruntime: nodejs\n");
  writeFileSync(path.join(directory, "package.json"), JSON.stringify({ name: "sample", main: "index.js" }));
  symlinkSync(modules, path.join(directory, "node_modules"));
  mkdirSync(path.join(directory, "state"));
  write(program);
  const env = {
    ...process.env,
    PULUMI_BACKEND_URL: `file://${path.join(directory, "state")}`,
    PULUMI_CONFIG_PASSPHRASE: "test",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_DEBUG_PROVIDERS: `${azuread.debugProvider},${azureNative.debugProvider}`,
    NO_COLOR: "1",
  };
  const pulumi = (...args: readonly string[]) => execute("pulumi", [...args, "--non-interactive"], directory, env);
  const close = () => {
    azuread.close();
    azureNative.close();
    rmSync(directory, { recursive: true, force: true });
  };
  const made = await pulumi("stack", "init", "dev");
  if (made.code !== 0) {
    close();
    throw new Error(`The test project cannot be made: ${made.output}`);
  }
  return { directory, pulumi, write, close };
}

/** The folder to give to `--policy-pack`. */
export const pack = path.join(repository, "policies");

export function execute(
  command: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (output += data));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
  });
}
