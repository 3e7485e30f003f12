import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const places = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** A browser of the machine's own; undefined where there is none. */
export const browserPath = places.find((place) => place !== undefined && existsSync(place));

/** Of use as root and in a container; nothing of it goes out to the network by itself. */
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts it without a window, with a profile of its own that goes when it is closed. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: browserPath, args: flags });
}

/** `describe` where there is a browser; else the tests are skipped, and the reason is printed. */
export function describeInBrowser(title: string, tests: () => void): void {
  if (browserPath !== undefined) {
    describe(title, tests);
    return;
  }
  process.stderr.write(`${title}: not run, there is no Chromium or Chrome here (CHROMIUM=<path> names one).\n`);
  describe(title, () => {
    test.skip("needs Chromium or Chrome, and there is none here", () => {});
  });
}
