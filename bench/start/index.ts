import { execFile } from "node:child_process";
import * as path from "node:path";
import { promisify } from "node:util";
import { startSandbox } from "../../sandbox";
import { writeUsualProgram } from "./usual";

/** Start-up of the program against the same program written the usual way, in turn, in one run: wall time and peak memory. */

const project = path.resolve(__dirname, "..", "..");
const usual = path.join(__dirname, ".usual");
const runs = Number(process.argv.find((argument) => /^\d+$/.test(argument)) ?? 3);

interface Cost {
  readonly seconds: number;
  readonly megabytes: number;
}

const run = promisify(execFile);

/** Not synchronous: the program reads the tenant of the sandbox, which is in this process. */
async function start(folder: string, env: NodeJS.ProcessEnv): Promise<Cost> {
  const from = process.hrtime.bigint();
  const { stdout } = await run(process.execPath, [path.join(__dirname, "program.cjs"), folder], { cwd: folder, env });
  const seconds = Number(process.hrtime.bigint() - from) / 1e9;
  return { seconds, megabytes: JSON.parse(stdout).peakKilobytes / 1024 };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

async function main(): Promise<void> {
  writeUsualProgram(project, usual);
  const sandbox = await startSandbox();
  const env = { ...process.env, ...sandbox.environment() };
  try {
    await start(project, env);
    const pairs: { usual: Cost; ours: Cost }[] = [];
    while (pairs.length < runs) pairs.push({ usual: await start(usual, env), ours: await start(project, env) });
    report(pairs);
  } finally {
    await sandbox.close();
  }
}

function report(pairs: readonly { usual: Cost; ours: Cost }[]): void {
  const of = (which: "usual" | "ours", what: keyof Cost) => median(pairs.map((pair) => pair[which][what]));
  const result = {
    runs,
    usual: { seconds: of("usual", "seconds"), megabytes: of("usual", "megabytes") },
    ours: { seconds: of("ours", "seconds"), megabytes: of("ours", "megabytes") },
    timesFaster: median(pairs.map(({ usual, ours }) => usual.seconds / ours.seconds)),
    shareOfMemory: median(pairs.map(({ usual, ours }) => ours.megabytes / usual.megabytes)),
  };
  if (process.argv.includes("--json")) {
    console.log(JSON.stringify(result, null, 2));
    return;
  }
  const row = (name: string, { seconds, megabytes }: Cost) =>
    console.log(`${name.padEnd(40)} ${seconds.toFixed(2).padStart(8)} s ${megabytes.toFixed(0).padStart(8)} MB`);
  console.log(`Start-up of the program, medians of ${runs} pairs`);
  row("usual (root imports, type check)", result.usual);
  row("this project", result.ours);
  console.log(
    `${result.timesFaster.toFixed(1)} times faster, at ${(result.shareOfMemory * 100).toFixed(0)} % of the memory (wanted: at least 8, at most 20 %)`,
  );
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
