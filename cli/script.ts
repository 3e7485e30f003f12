import * as path from "node:path";
import { run } from "./child";
import { projectDirectory } from "./project";

/** Runs a TypeScript file of the project as a program of its own. Answers its exit code. */
export function runScript(file: string, args: readonly string[], environment = process.env): Promise<number> {
  const loader = path.join(projectDirectory, "bootstrap", "typescript.cjs");
  return run(process.execPath, ["--require", loader, path.join(projectDirectory, file), ...args], {
    environment,
    cwd: projectDirectory,
  });
}
