import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { capture } from "../child";
import { type Events, readEvents } from "./events";
import { redactor } from "./redact";

export interface PreviewOptions {
  readonly stack: string;
  /** The Pulumi program's folder. */
  readonly program: string;
  /** The policy pack's folder. */
  readonly pack: string;
  readonly packConfig?: string;
  readonly configFile?: string;
  readonly environment: NodeJS.ProcessEnv;
}

export interface Preview extends Omit<Events, "secrets"> {
  readonly stack: string;
  /** Nothing failed and no mandatory rule is violated. */
  readonly ok: boolean;
  /** What the engine printed: the detailed diff. */
  readonly diff: string;
}

/** Runs `pulumi preview` with the policy pack. What it answers holds no secret. */
export async function preview(options: PreviewOptions): Promise<Preview> {
  // The log holds the configuration in clear: in a folder of the user's own, and not for long.
  const folder = mkdtempSync(path.join(tmpdir(), "entra-integrations-preview-"));
  const log = path.join(folder, "events");
  try {
    const { code, stdout, stderr } = await capture("pulumi", [...commandOf(options), "--event-log", log], {
      // Without it the engine does not know --event-log. https://github.com/pulumi/pulumi/blob/v3.220.0/sdk/go/common/env/env.go
      environment: { ...options.environment, PULUMI_DEBUG_COMMANDS: "true" },
      cwd: options.program,
    });
    return resultOf(options, code, stdout, stderr, readEvents(readIfThere(log)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function commandOf({ stack, pack, packConfig, configFile }: PreviewOptions): string[] {
  return [
    "preview",
    "--stack",
    stack,
    "--policy-pack",
    pack,
    ...(packConfig ? ["--policy-pack-config", packConfig] : []),
    ...(configFile ? ["--config-file", configFile] : []),
    "--diff",
    "--color",
    "never",
    "--non-interactive",
  ];
}

function resultOf(
  { stack, environment }: PreviewOptions,
  code: number,
  stdout: string,
  stderr: string,
  { secrets, ...events }: Events,
): Preview {
  const redact = redactor(environment, secrets);
  const violated = events.policies.some(({ level }) => level === "mandatory");
  const ok = code === 0 && events.complete && !violated;
  // Before its first event, and after its last, the engine says on standard error why it stops.
  const unexplained = !ok && !violated && events.errors.length === 0;
  const reason = stderr.trim() || stdout.trim() || `pulumi preview ended with exit code ${code} and no word.`;
  const errors = unexplained ? [reason] : events.errors;
  return {
    ...events,
    stack,
    ok,
    policies: events.policies.map((finding) => ({ ...finding, message: redact(finding.message) })),
    warnings: events.warnings.map(redact),
    errors: errors.map(redact),
    diff: redact(diffOf(stdout)),
  };
}

/** Without the engine's headline, and without its list of packs, which are folders of this machine. */
function diffOf(stdout: string): string {
  return stdout
    .replace(/^Previewing update[^\n]*\n/, "")
    .replace(/\nPolicy Packs run:[\s\S]*$/, "\n")
    .trimEnd();
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
