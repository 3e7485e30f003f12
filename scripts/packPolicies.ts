/**
 * Packs the policy pack as an npm package of its own, with what it needs of the catalogue, as plain JavaScript:
 *
 *     npm run policies:pack -- [--output <folder>]
 *
 * writes `entra-integrations-policies-<version>.tgz`, by default into the project's folder. After `npm install <tarball>` any Pulumi project uses it:
 * `pulumi preview --policy-pack node_modules/entra-integrations-policies`.
 */
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { parseArgs } from "node:util";
import * as ts from "typescript";
import { policyReference } from "./policyReference";

const project = path.resolve(__dirname, "..");
const entry = path.join(project, "policies", "index.ts");

/** Writes the package into `output` and answers the path of the tarball. */
export function packPolicies(output: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), "policies-"));
  try {
    const packages = writeCode(folder);
    writeManifest(folder, packages);
    copyFileSync(path.join(project, "policies", "PulumiPolicy.yaml"), path.join(folder, "PulumiPolicy.yaml"));
    copyFileSync(path.join(project, "LICENSE"), path.join(folder, "LICENSE"));
    writeFileSync(path.join(folder, "README.md"), policyReference());
    const [packed] = JSON.parse(
      execFileSync("npm", ["pack", "--json", "--pack-destination", path.resolve(output)], {
        cwd: folder,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      }),
    );
    return path.resolve(output, packed.filename);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Compiles the pack and everything of ours that it loads into `lib`; answers the packages that it loads besides. */
function writeCode(folder: string): ReadonlySet<string> {
  const packages = new Set<string>();
  const seen = new Set([entry]);
  for (const file of seen) {
    const target = path.join(folder, "lib", path.relative(project, file)).replace(/\.ts$/, ".js");
    const source = readFileSync(file, "utf8");
    mkdirSync(path.dirname(target), { recursive: true });
    if (!file.endsWith(".ts")) {
      writeFileSync(target, source);
      continue;
    }
    const code = compile(source, file);
    writeFileSync(target, code);
    for (const [, name = ""] of code.matchAll(/require\("([^"]+)"\)/g)) {
      if (name.startsWith(".")) seen.add(resolve(file, name));
      else if (!name.startsWith("node:")) packages.add(name.split("/", name.startsWith("@") ? 2 : 1).join("/"));
    }
  }
  return packages;
}

function compile(source: string, fileName: string): string {
  const compilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.CommonJS,
    esModuleInterop: true,
  };
  return ts.transpileModule(source, { fileName, compilerOptions }).outputText;
}

function resolve(from: string, name: string): string {
  const base = path.resolve(path.dirname(from), name);
  const found = [base, `${base}.ts`, path.join(base, "index.ts")].find(
    (file) => path.extname(file) && existsSync(file),
  );
  if (found === undefined) throw new Error(`${from} loads "${name}", which is not there.`);
  return found;
}

/** The manifest of the pack in the repository, for what was compiled from it. */
function writeManifest(folder: string, packages: ReadonlySet<string>): void {
  const read = (file: string) => JSON.parse(readFileSync(path.join(project, file), "utf8"));
  const { private: _, scripts, ...manifest } = read("policies/package.json");
  const known: Record<string, string> = { ...read("package.json").dependencies, ...manifest.dependencies };
  const dependencies = Object.fromEntries(
    [...new Set([...Object.keys(manifest.dependencies), ...packages])].sort().map((name) => [name, known[name]]),
  );
  const files = ["lib", "PulumiPolicy.yaml"];
  const text = JSON.stringify({ ...manifest, main: "lib/policies/index.js", files, dependencies }, undefined, 2);
  writeFileSync(path.join(folder, "package.json"), `${text}\n`);
}

if (require.main === module) {
  const { values } = parseArgs({ options: { output: { type: "string", default: project } } });
  console.log(packPolicies(values.output));
}
