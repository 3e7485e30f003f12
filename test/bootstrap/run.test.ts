import * as fs from "node:fs";
import * as path from "node:path";
import { startNode, temporaryFolder } from "./project";

const { refusalOf } = require("../../bootstrap/nodeVersion.cjs");
const script = path.resolve(__dirname, "../../bootstrap/run.cjs");

async function run(...args: string[]) {
  const started = startNode([script, ...args]);
  return { code: await started.ended, output: started.output() };
}

it.each(["18.20.4", "19.9.0", "8.1.0"])("refuses Node %s with a sentence", (version) => {
  expect(refusalOf(version)).toMatch(new RegExp(`needs Node 20 or later; this is Node ${version}\\. Please install`));
});

it.each(["20.0.0", "22.11.0", "26.1.0"])("accepts Node %s", (version) => {
  expect(refusalOf(version)).toBeUndefined();
});

it("says what a misspelt command may have meant", async () => {
  const { code, output } = await run("verfy");
  expect(code).toBe(2);
  expect(output).toContain('There is no command "verfy". Did you mean "verify"?');
});

it.each(["constructor", "__proto__", "toString"])("does not take %s for a command", async (name) => {
  expect((await run(name)).code).toBe(2);
});

it("prints a user's mistake without a stack", async () => {
  const { code, output } = await run("bench", "nonsense");
  expect(code).toBe(1);
  expect(output).toContain('There is no benchmark "nonsense".');
  expect(output).not.toMatch(/^\s+at /m);
});

it("ends a run of some tests with their totals on a line of their own", async () => {
  const folder = temporaryFolder();
  const files = {
    "jest.config.js": "module.exports = {};",
    "some.test.js": "it('a', () => {}); it('b', () => { throw new Error('b'); }); it.skip('c', () => {});",
    "broken.test.js": "this is no JavaScript",
  };
  for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), text);
  const { code, output } = await run("test", `--config=${path.join(folder, "jest.config.js")}`, "some", "broken");
  fs.rmSync(folder, { recursive: true });
  expect(output.trimEnd().split("\n").at(-1)).toBe("1 passed, 2 failed, 1 skipped");
  expect(code).toBe(1);
});
