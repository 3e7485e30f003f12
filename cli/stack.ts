import type { IntegrationRecord } from "../integrations/record";
import { capture } from "./child";
import { projectDirectory } from "./project";
import { UserError } from "./userError";

/** The stack that is selected, or undefined. */
export async function selectedStack(environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  if (environment.PULUMI_STACK) return environment.PULUMI_STACK;
  const { code, stdout } = await capture("pulumi", ["stack", "--show-name", "--non-interactive"], {
    environment,
    cwd: projectDirectory,
  });
  return code === 0 ? stdout.trim() || undefined : undefined;
}

/** The stack's output `integrations`, secrets in clear: it never leaves this process. Raises a UserError where there is none. */
export async function readIntegrations(
  stack: string,
  environment: NodeJS.ProcessEnv,
): Promise<Record<string, IntegrationRecord>> {
  const { code, stdout, stderr } = await capture(
    "pulumi",
    ["stack", "output", "--json", "--show-secrets", "--stack", stack, "--non-interactive"],
    { environment, cwd: projectDirectory },
  );
  if (code !== 0)
    throw new UserError(`The outputs of stack "${stack}" could not be read: ${stderr.trim()}`, adviceFor(stderr));
  const { integrations } = JSON.parse(stdout) as { integrations?: Record<string, IntegrationRecord> };
  if (integrations) return integrations;
  throw new UserError(
    `Stack "${stack}" has no integrations yet.`,
    "Deploy it first: `npm start` for the sandbox, `pulumi up` for a real tenant.",
  );
}

/** The integration of that name, or all of the stack. Raises a UserError for an unknown name. */
export function chooseIntegrations(
  records: Readonly<Record<string, IntegrationRecord>>,
  name: string | undefined,
  stack: string,
): IntegrationRecord[] {
  const all = Object.values(records);
  if (name === undefined) return all;
  const found = records[name];
  if (found) return [found];
  throw new UserError(
    `Stack "${stack}" has no integration "${name}".`,
    all.length > 0 ? `It has ${Object.keys(records).join(", ")}.` : "It has none.",
  );
}

function adviceFor(stderr: string): string | undefined {
  if (stderr.includes("passphrase"))
    return "Set PULUMI_CONFIG_PASSPHRASE, or PULUMI_CONFIG_PASSPHRASE_FILE, to the stack's passphrase.";
  if (stderr.includes("no stack named")) return "Name another with --stack, or deploy it first.";
  if (/login/i.test(stderr)) return "Run `pulumi login` with the backend that holds the stack.";
  return undefined;
}
