import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { engineEnvironment, ensureEngine } from "../../engine";
import { reportProgress } from "../progress";
import { runTool } from "../tool";
import { isForUser } from "../userError";
import { run as lint } from "./lint";
import { run as typecheck } from "./typecheck";

export const summary = "types, linter and tests; with arguments only jest, which gets them";

interface Step {
  readonly name: string;
  readonly passed: boolean;
}

/** What `jestTotals.cjs` writes. */
interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Runs all steps even if one fails. The last line is jest's totals: `12 passed, 0 failed`. */
export async function run(args: readonly string[]): Promise<number> {
  const steps: Step[] = [];
  const step = async (name: string, work: () => Promise<number>) => {
    reportProgress(`\n── ${name}`);
    steps.push({ name, passed: (await work()) === 0 });
  };

  let environment: NodeJS.ProcessEnv = process.env;
  let totals: Totals | undefined;
  await step("engine", async () => {
    environment = await environmentWithEngine();
    return environment === process.env ? 1 : 0;
  });
  if (args.length === 0) {
    await step("types", () => typecheck([]));
    await step("format and style", () => lint([]));
  }
  await step("tests", async () => {
    const result = await runJest(args, environment);
    totals = result.totals;
    return result.code;
  });

  console.log(`\n${steps.map(({ name, passed }) => `${passed ? "✓" : "✗"} ${name}`).join("\n")}`);
  if (totals) console.log(lineOf(totals));
  return steps.every(({ passed }) => passed) ? 0 : 1;
}

/** The engine is put on PATH for the tests; without one they run too, and those that need it fail. */
async function environmentWithEngine(): Promise<NodeJS.ProcessEnv> {
  try {
    const engine = await ensureEngine(reportProgress);
    reportProgress(`Pulumi ${engine.version} in ${engine.directory}`);
    return engineEnvironment(engine, process.env);
  } catch (error) {
    if (!isForUser(error)) throw error;
    reportProgress(`${error.message}\n${error.advice ?? ""}`);
    return process.env;
  }
}

async function runJest(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<{ code: number; totals?: Totals }> {
  const folder = mkdtempSync(path.join(tmpdir(), "entra-integrations-tests-"));
  const file = path.join(folder, "totals.json");
  // After the arguments: --reporters takes every file name that follows it for one more.
  const reporters = ["default", path.join(__dirname, "../jestTotals.cjs")].map((name) => `--reporters=${name}`);
  try {
    const code = await runTool("jest", [...args, ...reporters], { ...environment, JEST_TOTALS_FILE: file });
    return { code, totals: readTotals(file) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Undefined where jest was asked for something else, such as --listTests or --help. */
function readTotals(file: string): Totals | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

function lineOf({ passed, failed, skipped }: Totals): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
