/** The intersection in detail: which operations get through a delegated grant, which do not, and why. */
import { rolesForUsers } from "../../../catalogue/directoryRoles";
import type { OperationVerdict } from "../../../tenant/effectiveAccess";
import { type Html, html, name } from "../../html/html";
import type { DelegatedAccess } from "../model";
import { roleTitle } from "./boxes";
import { type Narrowing, narrowing, operationTitle } from "./narrowing";
import { count, sentenceList } from "./text";

/** So many roles that would do are named; they are ordered by privilege, so the first are the ones to take. */
const mostRoles = 3;

/** So many operations are named beside the picture. */
const mostInShort = 6;

/** In short, beside the picture: the two circles, and what is in both and what in one. Only where an account's roles decide. */
export function intersectionInShort(access: DelegatedAccess): Html | undefined {
  const { effective, of, api } = access;
  const narrowed = effective && narrowing(effective);
  if (narrowed?.share === undefined || typeof of !== "object" || !("userPrincipalName" in of)) return undefined;
  const through = narrowed.counted.filter(({ verdict }) => verdict === "works" || verdict === "limited");
  const refused = narrowed.counted.filter(({ verdict }) => verdict === "refused");
  return html`<section class="meeting" aria-label="${`Delegated access on ${api.name} as ${of.userPrincipalName}`}"><p class="meeting-title">As ${name(of.userPrincipalName)} on ${name(api.name)}${!of.enabled && ", once the account is enabled"}</p>${venn(narrowed, of.userPrincipalName)}
${inShort("Works", "good", through, ({ verdict, by }) => (verdict === "limited" ? "in part of the directory" : `by ${by}`))}
${inShort("Refused", "bad", refused, ({ allowing, by }) =>
  by ? `needs ${by} in the whole directory` : `needs ${rolesForUsers(allowing)[0]}`,
)}</section>`;
}

function inShort(
  title: string,
  tone: "good" | "bad",
  operations: readonly OperationVerdict[],
  why: (operation: OperationVerdict) => string,
): Html {
  const shown = operations.length > mostInShort + 1 ? operations.slice(0, mostInShort) : operations;
  const rest = operations.length - shown.length;
  const item = (operation: OperationVerdict) => {
    const [first] = operation.actions;
    const request = `${operation.method} ${operation.path}`;
    return html`<li><span class="action" title="${`${operationTitle(operation)}: ${request}`}">${first ?? request}</span> <span class="muted">${why(operation)}</span></li>`;
  };
  return html`<div class="outcome outcome-${tone}"><h4>${title}</h4>${
    operations.length === 0
      ? html`<p class="muted">nothing</p>`
      : html`<ul>${shown.map(item)}${rest > 0 && html`<li class="muted">and ${rest} more</li>`}</ul>`
  }</div>`;
}

/** In full: every operation with its request and the roles that would do. */
export function intersection(access: DelegatedAccess): Html | undefined {
  const { effective, of, api, roles } = access;
  if (effective === undefined || effective.operations.length === 0) return undefined;
  const user = typeof of === "object" && "userPrincipalName" in of ? of.userPrincipalName : undefined;
  const works = effective.operations.filter(({ verdict }) => verdict === "works" || verdict === "limited");
  const refused = effective.operations.filter(({ verdict }) => verdict === "refused");
  const depends = effective.operations.filter(({ verdict }) => verdict === "depends");
  const held = roles && (roles.length > 0 ? sentenceList(roles.map(roleTitle)) : "no directory role");
  return html`<section class="intersection">
<h4>What delegated access on ${name(api.name)} comes to${user && html` for ${name(user)}`}</h4>
<p class="muted">${
    held
      ? html`The permissions of the application allow ${count(effective.operations.length, "operation")} for which a user needs a directory role. The account holds ${name(held)}, so ${works.length === 0 ? "none" : works.length} of them ${works.length === 1 ? "works" : "work"}.`
      : html`Each of these needs a directory role of the user who is signed in.`
  } ${effective.open > 0 && html`Another ${count(effective.open, "operation")}, reading for the most part, ${effective.open === 1 ? "is" : "are"} open to every member of the tenant.`}</p>
${list("Get through", "good", works)}
${list("Refused, although the permission is granted", "bad", refused)}
${list("Depend on the user", "open", depends)}
</section>`;
}

function list(title: string, tone: "good" | "bad" | "open", operations: readonly OperationVerdict[]): Html | undefined {
  if (operations.length === 0) return undefined;
  const named = operations.filter(({ actions }) => actions.length > 0);
  const others = operations.filter(({ actions }) => actions.length === 0);
  const items = (some: readonly OperationVerdict[]) =>
    html`<ul class="operations">${some.map((operation) => html`<li>${describe(operation)}</li>`)}</ul>`;
  const few = named.length === 0 && others.length <= 6;
  return html`<div class="verdict verdict-${tone}"><p class="verdict-title">${title} <span class="muted">${operations.length}</span></p>
${items(few ? others : named)}
${!few && others.length > 0 && html`<details class="fold"><summary>${named.length > 0 ? `${others.length} more that no action of a known product calls` : count(others.length, "operation")}</summary>${items(others)}</details>`}</div>`;
}

function describe(operation: OperationVerdict): Html {
  const { actions, method, path, properties, verdict, by, allowing } = operation;
  const request = html`<code>${method} ${path}${properties && ` {${properties.join(", ")}}`}</code>`;
  const roles = rolesForUsers(allowing);
  const enough = roles.slice(0, mostRoles);
  const more = roles.length - enough.length;
  const needs = by ? `${by} in the whole directory` : `${enough.join(", ")}${more > 0 ? ` or ${more} more` : ""}`;
  const why =
    verdict === "refused" || verdict === "depends"
      ? `needs ${needs}`
      : `by ${by}${verdict === "limited" ? ", only on what that role is limited to" : ""}`;
  return html`${actions.length > 0 && html`<span class="action">${operationTitle(operation)}</span> `}${request} <span class="muted">${why}</span>`;
}

/** Two circles: what the permissions allow, what the roles allow, and what is in both. */
function venn({ counted, works, limited, refused }: Narrowing, user: string): Html {
  const passes = works + limited;
  const label = `Of ${count(counted.length, "operation")} that the permissions allow, the directory roles of ${user} allow ${passes === 0 ? "none" : passes}.`;
  return html`<svg class="venn" viewBox="0 0 260 152" role="img" aria-label="${label}">
<circle class="venn-app" cx="95" cy="74" r="62"/><circle class="venn-user" cx="165" cy="74" r="62"/>
<path class="venn-both" d="M130 22.8a62 62 0 0 1 0 102.4a62 62 0 0 1 0-102.4z"/>
<text class="venn-number refused" x="68" y="78">${refused}</text><text class="venn-small" x="68" y="95">refused</text>
<text class="venn-number" x="130" y="78">${passes}</text><text class="venn-small" x="130" y="95">${passes === 1 ? "works" : "work"}</text>
<text class="venn-label" x="66" y="150">permissions</text><text class="venn-label" x="194" y="150">roles</text>
</svg>`;
}
