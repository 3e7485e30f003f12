import type { VerifiedIntegration } from "../../cli/verify/run";
import type { IntegrationRecord } from "../../integrations/record";
import type { TestSession } from "./session";

/** The stack's integrations as its outputs tell them, secrets in clear. */
export async function deployedIntegrations(session: TestSession): Promise<Record<string, IntegrationRecord>> {
  const { stdout, stderr } = await session.pulumi("stack", "output", "--json", "--show-secrets");
  if (!stdout.startsWith("{")) throw new Error(`The stack has no outputs: ${stdout}${stderr}`);
  return JSON.parse(stdout).integrations;
}

/** Client id and secret of an integration that signs in with one. */
export function secretOf({ clientId, credential }: IntegrationRecord): { clientId: string; clientSecret: string } {
  if (credential.type !== "clientSecret") throw new Error(`It signs in with a ${credential.type}.`);
  return { clientId, clientSecret: credential.value };
}

export interface Verification {
  readonly code: number;
  readonly integrations: readonly VerifiedIntegration[];
  /** What was said of a check of the first integration that has it; undefined where it did not run. */
  of(id: string): { readonly outcome: string; readonly detail: string; readonly advice?: string } | undefined;
  /** Titles of the checks that failed. */
  readonly failed: readonly string[];
}

/** Runs `verify`. */
export async function verify(session: TestSession, ...args: string[]): Promise<Verification> {
  const { code, stdout, stderr } = await session.command("verify", "--json", ...args);
  if (!stdout.startsWith("{")) throw new Error(`verify printed no JSON: ${stdout}${stderr}`);
  return readVerification(code, stdout);
}

/** What `verify --json` printed. */
export function readVerification(code: number, stdout: string): Verification {
  const integrations: VerifiedIntegration[] = JSON.parse(stdout).integrations;
  const checks = integrations.flatMap((integration) => integration.checks);
  return {
    code,
    integrations,
    of: (id) => checks.find((check) => check.id === id),
    failed: checks.filter(({ outcome }) => outcome === "failed").map(({ title }) => title),
  };
}

/** Runs `pulumi up`, and fails with what it printed where it fails. */
export async function up(session: TestSession, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await session.pulumi("up", "--yes", "--skip-preview", ...args);
  if (code !== 0) throw new Error(`pulumi up ended with ${code}:\n${stdout}${stderr}`);
  return stdout;
}
