import * as path from "node:path";
import { run } from "./child";
import { projectDirectory } from "./project";

/** Scripts of the development tools, as `node` runs them. */
const scripts = {
  biome: "@biomejs/biome/bin/biome",
  jest: "jest/bin/jest.js",
  tsc: "typescript/bin/tsc",
} as const;

/** Runs a development tool in the project's folder. Answers its exit code. */
export function runTool(
  tool: keyof typeof scripts,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  const script = path.join(projectDirectory, "node_modules", scripts[tool]);
  return run(process.execPath, [script, ...args], { environment, cwd: projectDirectory });
}
