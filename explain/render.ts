/** The answer as text. */
import type {
  ExplainedCause,
  ExplainedEntry,
  ExplainedOperation,
  ExplainedToken,
  Explanation,
  LiveReport,
  PermissionChoice,
} from "./explanation";

/** Columns after which text wraps. */
const width = 100;

export function render(explanation: Explanation): string {
  const { explanations, operations, tokens, answered } = explanation;
  const parts = [
    ...(explanations.length === 0 && !answered ? [nothingKnown(explanation)] : []),
    ...explanations.map(renderEntry),
    ...tokens.map(renderToken),
    ...operations.map(renderOperation),
    renderRecognised(explanation),
    explanation.live ? renderLive(explanation.live) : "",
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

function nothingKnown({ tokens, recognised, unknown }: Explanation): string {
  const something =
    tokens.length + recognised.codes.length + recognised.requests.length + recognised.permissions.length > 0;
  if (!something && unknown.length === 0) {
    return 'Nothing in it is known here. Give the whole error message, with its code and the request that it answers, or an access token, or an operation such as "POST /users".';
  }
  return "The cause is not known here. What was recognised is below.";
}

function renderEntry({ id, title, happened, causes, sources, evidence }: ExplainedEntry): string {
  const open = causes.filter(({ likelihood }) => likelihood !== "ruled out");
  const ruledOut = causes.filter(({ likelihood }) => likelihood === "ruled out");
  return [
    `${title}\n${"=".repeat(Math.min(width, title.length))}`,
    wrap(happened),
    wrap(`Recognised by: ${evidence.join("; ")} (${id})`),
    ...open.map((cause, index) => renderCause(cause, open.length > 1 ? `${index + 1}. ` : "")),
    ...(ruledOut.length > 0
      ? [
          [
            "Ruled out:",
            ...ruledOut.map(({ cause, because, live }) =>
              wrap(
                `- ${firstSentence(cause)} ${live ? "In the tenant:" : "Because"} ${(because ?? "").replace(/\.$/, "")}.`,
                2,
              ),
            ),
          ].join("\n"),
        ]
      : []),
    ["Sources:", ...sources.map(({ title: name, url }) => `  - ${name}${url ? `\n    ${url}` : ""}`)].join("\n"),
  ].join("\n\n");
}

function renderCause({ cause, likelihood, because, distinguish, fix, live }: ExplainedCause, number: string): string {
  const sure = live?.verdict === "confirmed" ? "confirmed in the tenant" : likelihood;
  const lines = [wrap(`${number}[${sure}] ${cause}`, number.length, 0)];
  const add = (label: string, text: string) => lines.push(wrap(`${label}: ${text}`, 5, 3));
  if (because) add(sure === likelihood ? "Because" : "In the tenant", /[.!?]$/.test(because) ? because : `${because}.`);
  if (live?.verdict === "open")
    add("In the tenant", live.needs ? `${live.evidence} It takes ${live.needs}.` : live.evidence);
  if (distinguish && live?.verdict !== "confirmed") add("To tell", distinguish);
  if (likelihood === "unlikely") {
    add("To mend", fix.portal.join(" "));
    return lines.join("\n");
  }
  if (fix.configuration) lines.push("   In Pulumi.<stack>.yaml, below config:", indent(fix.configuration, 7));
  lines.push("   In the portal:", ...fix.portal.map((step, index) => wrap(`${index + 1}. ${step}`, 8, 5)));
  add("Who may", fix.who);
  return lines.join("\n");
}

function renderLive({ looked, problem, tenantId, who, objectId, requests, notes, wouldHelp }: LiveReport): string {
  if (!looked) {
    return wrap(`Not looked at the tenant: ${problem} The answer above is from the input alone.`, 2);
  }
  if (tenantId === null) return "None of it can be looked for in a tenant.";
  const as = objectId && who ? `${who} (object ID ${objectId})` : (who ?? objectId);
  return [
    wrap(`Looked at the tenant ${tenantId} as ${as}, with ${requests} reads and nothing else.`, 2),
    ...notes.map((note) => wrap(`- ${note}`, 4, 2)),
    ...wouldHelp.map(({ what, causes }) => wrap(`- To decide ${causes.join(", ")}, give ${what}.`, 4, 2)),
  ].join("\n");
}

function renderToken({
  summary,
  roles,
  scopes,
  kind,
  issuedAt,
  expiresAt,
  tenantId,
  audience,
  follows,
}: ExplainedToken): string {
  const facts = [
    ["Audience", audience],
    ["Tenant", tenantId],
    kind === "application"
      ? ["Application permissions", roles.join(", ") || "none"]
      : ["Application permissions", null],
    kind === "delegated" ? ["Delegated permissions", scopes.join(", ") || "none"] : ["Delegated permissions", null],
    ["Issued", issuedAt],
    ["Expires", expiresAt],
  ] as const;
  return [
    `Token: ${wrap(summary, 0, 0, 7)}`,
    ...facts.flatMap(([name, value]) => (value === null ? [] : [wrap(`${name}: ${value}`, 4, 2)])),
    ...follows.map((sentence) => wrap(`- ${sentence}`, 4, 2)),
  ].join("\n");
}

function renderOperation(operation: ExplainedOperation): string {
  const { method, operation: name, api, application, delegated, azureRoles, configuration, source } = operation;
  const lines = [azureRoles ? `Operation: ${name} (${api})` : `Operation: ${method} ${name} (${api})`];
  if (azureRoles)
    lines.push(
      wrap(
        `Azure roles that allow it, least privileged first: ${azureRoles.join(", ") || "none of those known here"}`,
        4,
        2,
      ),
    );
  if (application) lines.push(renderChoice("Application permission (client credentials, no user)", application));
  if (delegated) {
    lines.push(renderChoice("Delegated permission (a signed-in user)", delegated));
    if (delegated.directoryRoles)
      lines.push(wrap(`and the user needs one of these directory roles: ${delegated.directoryRoles.join(", ")}`, 6, 4));
  }
  if (configuration) lines.push("  In Pulumi.<stack>.yaml, below config:", indent(configuration, 6));
  if (source) lines.push(`  Source: ${source}`);
  return lines.join("\n");
}

function renderChoice(label: string, { least, also, alternatives, consent }: PermissionChoice): string {
  if (least === null) return wrap(`${label}: none allows it.`, 4, 2);
  const lines = [wrap(`${label}: ${least}${also.length > 0 ? `, and one of ${also.join(", ")}` : ""}`, 4, 2)];
  if (alternatives.length > 0) lines.push(wrap(`also allowed by ${alternatives.join(", ")}`, 6, 4));
  lines.push(wrap(`consent by ${consent.join(", ")}`, 6, 4));
  return lines.join("\n");
}

function renderRecognised({ recognised, unknown }: Explanation): string {
  const { context, statuses, codes, requests, permissions, ids } = recognised;
  const rows = [
    ["products", context],
    ["statuses", statuses.map(String)],
    ["codes", codes],
    ["requests", requests],
    ["permissions", permissions],
    ["ids", ids.map(({ name, value, meaning }) => `${name} ${value}${meaning ? ` (${meaning})` : ""}`)],
  ] as const;
  const filled = rows.filter(([, values]) => values.length > 0);
  const lines = filled.map(([name, values]) => wrap(`${name}: ${values.join("; ")}`, 4, 2));
  const unknowns = unknown.map(({ code, meaning, lookUp }) =>
    wrap(
      `${code} is not in this knowledge base.${meaning ? ` It means: ${meaning}` : ""}${lookUp ? ` Microsoft's own text: ${lookUp}` : ""}`,
      4,
      2,
    ),
  );
  return [
    ...(lines.length > 0 ? ["Recognised:", ...lines] : []),
    ...(unknowns.length > 0 ? ["Not known:", ...unknowns] : []),
  ].join("\n");
}

/**
 * Breaks at spaces.
 *
 * @param hanging columns before each line but the first
 * @param first columns before the first line
 * @param used columns that stand before the first line already
 */
function wrap(text: string, hanging = 0, first = 0, used = 0): string {
  const lines: string[] = [];
  let line = " ".repeat(first);
  let empty = true;
  for (const word of text.split(" ")) {
    const limit = lines.length === 0 ? width - used : width;
    if (!empty && line.length + 1 + word.length > limit) {
      lines.push(line);
      line = " ".repeat(hanging) + word;
    } else line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line].join("\n");
}

const indent = (text: string, columns: number) =>
  text
    .split("\n")
    .map((line) => " ".repeat(columns) + line)
    .join("\n");

const firstSentence = (text: string) => /^.*?[.:](?=\s|$)/.exec(text)?.[0].replace(/:$/, ".") ?? text;
