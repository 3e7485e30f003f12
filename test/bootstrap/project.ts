import { type ChildProcess, spawn } from "node:child_process";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

const bootstrap = path.resolve(__dirname, "../../bootstrap");

/** A process and what it has printed so far. */
export interface Started {
  readonly child: ChildProcess;
  output(): string;
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** Resolves once the output contains this. */
  said(text: string): Promise<void>;
}

export function startNode(args: readonly string[], environment: NodeJS.ProcessEnv = process.env): Started {
  const child = spawn(process.execPath, args, { env: environment, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  return {
    child,
    output: () => output,
    ended: new Promise((resolve) => child.on("close", (code, signal) => resolve(signal ?? code ?? -1))),
    said: (text) =>
      until(
        () => output.includes(text),
        () => `"${text}" in:\n${output}`,
      ),
  };
}

/** Waits for a condition, and fails with its description where it does not come. */
export async function until(condition: () => boolean, description: () => string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Waited in vain for ${description()}`);
}

export function isAlive(pid: number): boolean {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
    return !/\) [ZX]/.test(stat);
  } catch {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  }
}

export function temporaryFolder(): string {
  return fs.realpathSync(fs.mkdtempSync(path.join(tmpdir(), "entra-integrations-test-")));
}

/** A project whose dependencies are its own folders: npm needs no network. Each installation adds a line to `log`. */
export class TinyProject {
  readonly root = temporaryFolder();
  readonly log = path.join(this.root, "installations.log");
  readonly stamp = path.join(this.root, "node_modules/.installed-from-lock");

  /** @param installing what npm does meanwhile, JavaScript */
  constructor(installing = "") {
    this.write(
      "install.js",
      `require("fs").appendFileSync(${JSON.stringify(this.log)}, process.pid + "\\n");${installing}`,
    );
    this.write("tool/package.json", JSON.stringify({ name: "tool", version: "1.0.0" }));
    this.describe("1.0.0");
  }

  /** Writes package.json and a package-lock.json that fits it, with this version of the first dependency. */
  describe(version: string): void {
    const scripts = { install: `node ${path.join(this.root, "install.js")}` };
    this.write("needed/package.json", JSON.stringify({ name: "needed", version, scripts }));
    const description = {
      name: "tiny",
      version: "1.0.0",
      dependencies: { needed: "file:needed" },
      devDependencies: { tool: "file:tool" },
    };
    this.write("package.json", JSON.stringify(description));
    this.write(
      "package-lock.json",
      JSON.stringify({
        name: "tiny",
        version: "1.0.0",
        lockfileVersion: 3,
        requires: true,
        packages: {
          "": description,
          needed: { version, hasInstallScript: true },
          "node_modules/needed": { resolved: "needed", link: true },
          "node_modules/tool": { resolved: "tool", link: true },
          tool: { version: "1.0.0", dev: true },
        },
      }),
    );
  }

  write(file: string, text: string): void {
    fs.mkdirSync(path.dirname(path.join(this.root, file)), { recursive: true });
    fs.writeFileSync(path.join(this.root, file), text);
  }

  has(file: string): boolean {
    return fs.existsSync(path.join(this.root, file));
  }

  installations(): number {
    return fs.existsSync(this.log) ? fs.readFileSync(this.log, "utf8").trim().split("\n").length : 0;
  }

  /** Does what every command does first. */
  install(environment: NodeJS.ProcessEnv = process.env): Started {
    const script = `const { installDependencies } = require(${JSON.stringify(path.join(bootstrap, "install.cjs"))});
      installDependencies(${JSON.stringify(this.root)}, (line) => console.log(line))
        .catch((error) => { console.error(error.message); process.exitCode = error.exitCode ?? 70; });`;
    return startNode(["-e", script], environment);
  }

  remove(): void {
    fs.rmSync(this.root, { recursive: true, force: true });
  }
}
