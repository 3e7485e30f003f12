import * as fs from "node:fs";
import * as path from "node:path";
import { type Engine, ensureEngine } from "../../engine";
import { type Started, startNode, temporaryFolder } from "../bootstrap/project";

const project = path.resolve(__dirname, "../..");

/** The real engine, wherever it is. */
export function realEngine(): Promise<Engine> {
  return ensureEngine(() => {});
}

/** A machine of its own for `npm run engine`: what is on PATH, what is installed, what can be reached. */
export class Machine {
  readonly root = temporaryFolder();
  readonly pulumiHome = path.join(this.root, "home");
  readonly versions = path.join(this.pulumiHome, "versions");
  readonly installed = path.join(this.versions, "3.220.0", "bin");
  private readonly searchPath: string[] = [];
  private installScript: string | undefined;

  /** A folder on PATH, after those before. */
  addToPath(name: string): string {
    const folder = path.join(this.root, name);
    fs.mkdirSync(folder, { recursive: true });
    this.searchPath.push(folder);
    return folder;
  }

  /** A program in JavaScript. */
  program(folder: string, name: string, body: string): void {
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, name), `#!${process.execPath}\n${body}\n`, { mode: 0o755 });
  }

  /** A `go` on PATH that answers `go env`, and does `otherwise` for the rest. */
  go(version: string, otherwise = "", toolchain = "local"): void {
    const answers = JSON.stringify({ GOVERSION: version, GOTOOLCHAIN: toolchain });
    this.program(
      this.addToPath("go"),
      "go",
      `const [command, name] = process.argv.slice(2);
       if (command === "env") console.log(${answers}[name]);
       else { ${otherwise} }`,
    );
  }

  /** Files of the real engine, or some of them. */
  copyEngine(engine: Engine, folder: string, files = fs.readdirSync(engine.directory)): void {
    fs.mkdirSync(folder, { recursive: true });
    for (const file of files) {
      fs.copyFileSync(path.join(engine.directory, file), path.join(folder, file), fs.constants.COPYFILE_FICLONE);
    }
  }

  /** Lets the official installer be reached. It gets the folder to install to as ROOT. */
  serveInstaller(script: string): void {
    this.installScript = path.join(this.root, "install.sh");
    fs.writeFileSync(this.installScript, `#!/bin/sh\nset -e\nROOT=$3\n${script}\n`);
  }

  /** An installer that copies the real engine, and notes in installs.log that it ran. */
  serveEngine(engine: Engine, meanwhile = ""): void {
    this.serveInstaller(
      `echo ran >> ${this.root}/installs.log\n/bin/mkdir -p $ROOT/bin\n${meanwhile}\n/bin/cp ${engine.directory}/pulumi* $ROOT/bin`,
    );
  }

  engine(overrides: NodeJS.ProcessEnv = {}): Started {
    const environment = {
      ...process.env,
      PATH: this.searchPath.join(path.delimiter),
      PULUMI_HOME: this.pulumiHome,
      NODE_OPTIONS: `--require ${path.join(__dirname, "unreachable.cjs")}`,
      INSTALL_SCRIPT: this.installScript,
      ...overrides,
    };
    return startNode([path.join(project, "bootstrap/run.cjs"), "engine", "--json"], environment);
  }

  /** Everything below a folder, relative to it. */
  tree(folder = this.pulumiHome): string[] {
    return fs.existsSync(folder) ? (fs.readdirSync(folder, { recursive: true }) as string[]).sort() : [];
  }

  remove(): void {
    fs.rmSync(this.root, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** What `npm run engine -- --json` printed. */
export function answer(started: Started): Engine {
  const text = started.output();
  return JSON.parse(text.slice(text.indexOf("{")));
}
