/** A Pulumi project in a temporary folder, run by the real engine. */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { engineVariables } from "./engineVariables";

export interface Result {
  readonly code: number;
  /** Standard output and error together. */
  readonly output: string;
}

export interface Project {
  readonly folder: string;
  /** Replaces the program; the SDKs are there as `azuread`, `random`, `resources`, `authorization`, `automation`, `pulumi`. */
  program(body: string): void;
  run(...args: string[]): Promise<Result>;
  /** The stack's state, secrets as they are stored. */
  state(): Promise<{ resources: StateResource[] }>;
  remove(): void;
}

export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs: Record<string, unknown>;
  readonly outputs: Record<string, unknown>;
}

const imports = `
import * as pulumi from "@pulumi/pulumi";
import * as azuread from "@pulumi/azuread";
import * as random from "@pulumi/random";
`;

/** @param variables of the engine beside the usual ones, e.g. PULUMI_DEBUG_PROVIDERS */
export async function createProject(variables: Record<string, string>): Promise<Project> {
  const folder = mkdtempSync(join(tmpdir(), "plugins-e2e-"));
  mkdirSync(join(folder, "backend"));
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
  writeFileSync(
    join(folder, "Pulumi.yaml"),
    "name: life\\nruntime:\\n  name: nodejs\\n  options: { typescript: true }\\n".replaceAll("\\\\n", "\\n"),
  );
  writeFileSync(join(folder, "package.json"), '{ "name": "life", "main": "index.ts" }');
  writeFileSync(
    join(folder, "tsconfig.json"),
    '{ "compilerOptions": { "module": "node16", "moduleResolution": "node16", "target": "es2022", "noCheck": true, "strict": true } }',
  );
  const environment = { ...process.env, ...engineVariables(folder), ...variables };
  const run = (...args: string[]) =>
    new Promise<Result>((done) => {
      execFile(
        "pulumi",
        [...args, "--non-interactive"],
        { cwd: folder, env: environment, maxBuffer: 1 << 26 },
        (error, out, err) => done({ code: error ? Number(error.code ?? 1) : 0, output: out + err }),
      );
    });
  const made = await run("stack", "init", "dev");
  if (made.code !== 0) throw new Error(made.output);
  return {
    folder,
    program: (body) => writeFileSync(join(folder, "index.ts"), imports + body),
    run,
    state: async () => JSON.parse((await run("stack", "export")).output).deployment,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
