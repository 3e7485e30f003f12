import { spawnSync } from "node:child_process";
import * as path from "node:path";
import { writeUsualProgram } from "./usual";

/** Start-up of the program against the same program written the usual way, in turn, in one run: wall time and peak memory. */

const project = path.resolve(__dirname, "..", "..");
const usual = path.join(__dirname, ".usual");
const runs = Number(process.argv.find((argument) => /^\d+$/.test(argument)) ?? 3);

interface Cost {
  readonly seconds: number;
  readonly megabytes: number;
}

function start(folder: string): Cost {
  const from = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(__dirname, "program.cjs"), folder], {
    encoding: "utf8",
    cwd: folder,
  });
  const seconds = Number(process.hrtime.bigint() - from) / 1e9;
  if (status !== 0) throw new Error(`The program in ${folder} failed: ${stderr}`);
  return { seconds, megabytes: JSON.parse(stdout).peakKilobytes / 1024 };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

writeUsualProgram(project, usual);
start(project);
const pairs = Array.from({ length: runs }, () => ({ usual: start(usual), ours: start(project) }));
const of = (which: "usual" | "ours", what: keyof Cost) => median(pairs.map((pair) => pair[which][what]));
const result = {
  runs,
  usual: { seconds: of("usual", "seconds"), megabytes: of("usual", "megabytes") },
  ours: { seconds: of("ours", "seconds"), megabytes: of("ours", "megabytes") },
  timesFaster: median(pairs.map(({ usual, ours }) => usual.seconds / ours.seconds)),
  shareOfMemory: median(pairs.map(({ usual, ours }) => ours.megabytes / usual.megabytes)),
};

if (process.argv.includes("--json")) console.log(JSON.stringify(result, null, 2));
else {
  const row = (name: string, { seconds, megabytes }: Cost) =>
    console.log(`${name.padEnd(40)} ${seconds.toFixed(2).padStart(8)} s ${megabytes.toFixed(0).padStart(8)} MB`);
  console.log(`Start-up of the program, medians of ${runs} pairs`);
  row("usual (root imports, type check)", result.usual);
  row("this project", result.ours);
  console.log(
    `${result.timesFaster.toFixed(1)} times faster, at ${(result.shareOfMemory * 100).toFixed(0)} % of the memory (wanted: at least 8, at most 20 %)`,
  );
}
