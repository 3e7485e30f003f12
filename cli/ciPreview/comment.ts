import { nameOf, type PolicyFinding, typeOf } from "./events";
import { block, clip, code, lines, plain, sizeOf, thatFit } from "./markdown";
import type { Preview } from "./preview";

/** GitHub takes comments of 65,536 characters. Counted in bytes here, of which a character has at least one; the rest is for what CI adds. */
export const longestComment = 65_000;

/** Room kept for what follows the findings. */
const reserve = 2_000;
/** One message never takes the room of all others. */
const longestPart = 12_000;

export interface CommentOptions {
  /** Why the preview ran in the sandbox, or undefined where it ran in a real tenant. */
  readonly sandbox?: string;
}

/** The first line of the comment, by which a workflow finds the one that it wrote before. Markdown does not show it. */
export const markerOf = (stack: string) => `<!-- entra-integrations preview ${stack.replaceAll("--", "- -")} -->`;

/** What a pull request is told about its preview. */
export function renderComment(preview: Preview, { sandbox }: CommentOptions): string {
  const { stack, policies, warnings, errors } = preview;
  const violations = policies.filter(({ level }) => level === "mandatory");
  const advice = policies.filter(({ level }) => level === "advisory");
  const head = [
    markerOf(stack),
    `## ${preview.ok ? "✅" : "❌"} Preview of stack ${code(stack)}: ${verdictOf(preview, violations.length)}`,
    ...(sandbox ? [`> **In the sandbox**, not in a real tenant: ${plain(sandbox)}.`] : []),
    countsOf(preview),
  ];
  const sections = [
    section("Policy violations: these stop the deployment", violations.map(findingOf)),
    section(
      "Errors",
      errors.map((error) => block(clip(error, longestPart))),
    ),
    section(
      "Warnings",
      warnings.map((warning) => `- ${lines(clip(warning, longestPart)).replaceAll("\n", "\n  ")}`),
    ),
    section("Advice of the policy pack", advice.map(findingOf)),
  ];
  return assemble(head, sections.flat(), preview);
}

function verdictOf({ ok, errors, counts }: Preview, violations: number): string {
  const parts = [
    ...(violations > 0 ? [`${amount(violations, "policy violation")}`] : []),
    ...(errors.length > 0 ? [amount(errors.length, "error")] : []),
  ];
  if (parts.length > 0) return parts.join(" and ");
  if (!ok) return "failed";
  return Object.keys(counts).some((operation) => operation !== "same") ? "ready" : "no changes";
}

const amount = (count: number, what: string) => `${count} ${what}${count === 1 ? "" : "s"}`;

function countsOf({ counts, complete }: Preview): string {
  const said = Object.entries(counts).map(([operation, count]) =>
    operation === "same" ? `${count} unchanged` : `${count} to ${operation}`,
  );
  if (said.length > 0) return `**Resources:** ${said.join(", ")}`;
  return complete ? "**Resources:** none" : "The engine did not come as far as to say what would change.";
}

function findingOf({ rule, severity, urn, message }: PolicyFinding): string {
  const where = urn ? ` · ${code(typeOf(urn))} ${code(nameOf(urn))}` : "";
  return `#### ${code(rule)}${where}${severity ? ` · ${severity}` : ""}\n\n${messageOf(clip(message, longestPart))}`;
}

/** The pack's messages have a line for the reason, one for the remedy with indented details, and one with a link. */
function messageOf(message: string): string {
  return message
    .split("\n")
    .map((line) => {
      const text = plain(line.trim()).replace(/^(Why|Remedy|More|Missing|The rule):/, "**$1:**");
      return /^\s/.test(line) ? `- ${text}` : `${text}  `;
    })
    .join("\n");
}

interface Section {
  readonly title: string;
  readonly part: string;
}

const section = (title: string, parts: readonly string[]): Section[] => parts.map((part) => ({ title, part }));

/** What matters most comes first; what does not fit is left out from the end, the diff first of all. */
function assemble(head: readonly string[], parts: readonly Section[], { changes, diff }: Preview): string {
  const top = `${head.join("\n\n")}\n`;
  const titled = parts.map(({ title, part }, index) =>
    parts[index - 1]?.title === title ? `${part}\n` : `### ${title}\n\n${part}\n`,
  );
  const { kept, rest } = thatFit(titled, longestComment - reserve - sizeOf(top));
  const omitted = rest > 0 ? [`*${rest} more do not fit into a comment; the log of this run has them all.*\n`] : [];
  const written = [top, ...kept, ...omitted];
  const list = changes.map(({ operation, type, name }) => `${operation}  ${type}  ${name}`).join("\n");
  for (const [title, text] of [
    ["Changes", list],
    ["Diff", diff],
  ] as const) {
    const room = longestComment - sizeOf(written.join("\n"));
    written.push(...details(title, text, room));
  }
  return written.join("\n");
}

/** A block that opens on a click, cut where it has no room; none where there is nothing to show. */
function details(title: string, text: string, room: number): string[] {
  if (text === "" || room < reserve / 2) return [];
  return [`<details><summary>${title}</summary>\n\n${block(clip(text, room - frame))}\n\n</details>\n`];
}

/** What surrounds the text of a block, generously. */
const frame = 300;
