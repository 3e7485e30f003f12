import { readdirSync, statSync } from "node:fs";
import * as path from "node:path";
import { runGuarded } from "../bootstrap/guarded.cjs";
import { withProgress } from "../bootstrap/progress.cjs";
import { type Engine, engineVersion, type Reporter } from "./engine";
import { moveIntoPlace, type Workshop } from "./workshop";

const script = path.join(__dirname, "downloadOfficial.cjs");

export interface DownloadLimits {
  /** Given up when nothing more arrives for so long. */
  readonly stalledMs: number;
  readonly everyMs: number;
}

const usualLimits: DownloadLimits = { stalledMs: 60_000, everyMs: 2_000 };

/**
 * Installs the official distribution, by the Automation API's own installer. Raises an Error with the installer's reason.
 */
export async function downloadEngine(
  workshop: Workshop,
  report: Reporter,
  limits: DownloadLimits = usualLimits,
): Promise<Engine> {
  const folder = workshop.newFolder();
  const step = { what: `downloading Pulumi ${engineVersion} from get.pulumi.com`, usually: "20 to 60 s" };
  return await withProgress(report, step, async () => {
    const { code, output, stalled } = await install(folder, workshop, limits);
    if (stalled) throw new Error(`nothing more arrived for ${limits.stalledMs / 1000} s`);
    if (code !== 0) throw new Error(output.trim());
    const directory = await moveIntoPlace(path.join(folder, "bin"));
    return { version: engineVersion, directory, source: "download" };
  });
}

/** The installer has no limits of its own, so its folder is watched: it grows as long as something arrives. */
async function install(folder: string, workshop: Workshop, { stalledMs, everyMs }: DownloadLimits) {
  const stop = new AbortController();
  let size = 0;
  let grownAt = Date.now();
  const watch = setInterval(() => {
    const now = sizeOf(folder);
    if (now !== size) grownAt = Date.now();
    size = now;
    if (Date.now() - grownAt > stalledMs) stop.abort();
  }, everyMs);
  try {
    const result = await runGuarded(process.execPath, [script, engineVersion, folder], {
      // The installer's own temporary files go with the folder. Node 24 and later can use HTTPS_PROXY, when told to.
      env: { NODE_USE_ENV_PROXY: "1", ...process.env, TMPDIR: folder, TMP: folder, TEMP: folder },
      scratch: folder,
      signal: stop.signal,
      onStart: workshop.shareWith,
    });
    return { ...result, stalled: stop.signal.aborted };
  } finally {
    clearInterval(watch);
  }
}

function sizeOf(folder: string): number {
  try {
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
    return files.reduce((sum, file) => sum + statSync(path.join(folder, file)).size, 0);
  } catch {
    // A file went while it was looked at: something happens.
    return -1;
  }
}
