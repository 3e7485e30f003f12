import { escapeHtml, html, name, trusted } from "../../cli/html/html";
import { renderPage } from "../../cli/html/page";
import { severityBadge } from "../../cli/html/severity";

const hostile = `</script><script>alert(1)</script><img src=x onerror="alert('2')">`;

describe("html", () => {
  it("escapes what is put into an element or a quoted attribute", () => {
    const written = html`<p title="${hostile}">${hostile}</p>`.toString();
    expect(written).not.toMatch(/<script|<img|"alert/);
    expect(written).toContain("&lt;/script&gt;");
    expect(html`${`& < > " '`}`.toString()).toBe("&amp; &lt; &gt; &quot; &#39;");
  });

  it("takes HTML and lists of it as they are, and nothing for what is absent", () => {
    expect(html`<ul>${["a", "b<"].map((item) => html`<li>${item}</li>`)}</ul>`.toString()).toBe(
      "<ul><li>a</li><li>b&lt;</li></ul>",
    );
    expect(html`[${undefined}${null}${false}${0}${""}]`.toString()).toBe("[0]");
    expect(html`${trusted("<b>")}`.toString()).toBe("<b>");
  });

  it("replaces characters that HTML forbids, and keeps emoji", () => {
    expect(escapeHtml("a\u0000b\ud800c")).toBe("a\ufffdb\ufffdc");
    expect(escapeHtml("🚀 مرحبا\n")).toBe("🚀 مرحبا\n");
  });

  it("keeps a name's direction to itself", () => {
    expect(name("\u202eevil<").toString()).toBe("<bdi>\u202eevil&lt;</bdi>");
  });
});

describe("a page", () => {
  const page = renderPage({ title: hostile, body: html`<main id="main">${hostile}</main>`, scripts: ["void 0;"] });

  it("lets in its own styles and scripts only", () => {
    const [, policy = ""] = /Content-Security-Policy" content="([^"]+)"/.exec(page) ?? [];
    expect(policy).toContain("default-src &#39;none&#39;");
    expect(policy).not.toContain("unsafe-inline");
    expect(page).not.toMatch(/<(link|img|iframe)|url\(|@import|https?:/);
  });

  it("holds exactly the scripts that it came with, whatever it is called", () => {
    expect(page.match(/<script>/g)).toHaveLength(2);
    expect(page.match(/<\/script>/g)).toHaveLength(2);
  });
});

it("a severity is told by its word, not by its colour alone", () => {
  expect(severityBadge("critical").toString()).toMatch(/svg.*critical<\/span>/);
});
