import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { writePage } from "../../cli/report/file";
import { openInBrowser, openingCommand } from "../../cli/report/open";

test("each platform has a command that opens a file", () => {
  expect(openingCommand("/home/anna/access map.html", "darwin")).toEqual([
    "open",
    "file:///home/anna/access%20map.html",
  ]);
  expect(openingCommand("/home/anna/a.html", "linux")).toEqual(["xdg-open", "file:///home/anna/a.html"]);
});

test("on Windows a name that the shell would read as a command is part of the URL", () => {
  const [command, ...args] = openingCommand("/a&calc.html", "win32");
  expect(command).toBe("cmd");
  expect(args.at(-1)).not.toMatch(/[&^|<>()!"']/);
});

test("where there is no browser, it says so, and where the file is", async () => {
  const opening = openInBrowser("/tmp/map.html", ["no-such-command-of-this-test"]);
  await expect(opening).rejects.toMatchObject({
    message: expect.stringContaining("there is no no-such-command-of-this-test here"),
    advice: "Open it yourself: /tmp/map.html",
  });
  await expect(openInBrowser("/tmp/map.html", [process.execPath, "-e", "process.exit(3)"])).rejects.toThrow(
    "exit code 3",
  );
  await expect(openInBrowser("/tmp/map.html", [process.execPath, "-e", "0"])).resolves.toBeUndefined();
});

test("a page goes into folders that are not there yet; a place that cannot be written is told", () => {
  const directory = mkdtempSync(path.join(tmpdir(), "entra-integrations-"));
  try {
    expect(writePage(path.join(directory, "a", "b.html"), "page")).toBe(path.join(directory, "a", "b.html"));
    expect(() => writePage(directory, "page")).toThrow(`could not be written to ${directory}`);
  } finally {
    rmSync(directory, { recursive: true });
  }
});
