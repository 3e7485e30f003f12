import type { Cloud } from "../../catalogue/clouds";
import { integrationOf } from "../../integrations";
import type { Check, CheckContext, CheckResult } from "../../integrations/check";
import type { IntegrationRecord } from "../../integrations/record";
import { UserError } from "../userError";
import { type ContextOptions, checkContext } from "./context";

export interface VerifyOptions extends ContextOptions {
  /** Also runs the checks that change something. */
  readonly write: boolean;
}

export interface VerifiedCheck extends CheckResult {
  readonly id: string;
  readonly title: string;
}

export interface VerifiedIntegration {
  readonly name: string;
  readonly kind: string;
  readonly ok: boolean;
  readonly checks: readonly VerifiedCheck[];
}

/** Runs every check of an integration, one after the other; one that throws is a failed check. */
export async function verifyIntegration(
  record: IntegrationRecord,
  cloud: Cloud,
  options: VerifyOptions,
): Promise<VerifiedIntegration> {
  const integration = integrationOf(record.kind);
  if (!integration) {
    throw new UserError(
      `Integration "${record.name}" is of kind "${record.kind}", which this version does not know.`,
      "Check out the version that deployed the stack, or run `pulumi up` with this one.",
    );
  }
  const context = checkContext(record, cloud, options);
  const checks: VerifiedCheck[] = [];
  for (const check of integration.checks(record)) {
    if (check.write && !options.write) continue;
    checks.push({ id: check.id, title: check.title, ...(await runCheck(check, context)) });
  }
  return {
    name: record.name,
    kind: record.kind,
    ok: checks.every(({ outcome }) => outcome !== "failed"),
    checks,
  };
}

async function runCheck(check: Check, context: CheckContext): Promise<CheckResult> {
  try {
    return await check.run(context);
  } catch (error) {
    return {
      outcome: "failed",
      detail: reasonOf(error),
      advice: error instanceof UserError ? error.advice : adviceFor(error),
    };
  }
}

/** The first line of what went wrong, with its cause: `fetch failed` alone tells nobody anything. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : "";
  return `${error.message.split("\n")[0]}${cause}`;
}

function adviceFor(error: unknown): string {
  const text = reasonOf(error);
  if (text.includes("AADSTS7000215") || text.includes("7000215")) {
    return "The client secret is not the application's. Run `pulumi up --refresh` to make a new one, then hand it over again.";
  }
  if (text.includes("7000222"))
    return "The client secret has expired. Add 1 to `credential.rotation`, run `pulumi up`, and hand the new one over.";
  if (text.includes("700016")) return "The application is gone, or this is another tenant. Run `pulumi up --refresh`.";
  if (/ENOTFOUND|ECONNREFUSED|EAI_AGAIN|fetch failed|endpoints_resolution_error/.test(text)) {
    return "The host could not be reached, or its certificate is not trusted. Look at the network, at proxies and at NODE_EXTRA_CA_CERTS.";
  }
  return "Run again with DEBUG=entra-integrations for the whole error.";
}
