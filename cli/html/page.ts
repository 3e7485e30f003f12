import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { type Content, type Html, html, trusted } from "./html";

export interface Page {
  readonly title: string;
  readonly body: Content;
  /** Style sheets in this order, after the base. */
  readonly styles?: readonly string[];
  /** Scripts in this order, after the one that switches the colours. The page must be whole without them. */
  readonly scripts?: readonly string[];
}

const asset = (file: string) => readFileSync(path.join(__dirname, file), "utf8");

/**
 * A whole page in one file. Its content security policy lets in the very styles and scripts that it holds and nothing else: it loads
 * nothing, sends nothing, and runs nothing that came in with a name. It has no inline `style` or event attributes for the same reason.
 */
export function renderPage({ title, body, styles = [], scripts = [] }: Page): string {
  const style = [asset("base.css"), ...styles].join("\n");
  const early = asset("theme.client.js");
  const late = scripts.join("\n");
  const policy = [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    `script-src ${[early, late].filter(Boolean).map(hashOf).join(" ")}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${trusted(style)}</style>
<script>${trusted(early)}</script>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
${body}
${late && html`<script>${trusted(late)}</script>`}
</body>
</html>
`.toString();
}

/** Switches between light and dark; hidden where scripts do not run, the system's choice then holds. */
export const themeToggle: Html = html`<button type="button" class="theme-toggle" id="theme-toggle" hidden>
<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M8 1.75a6.25 6.25 0 0 1 0 12.5z" fill="currentColor"/></svg>
<span>Dark</span></button>`;

function hashOf(source: string): string {
  return `'sha256-${createHash("sha256").update(source).digest("base64")}'`;
}
