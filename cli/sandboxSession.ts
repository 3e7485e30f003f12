import { existsSync, mkdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { type Engine, engineEnvironment } from "../engine";
import { DirectoryInUseError, PortInUseError, type Sandbox, startSandbox } from "../sandbox";
import { type Plugins, pluginNames, startPlugins } from "../sandbox/plugins";
import { recoverBackend } from "./backendRecovery";
import { capture } from "./child";
import { projectDirectory, projectName, sandboxDirectory, sandboxStack } from "./project";
import { UserError } from "./userError";

/** Opens the secrets of sandbox stacks. Published on purpose: what it protects works in the sandbox only. */
const sandboxPassphrase = "sandbox";

export interface SessionOptions {
  readonly engine: Engine;
  /** Where tenant, certificate authority and stacks are kept. @default the project's */
  readonly directory?: string;
  /** 0 for any free one; the remembered one by default. */
  readonly port?: number;
  /** `installed` uses the provider plugins that the engine or PATH has, and stand-ins for the others. */
  readonly plugins?: "standIn" | "installed";
  /** Told what a user should know. */
  readonly report: (line: string) => void;
}

export interface SandboxSession {
  readonly sandbox: Sandbox;
  /** For commands that use the sandbox: engine, backend, plugins, credentials, certificate authority. */
  readonly environment: NodeJS.ProcessEnv;
  /** The stack may remember another tenant than there is: it was made anew, or the last run was killed. */
  readonly needsRefresh: boolean;
  close(): Promise<void>;
}

/** Starts the sandbox with its stand-in plugins. Raises a UserError where its port or folder cannot be had. */
export async function openSandbox(options: SessionOptions): Promise<SandboxSession> {
  const { engine, port, plugins = "standIn", directory = sandboxDirectory(), report } = options;
  const backend = path.join(directory, "backend");
  const sandbox = await startSandbox({ directory, port, log: report }).catch(explainStart);
  let standIns: Plugins | undefined;
  const close = async () => {
    await standIns?.close();
    await sandbox.close();
  };
  try {
    for (const warning of sandbox.warnings) report(`warning: ${warning}`);
    mkdirSync(backend, { recursive: true });
    const recovered = recoverBackend(backend);
    for (const line of recovered) report(line);
    const installed = plugins === "installed" ? await installedPlugins(engine) : new Set<string>();
    standIns = await startPlugins({
      origin: sandbox.origin,
      ca: readFileSync(sandbox.caFile, "utf8"),
      subscriptionId: sandbox.subscriptionId,
      identity: { tenantId: sandbox.tenantId, ...sandbox.identities.deployer },
      names: pluginNames.filter((name) => !installed.has(name)),
    });
    const environment = {
      ...engineEnvironment(engine, process.env),
      ...sandbox.environment(),
      PULUMI_BACKEND_URL: `file://${backend}`,
      PULUMI_CONFIG_PASSPHRASE: process.env.PULUMI_CONFIG_PASSPHRASE ?? sandboxPassphrase,
      PULUMI_DEBUG_PROVIDERS: standIns.debugProviders,
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      PULUMI_STACK: process.env.PULUMI_STACK ?? sandboxStack,
    };
    const differs = sandbox.freshlySeeded || recovered.length > 0;
    const needsRefresh = differs && stackExists(backend, environment.PULUMI_STACK);
    await ensureStack(environment, backend);
    return { sandbox, environment, needsRefresh, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What a user can mend about a sandbox that does not start. */
function explainStart(error: unknown): never {
  if (error instanceof PortInUseError) {
    throw new UserError(error.message, "Choose another with --port; --port 0 takes any free one.");
  }
  if (error instanceof DirectoryInUseError) {
    throw new UserError(
      error.message,
      "Wait for it or stop it; or give this one a folder of its own with SANDBOX_DIRECTORY.",
    );
  }
  throw error;
}

function stackExists(backend: string, stack: string): boolean {
  return existsSync(path.join(backend, ".pulumi", "stacks", projectName(), `${stack}.json`));
}

/** Not `stack select`: that would change which stack the user has selected, in every backend. */
async function ensureStack(environment: NodeJS.ProcessEnv, backend: string): Promise<void> {
  const stack = environment.PULUMI_STACK ?? sandboxStack;
  if (stack !== sandboxStack || stackExists(backend, stack)) return;
  const { code, stderr } = await capture(
    "pulumi",
    ["stack", "init", stack, "--no-select", "--secrets-provider", "passphrase", "--non-interactive"],
    { environment, cwd: projectDirectory },
  );
  if (code === 0) return;
  if (stderr.includes("incorrect passphrase")) throw wrongPassphrase();
  throw new UserError(`The stack "${stack}" could not be made: ${stderr.trim()}`);
}

function wrongPassphrase(): UserError {
  return new UserError(
    "PULUMI_CONFIG_PASSPHRASE does not open the secrets of the sandbox's stack.",
    "Unset it: the sandbox brings its own passphrase.",
  );
}

/** The provider plugins that the engine would find by itself: its own cache, or PATH. */
async function installedPlugins(engine: Engine): Promise<Set<string>> {
  const environment = engineEnvironment(engine, process.env);
  const { stdout } = await capture("pulumi", ["plugin", "ls", "--json"], { environment });
  const cached = (JSON.parse(stdout || "[]") as { name: string; kind: string }[])
    .filter(({ kind }) => kind === "resource")
    .map(({ name }) => name);
  const onPath = pluginNames.filter((name) =>
    (environment.PATH ?? "")
      .split(path.delimiter)
      .some((folder) => existsSync(path.join(folder, `pulumi-resource-${name}`))),
  );
  return new Set([...cached, ...onPath]);
}
