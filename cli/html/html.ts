/** HTML as a tagged template: whatever is put into it is text and gets escaped, unless it is HTML itself. */

/** HTML that is safe to put into a page as it is. Only `html` and `trusted` make it. */
export class Html {
  constructor(private readonly source: string) {}

  toString(): string {
    return this.source;
  }
}

/** What a template takes: text, numbers, HTML, lists of these; nothing for `undefined`, `null` and `false`. */
export type Content = string | number | Html | null | undefined | false | readonly Content[];

/**
 * A piece of HTML. Values are escaped for text and for quoted attributes, so attributes are always quoted: `html\`<a title="${title}">\``.
 * Values never go into a tag's or an attribute's name, into a script or a style.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  let source = strings[0] ?? "";
  for (const [index, value] of values.entries()) source += render(value) + (strings[index + 1] ?? "");
  return new Html(source);
}

/** HTML of our own that is not made with a template: a style sheet, a script. Never something that was read from a tenant. */
export function trusted(source: string): Html {
  return new Html(source);
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Characters that no HTML document may contain, escaped or not. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that are taken out
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|[\ud800-\udfff]/gu;

/** Text as it is written in HTML, in elements and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(forbidden, "\ufffd").replace(/[&<>"']/g, (character) => entities[character] as string);
}

/**
 * A name that somebody gave something: kept apart from the direction of the text around it, so that one in Arabic, or one with a
 * directional character in it, does not turn what follows.
 */
export function name(text: string): Html {
  return html`<bdi>${text}</bdi>`;
}

function render(value: Content): string {
  if (value === null || value === undefined || value === false) return "";
  if (value instanceof Html) return value.toString();
  if (Array.isArray(value)) return value.map(render).join("");
  return escapeHtml(String(value));
}
