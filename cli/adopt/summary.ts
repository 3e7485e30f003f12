import { type CommandContext, importCommand, pulumiCommand } from "./commands";
import { entryOf } from "./entry";
import { importSpecs } from "./importFile";
import type { Migration } from "./migration";
import type { Further } from "./plan";
import { changesOf, leftAloneOf, warningsOf } from "./planChanges";
import { retirementsOf } from "./planRetire";

/** For a person: what it is, what changes, and where to go on. */
export function summaryOf(
  migration: Migration,
  context: CommandContext,
  { findings, written }: Further,
  files: readonly string[],
): string {
  const { evidence, integration, name, because } = migration;
  const section = (title: string, lines: readonly string[]) =>
    lines.length > 0 ? ["", title, ...lines.map((line) => `  - ${line}`)] : [];
  return [
    `"${evidence.displayName}" is ${integration.kind}${because.length > 0 ? `: ${because.join("; ")}` : ""}.`,
    ...section("What changes", changesOf(migration)),
    ...section("What is left alone", leftAloneOf(migration)),
    ...section("To look at first", [...warningsOf(migration), ...findings.map(({ message }) => message)]),
    "",
    `Written: ${files.join(", ")}${written ? `, and the entry "${name}" in the stack's configuration` : ""}.`,
    "",
    `${context.folder}/plan.md has every step with the way back. It begins with`,
    ...(written
      ? []
      : ["  the entry of entry.yaml in the stack's configuration (or run this again with --write --force)"]),
    `  ${importCommand(context)}`,
    `  ${pulumiCommand("preview --diff --policy-pack policies", context)}`,
  ].join("\n");
}

/** For a machine. */
export function reportOf(
  migration: Migration,
  context: CommandContext,
  { findings, sections, written }: Further,
  files: readonly string[],
) {
  const { evidence, integration, name, because } = migration;
  return {
    name,
    kind: integration.kind,
    clientId: evidence.clientId,
    displayName: evidence.displayName,
    because,
    entry: entryOf(migration),
    entryWritten: written,
    imports: importSpecs(migration),
    changes: changesOf(migration),
    leftAlone: leftAloneOf(migration),
    warnings: warningsOf(migration),
    findings,
    sections,
    retire: retirementsOf(migration, context),
    files,
    commands: {
      import: importCommand(context),
      preview: pulumiCommand("preview --diff --policy-pack policies", context),
      up: pulumiCommand("up --policy-pack policies", context),
    },
  };
}
