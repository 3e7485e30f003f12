import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { parse, stringify } from "yaml";
import { type Captured, capture } from "../../cli/child";
import { projectDirectory } from "../../cli/project";
import { openSandbox, type SandboxSession } from "../../cli/sandboxSession";
import { ensureEngine } from "../../engine";
import type { IdentityName } from "../../sandbox";

/** The real engine on a sandbox of the test's own: its own tenant, its own backend, its own stacks. */
export interface TestSession extends SandboxSession {
  readonly directory: string;
  /** Runs `pulumi` on the project's program; `configure` says with which configuration. */
  pulumi(...args: string[]): Promise<Captured>;
  /** Writes the stack's configuration, which the next commands use. */
  configure(integrations: unknown, more?: Record<string, unknown>): void;
  /** Whose credentials the next commands have, the providers among them. */
  actAs(identity: IdentityName): void;
  /** Runs one of the project's own commands, e.g. `verify`. */
  command(...args: string[]): Promise<Captured>;
  /** The same as somebody else, for this one command. */
  commandAs(name: IdentityName, ...args: string[]): Promise<Captured>;
}

/** The salt of the sandbox's published passphrase: every test's stack is opened by it. */
const { encryptionsalt } = parse(readFileSync(path.join(projectDirectory, "Pulumi.dev.yaml"), "utf8"));

export async function openTestSession(options: { program?: string } = {}): Promise<TestSession> {
  const directory = mkdtempSync(path.join(tmpdir(), "entra-integrations-"));
  const program = options.program ?? projectDirectory;
  const lines: string[] = [];
  const session = await openSandbox({
    engine: await ensureEngine(() => {}),
    directory,
    port: 0,
    report: (line) => lines.push(line),
  });
  const configFile = path.join(directory, "Pulumi.dev.yaml");
  let identity: IdentityName = "deployer";

  let config: Record<string, unknown> = {};
  // The stand-ins live in this process: what they do as whom is told by the provider's configuration.
  const write = () => {
    const { clientId, clientSecret } = session.sandbox.identities[identity];
    const azuread = { "azuread:clientId": clientId, "azuread:clientSecret": clientSecret };
    writeFileSync(configFile, stringify({ config: { ...azuread, ...config }, encryptionsalt }));
  };

  const run = (command: string, args: readonly string[], as = identity) =>
    capture(command, args, {
      environment: { ...session.environment, ...session.sandbox.environment(as) },
      cwd: program,
    });
  const own = path.join(projectDirectory, "bootstrap", "run.cjs");
  const stackCommands = new Set(["up", "preview", "refresh", "destroy", "import"]);

  const test: TestSession = {
    ...session,
    directory,
    pulumi: (command = "", ...args) =>
      run("pulumi", [
        command,
        ...args,
        "--non-interactive",
        ...(stackCommands.has(command) ? ["--config-file", configFile] : []),
      ]),
    configure(integrations, more = {}) {
      config = { "entra-integrations:sandbox": true, "entra-integrations:integrations": integrations, ...more };
      write();
    },
    actAs(name) {
      identity = name;
      write();
    },
    command: (...args) => run(process.execPath, [own, ...args]),
    commandAs: (name, ...args) => run(process.execPath, [own, ...args], name),
    close: async () => {
      await session.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
  test.configure([]);
  if (program !== projectDirectory) await makeStack(run);
  return test;
}

async function makeStack(run: (command: string, args: readonly string[]) => Promise<Captured>): Promise<void> {
  const made = await run("pulumi", [
    "stack",
    "init",
    "dev",
    "--no-select",
    "--secrets-provider",
    "passphrase",
    "--non-interactive",
  ]);
  if (made.code !== 0) throw new Error(`The stack could not be made: ${made.stderr}`);
}
