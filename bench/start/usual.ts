import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import * as path from "node:path";

/** What is no part of the program. */
const leftOut = new Set([
  "node_modules",
  "bench",
  "bootstrap",
  "cli",
  "docs",
  "engine",
  "explain",
  "policies",
  "sandbox",
  "scripts",
  "test",
]);

/** What `pulumi new azure-typescript` writes: everything is type-checked at every start. */
const usualTsconfig = {
  compilerOptions: {
    strict: true,
    outDir: "bin",
    target: "es2022",
    module: "commonjs",
    moduleResolution: "node",
    sourceMap: true,
    experimentalDecorators: true,
    pretty: true,
    noFallthroughCasesInSwitch: true,
    noImplicitReturns: true,
    forceConsistentCasingInFileNames: true,
    esModuleInterop: true,
    resolveJsonModule: true,
    skipLibCheck: true,
  },
  files: ["index.ts"],
};

/** Writes the same program the usual way into `folder`: packages imported by their root, azure-native among them. */
export function writeUsualProgram(project: string, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const parts = readdirSync(project).filter((name) => !name.startsWith(".") && !leftOut.has(name));
  for (const part of parts) {
    const isSource = statSync(path.join(project, part)).isDirectory() || part.endsWith(".ts");
    if (isSource) cpSync(path.join(project, part), path.join(folder, part), { recursive: true });
  }
  for (const file of sourcesIn(folder)) {
    const source = readFileSync(file, "utf8");
    writeFileSync(file, source.replace(/from "(@pulumi\/azuread)\/[^"]+"/g, 'from "$1"'));
  }
  const index = path.join(folder, "index.ts");
  writeFileSync(
    index,
    `import * as azureNative from "@pulumi/azure-native";\nvoid azureNative.resources.ResourceGroup;\n${readFileSync(index, "utf8")}`,
  );
  writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify(usualTsconfig, null, 2));
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => path.join(folder, name));
}
