import { Command, InvalidArgumentError } from "commander";
import { resolveCloud } from "../../catalogue/clouds";
import { engineEnvironment, ensureEngine } from "../../engine";
import { inSandbox } from "../inSandbox";
import { reportProgress } from "../progress";
import { deploysToSandbox, sandboxStack } from "../project";
import { chooseIntegrations, readIntegrations, selectedStack } from "../stack";
import { describeVerification } from "../verify/report";
import { verifyIntegration } from "../verify/run";

interface Flags {
  readonly stack?: string;
  readonly integration?: string;
  readonly json?: boolean;
  readonly write?: boolean;
  readonly interactive?: boolean;
  readonly wait: number;
  readonly certificate?: string;
  readonly federatedTokenFile?: string;
}

export const summary = "check the integrations of a stack with their own credentials";

export async function run(args: readonly string[]): Promise<number> {
  const flags = parseFlags(args);
  const engine = await ensureEngine(reportProgress);
  const environment = engineEnvironment(engine, process.env);
  const stack = flags.stack ?? (await selectedStack(environment)) ?? sandboxStack;
  if (deploysToSandbox(stack) && !process.env.ARM_METADATA_HOSTNAME) return inSandbox(engine, ["verify", ...args]);

  const records = chooseIntegrations(await readIntegrations(stack, environment), flags.integration, stack);
  const cloud = await resolveCloud({
    metadataHost: process.env.ARM_METADATA_HOSTNAME,
    environment: process.env.ARM_ENVIRONMENT,
  });
  const results = [];
  for (const record of records) {
    results.push(
      await verifyIntegration(record, cloud, {
        write: flags.write ?? false,
        wait: flags.wait,
        interactive: flags.interactive,
        certificate: flags.certificate,
        federatedTokenFile: flags.federatedTokenFile ?? process.env.AZURE_FEDERATED_TOKEN_FILE,
        report: reportProgress,
      }),
    );
  }
  const ok = results.every((result) => result.ok);
  console.log(
    flags.json ? JSON.stringify({ ok, stack, integrations: results }, null, 2) : describeVerification(results),
  );
  return ok ? 0 : 1;
}

function parseFlags(args: readonly string[]): Flags {
  return new Command("verify")
    .description(summary)
    .option("-s, --stack <name>", "the stack; by default the selected one, else dev")
    .option("-i, --integration <name>", "only this integration")
    .option("--write", "also run the checks that change something and put it back")
    .option("--interactive", "sign in as the service account on another screen, where an integration has one")
    .option("--wait <seconds>", "how long to wait for a consent to reach tokens", seconds, 180)
    .option("--certificate <file>", "PEM with certificate and private key, where the integration signs in with one")
    .option("--federated-token-file <file>", "a token of the federated issuer; by default AZURE_FEDERATED_TOKEN_FILE")
    .option("--json", "the result as JSON")
    .allowExcessArguments(false)
    .parse([...args], { from: "user" })
    .opts<Flags>();
}

function seconds(value: string): number {
  const parsed = Number(value);
  if (!Number.isFinite(parsed) || parsed < 0) throw new InvalidArgumentError("Give a number of seconds, 0 or more.");
  return parsed;
}
