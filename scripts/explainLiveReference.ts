import { azureRight, graphRight } from "../cli/explain/live/needs";
import type { Entry } from "../explain/entry";

/** The part of docs/explain.md on `--live`: how it works, what it asks, which rights that takes. */
export function liveReference(entries: readonly Entry[]): string[] {
  const asked = entries.flatMap((entry) =>
    Object.entries(entry.looks ?? {}).map(([cause, look]) => ({ entry, cause, look })),
  );
  return [
    "## With `--live`",
    "",
    "A text rarely says which of several causes it is. `npm run explain -- --live <text | file | ->` also looks at the tenant, as whoever is signed",
    "in (`ARM_TENANT_ID`, `ARM_CLIENT_ID` and a credential, or `az login`), and says of each cause whether it is *confirmed*, *ruled out* or *open*,",
    "with what was seen. It reads by GET alone, each path once, some ten requests in all, and writes nothing.",
    "",
    "Whom and what to look at comes out of the input: client id, user, operation, object ids, subscription, scope, namespace, a token's claims.",
    "What it does not say can be given, and outranks it:",
    "",
    "- `--app <client id>`: the application. An object id in its place is recognised, said, and looked up.",
    "- `--user <sign-in name>`: the user whose token it was, or whose licences",
    "- `--subscription <id>`",
    "- `--integration <name> --stack <stack>`: all of it, from an integration of a stack. A stack of the sandbox looks at the sandbox.",
    "",
    "What may not be read leaves its causes open, and the answer names the right that is lacking. Global Reader and Reader on the subscription",
    "are enough for a person; an application needs of these what its errors are about:",
    "",
    "| right | for |",
    "|---|---|",
    ...rights(asked.flatMap(({ look }) => look.reads)),
    "",
    "What is looked for:",
    "",
    "| entry | cause | question |",
    "|---|---|---|",
    ...asked.map(({ entry, cause, look }) => `| \`${entry.id}\` | \`${cause}\` | ${look.asks} |`),
    "",
  ];
}

/** Each right once, with what it lets be read. */
function rights(reads: readonly string[]): string[] {
  const byRight = new Map<string, Set<string>>();
  for (const read of reads) {
    const [first, ...rest] = read.split(" ");
    const azure = first === "azure";
    const right = azure ? azureRight("") : graphRight(rest.join(" "), false);
    byRight.set(
      right,
      (byRight.get(right) ?? new Set()).add(azure ? rest.slice(1).join(" ") : `GET ${rest.join(" ")}`),
    );
  }
  return [...byRight].map(
    ([right, paths]) =>
      `| ${right.replace(/^the application permission (.*)$/, "`$1`")} | ${[...paths].map((path) => `\`${path}\``).join(", ")} |`,
  );
}
