import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { engineEnvironment, ensureEngine } from "../../engine";
import { reportProgress } from "../progress";
import { runTool } from "../tool";
import { isForUser } from "../userError";

export const summary = "types, linter and tests; with arguments only jest, which gets them";

interface Step {
  readonly name: string;
  readonly passed: boolean;
}

/** What jest's --json report is read for. */
interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  /** Files that did not even load. */
  readonly numRuntimeErrorTestSuites: number;
}

/** Runs all steps even if one fails. The last line is jest's totals: `12 passed, 0 failed`. */
export async function run(args: readonly string[]): Promise<number> {
  const steps: Step[] = [];
  const step = async (name: string, work: () => Promise<number>) => {
    reportProgress(`\n── ${name}`);
    steps.push({ name, passed: (await work()) === 0 });
  };

  let environment: NodeJS.ProcessEnv = process.env;
  let totals: string | undefined;
  await step("engine", async () => {
    environment = await environmentWithEngine();
    return environment === process.env ? 1 : 0;
  });
  if (args.length === 0) {
    await step("types", () => runTool("tsc", ["--project", "tsconfig.check.json"]));
    await step("format and style", () => runTool("biome", ["ci", "."]));
  }
  await step("tests", async () => {
    const { code, report } = await runJest(args, environment);
    totals = report ? totalsOf(report) : undefined;
    return code;
  });

  console.log(`\n${steps.map(({ name, passed }) => `${passed ? "✓" : "✗"} ${name}`).join("\n")}`);
  if (totals) console.log(totals);
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
): Promise<{ code: number; report?: JestReport }> {
  const folder = mkdtempSync(path.join(tmpdir(), "entra-integrations-tests-"));
  const file = path.join(folder, "report.json");
  try {
    const code = await runTool("jest", ["--json", `--outputFile=${file}`, ...args], environment);
    return { code, report: readReport(file) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Undefined where jest was asked for something else, such as --listTests or --help. */
function readReport(file: string): JestReport | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

function totalsOf(report: JestReport): string {
  const skipped = report.numPendingTests + report.numTodoTests;
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  return `${report.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
