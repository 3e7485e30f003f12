/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import type { AxeResults } from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { accessMap } from "../../cli/report/accessMap";
import { isAttended } from "../../cli/report/attendance";
import { renderReport } from "../../cli/report/render/page";
import { describeInBrowser, openBrowser } from "../support/browser";
import { findingsOfFive, fiveIntegrations, manyIntegrations } from "./tenants";

jest.setTimeout(120_000);

const pages = {
  five: () => renderReport(accessMap(fiveIntegrations(), findingsOfFive, isAttended)),
  one: () => renderReport(accessMap(manyIntegrations(1), [], isAttended)),
  /** One with each of the names that are hard to show. */
  seven: () => renderReport(accessMap(manyIntegrations(7), [], isAttended)),
  sixty: () => renderReport(accessMap(manyIntegrations(60), findingsOfFive, isAttended)),
};

interface Visit {
  readonly page: Page;
  /** Addresses that were asked for beside the page itself. */
  readonly requests: string[];
  /** What the page complained of. */
  readonly errors: string[];
}

describeInBrowser("The access map in a browser", () => {
  let browser: Browser;
  let directory: string;

  beforeAll(async () => {
    directory = mkdtempSync(path.join(tmpdir(), "entra-integrations-"));
    for (const [name, render] of Object.entries(pages)) writeFileSync(path.join(directory, `${name}.html`), render());
    browser = await openBrowser();
  });
  afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
  afterAll(async () => {
    await browser?.close();
    rmSync(directory, { recursive: true, force: true });
  });

  async function visit(name: keyof typeof pages, options: BrowserContextOptions = {}): Promise<Visit> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
    const page = await context.newPage();
    const [requests, errors]: [string[], string[]] = [[], []];
    const url = pathToFileURL(path.join(directory, `${name}.html`)).href;
    page.on("request", (request) => request.url().split("#")[0] !== url && requests.push(request.url()));
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && errors.push(message.text()));
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("dialog", (dialog) => {
      errors.push(`a dialog: ${dialog.message()}`);
      dialog.dismiss();
    });
    await page.goto(url);
    return { page, requests, errors };
  }

  const openAll = (page: Page) =>
    page.evaluate(() => {
      for (const details of document.querySelectorAll("details")) details.open = true;
    });
  const overflow = (page: Page) =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

  async function violations(page: Page): Promise<string[]> {
    await page.evaluate(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
    const { violations: found } = await page.evaluate<AxeResults>(
      // As text: it runs in the page, which knows nothing of this file.
      `axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })`,
    );
    return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`));
  }

  describe.each(["light", "dark"] as const)("in %s", (colorScheme) => {
    test.each(["five", "seven"] as const)("is accessible by WCAG 2.2 AA, all unfolded: %s", async (name) => {
      const { page } = await visit(name, { colorScheme });
      await openAll(page);
      expect(await violations(page)).toEqual([]);
    });
  });

  test.each(["five", "one", "sixty"] as const)("asks for nothing and complains of nothing: %s", async (name) => {
    const { page, requests, errors } = await visit(name);
    await openAll(page);
    expect({ requests, errors }).toEqual({ requests: [], errors: [] });
    expect(await page.locator("img").count()).toBe(0);
  });

  test.each([320, 390, 768, 1024, 1440, 1920])("fits a window of %d pixels, whatever the names", async (width) => {
    for (const name of ["five", "sixty"] as const) {
      const { page } = await visit(name, { viewport: { width, height: 900 } });
      await openAll(page);
      expect(await overflow(page)).toBe(0);
    }
  });

  test("in the picture each band ends at the boxes that it joins", async () => {
    const { page } = await visit("five");
    const gaps = await page.evaluate(() =>
      [...document.querySelectorAll(".lane")].flatMap((lane) => {
        const parts = [...lane.children].map((part) => part.getBoundingClientRect());
        return parts.slice(1).map((part, index) => Math.abs(part.left - (parts[index]?.right ?? 0)));
      }),
    );
    expect(gaps.length).toBeGreaterThan(10);
    expect(Math.max(...gaps)).toBeLessThan(1);
    const heights = await page.evaluate(() =>
      [...document.querySelectorAll(".lane")].map((lane) => {
        const all = [...lane.children].map((part) => Math.round(part.getBoundingClientRect().height));
        return Math.max(...all) - Math.min(...all);
      }),
    );
    expect(Math.max(...heights)).toBeLessThanOrEqual(1);
  });

  test("the search leaves those that fit, by name, permission, role or account, and says how many", async () => {
    const { page } = await visit("five");
    const shown = () => page.locator("article:visible h3").allTextContents();
    await page.fill("#query", "svc-servicenow");
    expect(await shown()).toEqual(["ServiceNow Entra Spoke"]);
    expect(await page.textContent("#shown")).toBe("1 of 5 integrations");
    await page.fill("#query", "contributor azure");
    expect(await shown()).toEqual(["ServiceNow Azure Spoke"]);
    await page.fill("#query", "");
    await page.selectOption("#worst", "critical");
    expect(await shown()).toEqual(["Okta Microsoft Graph Client"]);
    await page.fill("#query", "nothing is called so");
    expect(await page.locator("#nothing-found").isVisible()).toBe(true);
  });

  test("a link to an integration that is folded up unfolds it", async () => {
    const { page } = await visit("sixty");
    const article = page.locator("#app-app-n7");
    expect(await article.locator("figure").isVisible()).toBe(false);
    await page.locator('.index a[href="#app-app-n7"]').click();
    await article.locator("figure").waitFor({ state: "visible" });
  });

  test("the switch of colours is reached and used by keyboard, and remembered", async () => {
    const { page } = await visit("five", { colorScheme: "light" });
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await background();
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to the content");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("theme-toggle");
    await page.keyboard.press("Enter");
    expect(await background()).not.toBe(light);
    expect(await page.getAttribute("#theme-toggle", "aria-label")).toBe("Switch to light colours");
    const dark = await background();
    await page.reload();
    expect(await background()).toBe(dark);
  });

  test("everything that can be used is reached by keyboard, in the order of the page", async () => {
    const { page } = await visit("five");
    const reached = new Set<string>();
    for (let presses = 0; presses < 80; presses += 1) {
      await page.keyboard.press("Tab");
      reached.add(await page.evaluate(() => `${document.activeElement?.tagName} ${document.activeElement?.id}`));
    }
    expect([...reached]).toEqual(
      expect.arrayContaining(["A ", "BUTTON theme-toggle", "INPUT query", "SELECT worst", "SUMMARY "]),
    );
  });

  test("without scripts all of it can be read, and nothing is offered that does not work", async () => {
    const { page } = await visit("five", { javaScriptEnabled: false });
    await page.locator("article figure").first().waitFor({ state: "visible" });
    expect(await page.locator("article figure:visible").count()).toBe(5);
    expect(await page.locator("#search").isVisible()).toBe(false);
    expect(await page.locator("#theme-toggle").isVisible()).toBe(false);
    await page.locator("article .more > summary").first().click();
    expect(await page.locator("article .details").first().isVisible()).toBe(true);
  });

  test("on paper it is light, unfolded, and without controls", async () => {
    const { page } = await visit("sixty", { colorScheme: "dark" });
    const folded = page.locator("article figure").first();
    expect(await folded.isVisible()).toBe(false);
    await page.emulateMedia({ media: "print" });
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe("rgb(255, 255, 255)");
    expect((await folded.boundingBox())?.height).toBeGreaterThan(50);
    expect(await page.locator("#search, #theme-toggle, .index").filter({ visible: true }).count()).toBe(0);
    expect((await page.pdf({ format: "A4" })).subarray(0, 4).toString()).toBe("%PDF");
  });

  test("nothing moves for those who asked for less motion", async () => {
    const { page } = await visit("five", { reducedMotion: "reduce" });
    const moving = await page.evaluate(
      () =>
        [...document.querySelectorAll("*")]
          .map((element) => getComputedStyle(element))
          .filter((s) => s.scrollBehavior === "smooth" || s.animationName !== "none" || s.transitionDuration !== "0s")
          .length,
    );
    expect(moving).toBe(0);
  });

  test("each landmark and each picture has a name", async () => {
    const { page } = await visit("five");
    const tree = await page.locator("body").ariaSnapshot();
    for (const part of ["banner", "main", 'navigation "Integrations"', "contentinfo", 'search "Integrations"']) {
      expect(tree).toContain(part);
    }
    expect(tree).toContain("the directory roles of svc-servicenow@contoso.com allow 2");
  });
});
