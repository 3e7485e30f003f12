import * as path from "node:path";
import type { Captured } from "../../cli/child";
import { graphAs } from "./graph";
import type { TestSession } from "./session";

/** What `adopt --json` printed, as far as tests look at it. */
export interface AdoptReport {
  readonly name: string;
  readonly kind: string;
  readonly entry: { readonly options: Readonly<Record<string, unknown>> };
  readonly imports: readonly { readonly type: string; readonly name: string; readonly id?: string }[];
  readonly changes: readonly string[];
  readonly leftAlone: readonly string[];
  readonly warnings: readonly string[];
  readonly retire: readonly { readonly what: string; readonly command: string }[];
  readonly commands: { readonly import: string };
}

export const planFolder = (session: TestSession) => path.join(session.directory, "plan");
export const stackFileOf = (session: TestSession) => path.join(session.directory, "Pulumi.dev.yaml");

/** Runs `adopt` on the session's stack. */
export function runAdopt(session: TestSession, app: string, ...args: string[]): Promise<Captured> {
  const where = ["--config-file", stackFileOf(session), "--output", planFolder(session)];
  return session.command("adopt", "--app", app, ...where, ...args);
}

/** Plans, writes the entry, and runs the very command that the plan prints for the import. */
export async function adopt(session: TestSession, app: string, ...args: string[]): Promise<AdoptReport> {
  const { code, stdout, stderr } = await runAdopt(session, app, "--write", "--json", ...args);
  if (code !== 0) throw new Error(`adopt ended with ${code}:\n${stdout}${stderr}`);
  const report: AdoptReport = JSON.parse(stdout);
  await runPrinted(session, report.commands.import);
  return report;
}

/** Runs a command `… pulumi …` as it was printed. Fails with what it printed where it fails. */
export async function runPrinted(session: TestSession, printed: string): Promise<string> {
  const [, args = ""] = /pulumi (.*)$/.exec(printed) ?? [];
  const { code, stdout, stderr } = await session.pulumi(...args.split(" ").map((arg) => arg.replaceAll("'", "")));
  if (code !== 0) throw new Error(`${printed}\nended with ${code}:\n${stdout}${stderr}`);
  return stdout;
}

/** Ids of what `audit` finds about an application, as somebody who may read all that it looks at. */
export async function auditOf(session: TestSession, app: string): Promise<string[]> {
  const { code, stdout, stderr } = await session.commandAs("reader", "audit", "--app", app, "--format", "json");
  if (code !== 0) throw new Error(`audit ended with ${code}:\n${stdout}${stderr}`);
  const { findings } = JSON.parse(stdout) as { findings: { id: string }[] };
  return [...new Set(findings.map(({ id }) => id))].sort();
}

/** A step of a preview: which operation on which resource, and which properties it changes. */
export interface PreviewStep {
  readonly op: string;
  readonly type: string;
  readonly name: string;
  readonly changes: readonly string[];
}

/** What `pulumi preview` shows, without what stays the same. */
export async function preview(session: TestSession): Promise<PreviewStep[]> {
  const { code, stdout, stderr } = await session.pulumi("preview", "--json");
  if (code !== 0) throw new Error(`pulumi preview ended with ${code}:\n${stdout}${stderr}`);
  const steps: { op: string; urn: string; detailedDiff?: Record<string, unknown> | null }[] = JSON.parse(stdout).steps;
  return steps
    .filter(({ op }) => op !== "same")
    .map(({ op, urn, detailedDiff }) => {
      const [, , types = "", name = ""] = urn.split("::");
      const type = types.split("$").pop()?.split(":").pop() ?? "";
      return { op, type, name, changes: Object.keys(detailedDiff ?? {}) };
    });
}

export interface HandMadeApplication {
  readonly id: string;
  readonly appId: string;
  readonly principalId: string;
  readonly keyId: string;
  readonly client: { readonly clientId: string; readonly clientSecret: string };
}

/** An application as somebody clicks it together in the portal: with a service principal and a client secret. */
export async function clickTogether(session: TestSession, application: object): Promise<HandMadeApplication> {
  const graph = await graphAs(session.sandbox);
  const made = await graph<{ id: string; appId: string }>("POST", "/applications", application);
  const principal = await graph<{ id: string }>("POST", "/servicePrincipals", { appId: made.appId });
  const secret = await graph<{ keyId: string; secretText: string }>("POST", `/applications/${made.id}/addPassword`, {
    passwordCredential: { displayName: "by hand" },
  });
  return {
    id: made.id,
    appId: made.appId,
    principalId: principal.id,
    keyId: secret.keyId,
    client: { clientId: made.appId, clientSecret: secret.secretText },
  };
}

/** What a deployment must leave as it is: everything of the application but what it declares, and its old credential. */
export async function applicationNow(session: TestSession, { id, keyId }: HandMadeApplication) {
  const graph = await graphAs(session.sandbox);
  const { requiredResourceAccess, passwordCredentials, ...rest } = await graph<{
    requiredResourceAccess: { resourceAppId: string; resourceAccess: { id: string; type: string }[] }[];
    passwordCredentials: { keyId: string }[];
  }>("GET", `/applications/${id}`);
  return {
    declared: requiredResourceAccess.flatMap(({ resourceAccess }) =>
      resourceAccess.map((one) => `${one.type} ${one.id}`),
    ),
    hasOldSecret: passwordCredentials.some((one) => one.keyId === keyId),
    secrets: passwordCredentials.length,
    // The provider writes what Microsoft Graph tells as null as false, which means the same.
    rest: Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, value ?? false])),
  };
}
