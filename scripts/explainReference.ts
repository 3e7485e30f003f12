import { entries } from "../explain/entries";
import type { Entry } from "../explain/entry";
import { liveReference } from "./explainLiveReference";

/** docs/explain.md: what `npm run explain` knows. */
export function explainReference(): string {
  return [
    "# What `npm run explain` knows",
    "",
    "<!-- Generated from explain/entries by `npm run docs`. -->",
    "",
    "`npm run explain -- <text | file | ->` takes what you have in hand, several things together too: a line of ServiceNow's or Okta's",
    'log, an error of Microsoft Graph or Azure, the output of Pulumi or Terraform, an access token, an operation such as "POST /users".',
    "It answers what happened, the causes with their likelihood, what tells them apart, the fix (as configuration and as clicks) and who may do it.",
    "Without `--live` nothing is sent or stored; no secret is ever printed. `--json` prints the same in the form of explain/explanation.ts.",
    "",
    "Exit code: 0 a cause was found or the question answered, 1 nothing is known about it, 2 wrong usage, 3 answered from the input alone",
    "although `--live` was given, because nobody could be signed in or the tenant could not be reached.",
    "",
    ...liveReference(entries),
    "## The entries",
    "",
    `There are ${entries.length} entries:`,
    "",
    "| entry | recognised by | causes |",
    "|---|---|---|",
    ...entries.map(row),
    "",
  ].join("\n");
}

function row({ id, title, signature, causes }: Entry): string {
  const { signInCodes = [], codes = [], texts = [] } = signature;
  const signs = [...signInCodes.map((code) => `AADSTS${code}`), ...codes].map((code) => `\`${code}\``);
  if (texts.length > 0) signs.push(signs.length > 0 ? "and by its text" : "its text");
  return `| **${title}**<br>\`${id}\` | ${signs.join(", ")} | ${causes.map((cause) => `\`${cause.id}\``).join(", ")} |`;
}
