import type { Reply } from "../operation";

/** A plain HTML page. Nothing is loaded from elsewhere, and no script runs. */
export function page(status: number, title: string, content: string): Reply {
  const body = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 26rem; margin: 4rem auto; padding: 0 1rem }
label, input, button { display: block; width: 100%; box-sizing: border-box; font: inherit }
input { margin: .25rem 0 1rem; padding: .5rem }
button { padding: .6rem }
.problem { color: #a00 }
small { color: #555 }
</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
${content}
<p><small>Sandbox: no password that is entered here leaves this machine.</small></p>
</body>
</html>
`;
  return { status, body, headers: { "content-type": "text/html; charset=utf-8", "x-frame-options": "DENY" } };
}

/** The form that asks for a user; `hidden` fields come back with it. */
export function signInForm(options: {
  readonly title: string;
  readonly action: string;
  readonly hidden?: Readonly<Record<string, string>>;
  readonly loginHint?: string;
  readonly problem?: string;
  readonly askForCode?: string;
}): Reply {
  const hidden = Object.entries(options.hidden ?? {}).map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  const problem = options.problem ? `<p class="problem" role="alert">${escapeHtml(options.problem)}</p>` : "";
  const code =
    options.askForCode === undefined
      ? ""
      : `<label>Code shown on the device <input name="user_code" value="${escapeHtml(options.askForCode)}" autocomplete="off" required></label>`;
  const content = `${problem}<form method="post" action="${escapeHtml(options.action)}">
${hidden.join("\n")}
${code}
<label>Sign-in name <input name="username" value="${escapeHtml(options.loginHint ?? "")}" autocomplete="username" required></label>
<label>Password <input name="password" type="password" autocomplete="current-password" required></label>
<button type="submit">Sign in</button>
</form>`;
  return page(options.problem ? 400 : 200, options.title, content);
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
