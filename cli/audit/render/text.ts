import type { AuditFinding } from "../finding";
import { type AuditResult, bySubject, countsText, readText } from "../result";

/** As a person reads it in a terminal: by application, worst first. */
export function renderText(result: AuditResult): string {
  const { displayName, tenantId, read, findings, skipped, counts } = result;
  const title = displayName ? `${displayName} (${tenantId})` : tenantId;
  const groups = bySubject(findings).flatMap(group);
  const missing = skipped.flatMap(({ what, needs, therefore, answer }) => [
    `  ${what} (${answer}); needs ${needs}`,
    `    ${therefore}`,
  ]);
  return [
    ...groups,
    ...(missing.length > 0 ? ["Not read:", ...missing, ""] : []),
    `${title}: ${countsText(counts)}, in ${readText(read)}.`,
  ].join("\n");
}

const kinds = {
  application: "application",
  servicePrincipal: "application of another tenant",
  user: "service account",
  subscription: "subscription",
  tenant: "tenant",
} as const;

function group(findings: readonly AuditFinding[]): string[] {
  const [first] = findings;
  if (!first) return [];
  const { kind, name, appId, id } = first.subject;
  return [`${plain(name)}  (${kinds[kind]} ${appId ?? id})`, ...findings.flatMap(lines)];
}

function lines({ severity, id, message, evidence, remedy }: AuditFinding): string[] {
  return [
    `  ${severity.toUpperCase()}  ${id}`,
    ...message.split("\n").map((line) => `    ${plain(line)}`),
    ...evidence.map((line) => `      · ${plain(line)}`),
    ...remedy.map((line) => `      → ${plain(line)}`),
    "",
  ];
}

/** Names come from a tenant: one must not steer the terminal. */
function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
}
