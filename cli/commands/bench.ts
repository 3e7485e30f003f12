import { existsSync, readdirSync } from "node:fs";
import * as path from "node:path";
import { engineEnvironment, ensureEngine } from "../../engine";
import { reportProgress } from "../progress";
import { projectDirectory } from "../project";
import { runScript } from "../script";
import { UserError } from "../userError";

export const summary = "measure; with a name, only that benchmark: npm run bench -- start";

/** Each folder of bench/ with an index.ts is a benchmark. What follows the name is the benchmark's own. */
export async function run(args: readonly string[]): Promise<number> {
  const [first = "", ...rest] = args;
  if (first === "" || first.startsWith("-")) {
    for (const name of benchmarks()) {
      const code = await measure(name, args);
      if (code !== 0) return code;
    }
    return 0;
  }
  if (benchmarks().includes(first)) return await measure(first, rest);
  throw new UserError(`There is no benchmark "${first}".`, `There are ${benchmarks().join(", ")}.`);
}

/** With the engine on PATH. */
async function measure(name: string, args: readonly string[]): Promise<number> {
  const engine = await ensureEngine(reportProgress);
  return runScript(path.join("bench", name, "index.ts"), args, engineEnvironment(engine, process.env));
}

function benchmarks(): string[] {
  const folder = path.join(projectDirectory, "bench");
  return readdirSync(folder).filter((name) => existsSync(path.join(folder, name, "index.ts")));
}
