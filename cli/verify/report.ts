import type { VerifiedIntegration } from "./run";

const marks = { passed: "✓", warning: "!", failed: "✗", skipped: "-" } as const;

/** The result as a person reads it. */
export function describeVerification(integrations: readonly VerifiedIntegration[]): string {
  const lines = integrations.flatMap(({ name, kind, checks }) => [
    `${name} (${kind})`,
    ...checks.flatMap(({ outcome, title, detail, advice }) => [
      `  ${marks[outcome]} ${title}`,
      `      ${detail}`,
      ...(advice ? [`      → ${advice}`] : []),
    ]),
    "",
  ]);
  const all = integrations.flatMap(({ checks }) => checks);
  const count = (outcome: keyof typeof marks) => all.filter((check) => check.outcome === outcome).length;
  const warnings = count("warning");
  const summary = [
    `${all.length} checks: ${count("passed")} passed`,
    ...(warnings > 0 ? [`${warnings} with a warning`] : []),
    `${count("failed")} failed`,
    `${count("skipped")} skipped`,
  ];
  return [...lines, summary.join(", ")].join("\n");
}
