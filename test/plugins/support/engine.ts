/** A Pulumi project in a temporary folder, run by the real engine against the stand-ins and a sandbox of its own. */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { engineEnvironment, ensureEngine } from "../../../engine";
import { type Sandbox, startSandbox } from "../../../sandbox";
import { type Plugins, startPlugins } from "../../../sandbox/plugins";

export interface Result {
  readonly code: number;
  /** Standard output and error together. */
  readonly output: string;
}

export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs: Record<string, unknown>;
  readonly outputs: Record<string, unknown>;
}

export interface Project {
  readonly sandbox: Sandbox;
  readonly plugins: Plugins;
  /** Replaces the program: plain JavaScript, in which `pulumi`, `azuread`, `random` and `native(path)` are there. */
  program(body: string): void;
  /** Runs `pulumi`. */
  run(...args: string[]): Promise<Result>;
  /** As `run`, and raises what was printed where it failed. */
  ok(...args: string[]): Promise<string>;
  /** The resources in the stack's state by name, secrets as they are stored. */
  state(): Promise<Record<string, StateResource>>;
  close(): Promise<void>;
}

const head = `
const pulumi = require("@pulumi/pulumi");
const azuread = require("@pulumi/azuread");
const random = require("@pulumi/random");
const native = (path) => require("@pulumi/azure-native/" + path);
`;

export async function openProject(): Promise<Project> {
  const engine = await ensureEngine(() => {});
  const folder = mkdtempSync(join(tmpdir(), "plugins-e2e-"));
  const log: string[] = [];
  const sandbox = await startSandbox({ log: (line) => log.push(line) });
  const plugins = await startPlugins({
    origin: sandbox.origin,
    ca: readFileSync(sandbox.caFile, "utf8"),
    subscriptionId: sandbox.subscriptionId,
    identity: { tenantId: sandbox.tenantId, ...sandbox.identities.deployer },
  });
  mkdirSync(join(folder, "backend"));
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "Pulumi.yaml"), "name: life\nruntime: nodejs\n");
  writeFileSync(join(folder, "package.json"), '{ "name": "life", "main": "index.js" }');
  const env = {
    ...engineEnvironment(engine),
    PULUMI_BACKEND_URL: `file://${join(folder, "backend")}`,
    PULUMI_CONFIG_PASSPHRASE: "test",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_DEBUG_PROVIDERS: plugins.debugProviders,
    NO_COLOR: "1",
  };
  const run = (...args: string[]) =>
    new Promise<Result>((done) => {
      const options = { cwd: folder, env, maxBuffer: 1 << 26 };
      execFile("pulumi", [...args, "--non-interactive"], options, (error, out, err) =>
        done({ code: error ? 1 : 0, output: out + err }),
      );
    });
  const ok = async (...args: string[]) => {
    const { code, output } = await run(...args);
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")} failed:\n${output}\n${log.join("\n")}`);
    return output;
  };
  const close = async () => {
    await plugins.close();
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  };
  await ok("stack", "init", "dev");
  return {
    sandbox,
    plugins,
    program: (body) => writeFileSync(join(folder, "index.js"), head + body),
    run,
    ok,
    state: async () => {
      const { deployment } = JSON.parse(await ok("stack", "export")) as { deployment: { resources?: StateResource[] } };
      return Object.fromEntries((deployment.resources ?? []).map((one) => [one.urn.split("::").at(-1), one]));
    },
    close,
  };
}
