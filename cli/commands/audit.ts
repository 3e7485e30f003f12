import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { engineEnvironment, ensureEngine } from "../../engine";
import type { GivenConfiguration } from "../../policies/compliance/judgeAll";
import type { Severity } from "../../policies/rule";
import { allNeeds, enoughPermissions } from "../../tenant/needs";
import { readTenant } from "../../tenant/read";
import { auditTenant } from "../audit/audit";
import { type Format, formats, render } from "../audit/render";
import { type AuditResult, describeReader, resultOf } from "../audit/result";
import { severities } from "../html/severity";
import { inSandbox } from "../inSandbox";
import { reportProgress } from "../progress";
import { deploysToSandbox, sandboxStack } from "../project";
import { selectedStack } from "../stack";
import { explainRead } from "../tenant/explainRead";
import { openTenantSources } from "../tenant/sources";
import { UserError } from "../userError";

interface Flags {
  readonly stack?: string;
  readonly format: Format;
  readonly output?: string;
  readonly app?: string;
  readonly subscription?: readonly string[];
  readonly expiringWithin: number;
  readonly failOn?: Severity;
  readonly policyPackConfig?: string;
}

export const summary = "look for broken and risky integrations in a tenant; reads only";

/** Answers 0; 1 where `--fail-on` says so. */
export async function run(args: readonly string[]): Promise<number> {
  const flags = parseFlags(args);
  if (!process.env.ARM_METADATA_HOSTNAME) {
    const engine = await ensureEngine(reportProgress);
    const stack = flags.stack ?? (await selectedStack(engineEnvironment(engine, process.env))) ?? sandboxStack;
    if (deploysToSandbox(stack)) return inSandbox(engine, ["audit", ...absolute(args, flags)], "reader");
  }
  const configuration = flags.policyPackConfig ? readConfiguration(flags.policyPackConfig) : {};
  const result = await audit(flags, configuration);
  write(render(result, flags.format), flags);
  const worst = severities.slice(0, severities.indexOf(flags.failOn ?? "critical") + 1);
  return flags.failOn && worst.some((severity) => result.counts[severity] > 0) ? 1 : 0;
}

async function audit(flags: Flags, configuration: GivenConfiguration): Promise<AuditResult> {
  const { sources, caller } = await openTenantSources();
  reportProgress(describeReader(caller));
  const snapshot = await explainRead(() =>
    readTenant(sources, { subscriptions: flags.subscription, report: reportProgress }),
  );
  for (const { what, needs } of snapshot.skipped) reportProgress(`Not read: ${what}, which needs ${needs}.`);
  const { app, expiringWithin } = flags;
  if (
    app &&
    !snapshot.servicePrincipals.some(({ appId }) => same(appId, app)) &&
    !snapshot.applications.some(({ appId }) => same(appId, app))
  ) {
    throw new UserError(
      `The tenant has no application ${app}, as far as it could be read.`,
      "Give the client id (application id), not the object id.",
    );
  }
  return resultOf(snapshot, auditTenant(snapshot, { appId: app, expiringWithin, configuration }));
}

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

function write(text: string, { output }: Flags): void {
  if (output === undefined) {
    console.log(text);
    return;
  }
  try {
    writeFileSync(output, `${text}\n`, { mode: 0o600 });
  } catch (error) {
    throw new UserError(`${output} cannot be written: ${(error as Error).message}`, "Give another path with --output.");
  }
  reportProgress(`Written to ${output}.`);
}

/** The command in the sandbox runs in the project's folder. */
function absolute(args: readonly string[], { output, policyPackConfig }: Flags): string[] {
  return [
    ...args,
    ...(output ? ["--output", path.resolve(output)] : []),
    ...(policyPackConfig ? ["--policy-pack-config", path.resolve(policyPackConfig)] : []),
  ];
}

function parseFlags(args: readonly string[]): Flags {
  return new Command("audit")
    .usage("[options]")
    .description("Looks for broken and risky integrations in a tenant and its subscriptions. Changes nothing.")
    .addOption(new Option("--format <format>", "how to write the result").choices([...formats]).default("text"))
    .option("-o, --output <file>", "write it to a file instead of standard output")
    .option("--app <client id>", "only what concerns this application")
    .option("--subscription <id...>", "only these subscriptions; by default all that are visible")
    .option("--expiring-within <days>", "days before its end at which a credential is told", days, 30)
    .addOption(
      new Option("--fail-on <severity>", "exit with 1 where there is a finding of this severity or worse").choices([
        ...severities,
      ]),
    )
    .option("--policy-pack-config <file>", "levels, settings and exemptions of the rules, as for `pulumi preview`")
    .option("-s, --stack <name>", "a stack of the sandbox is audited there; by default the selected one")
    .addHelpText("after", `\n${needsText()}`)
    .allowExcessArguments(false)
    .parse([...args], { from: "user" })
    .opts<Flags>();
}

function days(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 3650) {
    throw new InvalidArgumentError(`"${text}" is no whole number of days from 0 to 3650.`);
  }
  return value;
}

/** The least that is needed, and for what. A person needs the roles Global Reader and Reader instead. */
function needsText(): string {
  const needs = allNeeds();
  const width = Math.max(...needs.map(({ needs: right }) => right.length));
  return [
    "The least it needs to see everything (a person: Global Reader, and Reader on the subscriptions):",
    ...needs.map(({ needs: right, what }) => `  ${right.padEnd(width)}  ${what}`),
    `${enoughPermissions.join(" and ")} together are enough on Microsoft Graph. What it may not see it skips, and says so.`,
  ].join("\n");
}

function readConfiguration(file: string): GivenConfiguration {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new UserError(`${file} is no JSON file: ${(error as Error).message}`, "Give the path of one that is.");
  }
}
