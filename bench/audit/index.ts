import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { capture } from "../../cli/child";
import { projectDirectory } from "../../cli/project";
import { startSandbox } from "../../sandbox";
import { type Least, leastOf } from "./least";
import { tenantOf } from "./tenant";

/**
 * `npm run audit` on tenants of several sizes: how many requests against the least possible number, and its peak memory:
 *
 *     npm run bench -- audit [--json] [sizes…]       default: 100 1000 10000 applications
 *
 * The audit is a process of its own; requests are those that carry a token, sign-in is not counted. Fails above 1.3 times the least
 * number, or where memory grows faster than the tenant.
 */

const sizes = process.argv.slice(2).map(Number).filter(Number.isInteger);
const mostRatio = 1.3;

interface Measured extends Least {
  readonly peakBytes: number;
}

interface Result {
  readonly applications: number;
  readonly requests: number;
  readonly least: number;
  readonly ratio: number;
  readonly reads: number;
  readonly leastReads: number;
  readonly findings: number;
  readonly seconds: number;
  readonly peakMegabytes: number;
}

async function measure(applications: number, directory: string): Promise<Result> {
  const state = tenantOf(applications);
  const least = leastOf(state);
  const sandbox = await startSandbox({ state });
  const counts = path.join(directory, "counts.json");
  const output = path.join(directory, "audit.json");
  try {
    const from = process.hrtime.bigint();
    const { code, stderr } = await capture(
      process.execPath,
      [
        "--require",
        path.join(__dirname, "count.cjs"),
        path.join(projectDirectory, "bootstrap", "run.cjs"),
        "audit",
        "--format",
        "json",
        "--output",
        output,
      ],
      {
        environment: { ...process.env, ...sandbox.environment("reader"), BENCH_AUDIT_RESULT: counts },
        cwd: projectDirectory,
      },
    );
    if (code !== 0) throw new Error(`The audit failed: ${stderr}`);
    const seconds = Number(process.hrtime.bigint() - from) / 1e9;
    const { findings, read } = JSON.parse(readFileSync(output, "utf8"));
    if (read.applications !== state.applications.length) throw new Error("The audit did not read every application.");
    const measured = JSON.parse(readFileSync(counts, "utf8")) as Measured;
    return {
      applications,
      requests: measured.requests,
      least: least.requests,
      ratio: measured.requests / least.requests,
      reads: measured.reads,
      leastReads: least.reads,
      findings: findings.length,
      seconds,
      peakMegabytes: measured.peakBytes / 1e6,
    };
  } finally {
    await sandbox.close();
  }
}

/** Whether the memory grew no more than the tenant did. */
function growsLinearly(results: readonly Result[]): boolean {
  return results.every((result, index) => {
    const before = results[index - 1];
    return !before || result.peakMegabytes / before.peakMegabytes <= result.applications / before.applications;
  });
}

async function main(): Promise<void> {
  const directory = mkdtempSync(path.join(tmpdir(), "bench-audit-"));
  const results: Result[] = [];
  try {
    const wanted = (sizes.length > 0 ? sizes : [100, 1000, 10_000]).sort((a, b) => a - b);
    for (const applications of wanted) results.push(await measure(applications, directory));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  if (process.argv.includes("--json")) console.log(JSON.stringify(results, undefined, 2));
  else {
    for (const {
      applications,
      requests,
      least,
      ratio,
      reads,
      leastReads,
      peakMegabytes,
      seconds,
      findings,
    } of results) {
      console.log(
        `${applications} applications: ${requests} requests, least possible ${least} (${ratio.toFixed(2)} times); ` +
          `${reads} reads, least possible ${leastReads}; peak memory ${peakMegabytes.toFixed(0)} MB; ${findings} findings in ${seconds.toFixed(1)} s`,
      );
    }
  }
  const tooMany = results.some(({ ratio }) => ratio > mostRatio);
  if (tooMany) console.error(`More than ${mostRatio} times the least possible number of requests.`);
  const tooMuch = !growsLinearly(results);
  if (tooMuch) console.error("Memory grows faster than the tenant.");
  process.exitCode = tooMany || tooMuch ? 1 : 0;
}

main();
