import { readFileSync } from "node:fs";
import * as path from "node:path";
import { projectDirectory } from "../../cli/project";

const { scripts } = JSON.parse(readFileSync(path.join(projectDirectory, "package.json"), "utf8"));
const readme = readFileSync(path.join(projectDirectory, "README.md"), "utf8");
const main = readFileSync(path.join(projectDirectory, "cli", "main.ts"), "utf8");
const commands = [...main.matchAll(/require\("\.\/commands\/(\w+)"\)/g)].map(([, file = ""]) => file);
const names = [...main.matchAll(/^ {2}"?([\w:]+)"?: \(\) => require/gm)].map(([, name = ""]) => name);

test("each command has a file", () => {
  expect(names.length).toBeGreaterThan(10);
  expect(commands).toHaveLength(names.length);
});

test.each(names)("npm run %s is a script of the package", (name) => {
  expect(scripts[name]).toBe(`node bootstrap/run.cjs ${name}`);
});

/** What a developer runs on the project itself is in CONTRIBUTING.md. */
const forDevelopers = ["typecheck", "lint", "format", "docs"];

test.each(names.filter((name) => !forDevelopers.includes(name)))("README.md names the command %s", (name) => {
  expect(readme).toMatch(new RegExp(`npm (run )?${name}\\b`));
});
