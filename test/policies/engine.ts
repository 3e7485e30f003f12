/** Runs programs with the policy pack on the real engine, against providers that create nothing. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { serveEchoProvider } from "./echoProvider";
import { lookUps } from "./lookUps";
import { schemaOf } from "./yaml/schema";

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

/** What a rule said in a run, and about which resource. */
export interface Said {
  readonly level: string;
  readonly rule: string;
  readonly resource: string;
}

/** Everything that rules said, as the engine prints it. */
export function saidIn(output: string): Said[] {
  const lines = output.matchAll(/\[(mandatory|advisory)\](?: \[[^\]]*\])? +(\S+) +\(.*: (\S+)\)/g);
  return [...lines].map(([, level = "", rule = "", resource = ""]) => ({ level, rule, resource }));
}

export interface ProjectOptions {
  /** The folder of Node packages that programs find. @default this repository's */
  readonly modules?: string;
  /** The folder of Pulumi's language host for YAML: programs are then Pulumi YAML, else plain JavaScript. */
  readonly yamlHost?: string;
}

/** A temporary project with a stack `dev`, whose program uses the raw providers. */
export async function createProject(program: string, options: ProjectOptions = {}): Promise<Project> {
  const { modules = path.join(repository, "node_modules"), yamlHost } = options;
  const directory = mkdtempSync(path.join(tmpdir(), "policies-"));
  let current = program;
  const providers = await Promise.all(
    ["azuread", "azure-native", "azure", "time", "random", "command", "github", "entra-integrations"].map((name) =>
      serveEchoProvider(name, lookUps, (provider) => schemaOf(provider, current)),
    ),
  );
  const write = (source: string) => {
    current = source;
    if (yamlHost === undefined) writeFileSync(path.join(directory, "index.js"), source);
    else writeFileSync(path.join(directory, "Pulumi.yaml"), `name: sample\nruntime: yaml\n${source}`);
  };
  if (yamlHost === undefined) {
    writeFileSync(path.join(directory, "Pulumi.yaml"), "name: sample\nruntime: nodejs\n");
    writeFileSync(path.join(directory, "package.json"), JSON.stringify({ name: "sample", main: "index.js" }));
    symlinkSync(modules, path.join(directory, "node_modules"));
  }
  mkdirSync(path.join(directory, "state"));
  write(program);
  const env = {
    ...process.env,
    PATH: [process.env.PATH, ...(yamlHost ? [yamlHost] : [])].join(path.delimiter),
    PULUMI_BACKEND_URL: `file://${path.join(directory, "state")}`,
    PULUMI_CONFIG_PASSPHRASE: "test",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_DEBUG_PROVIDERS: providers.map(({ debugProvider }) => debugProvider).join(","),
    NO_COLOR: "1",
  };
  const pulumi = (...args: readonly string[]) => execute("pulumi", [...args, "--non-interactive"], directory, env);
  const close = () => {
    for (const provider of providers) provider.close();
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
