import * as fs from "node:fs";
import * as path from "node:path";
import { isAlive, TinyProject, until } from "./project";

let project: TinyProject;
afterEach(() => project.remove());

async function install(environment?: NodeJS.ProcessEnv) {
  const started = project.install(environment);
  return { code: await started.ended, output: started.output() };
}

it("installs what is missing, says what it does and how long that takes, and nothing the next time", async () => {
  project = new TinyProject();
  const first = await install();
  expect(first.code).toBe(0);
  expect(first.output).toContain("node_modules is missing");
  expect(first.output).toMatch(/usually \d+ to \d+ s/);
  expect(first.output).not.toMatch(/npm (warn|notice)|added \d+ packages/);
  expect(project.has("node_modules/needed")).toBe(true);

  expect(await install()).toEqual({ code: 0, output: "" });
  expect(project.installations()).toBe(1);
});

it("installs again when the lock file changes", async () => {
  project = new TinyProject();
  await install();
  project.describe("1.0.1");
  const { output } = await install();
  expect(output).toContain("does not fit package-lock.json");
  expect(project.installations()).toBe(2);
});

it("installs again when somebody removed a dependency", async () => {
  project = new TinyProject();
  await install();
  fs.rmSync(path.join(project.root, "node_modules/tool"));
  const { output } = await install();
  expect(output).toContain("tool is missing from node_modules");
  expect(project.has("node_modules/tool")).toBe(true);
});

it("installs development dependencies whatever NODE_ENV and npm's settings say", async () => {
  project = new TinyProject();
  const { code } = await install({ ...process.env, NODE_ENV: "production", npm_config_omit: "dev" });
  expect(code).toBe(0);
  expect(project.has("node_modules/tool")).toBe(true);
});

it("accepts what npm itself installed completely, and not what it installed in part", async () => {
  project = new TinyProject();
  await install();
  fs.rmSync(project.stamp);
  expect(await install()).toEqual({ code: 0, output: "" });
  expect(fs.existsSync(project.stamp)).toBe(true);

  fs.rmSync(project.stamp);
  const record = path.join(project.root, "node_modules/.package-lock.json");
  const partial = JSON.parse(fs.readFileSync(record, "utf8"));
  delete partial.packages["node_modules/tool"];
  fs.writeFileSync(record, JSON.stringify(partial));
  await install();
  expect(project.installations()).toBe(2);
});

it("installs once when several start at once, and the others wait", async () => {
  project = new TinyProject("setTimeout(() => {}, 1500)");
  const starts = [project.install(), project.install(), project.install()];
  expect(await Promise.all(starts.map(({ ended }) => ended))).toEqual([0, 0, 0]);
  expect(project.installations()).toBe(1);
  expect(starts.filter((start) => start.output().includes("waiting for it"))).toHaveLength(2);
});

it.each(["SIGINT", "SIGTERM", "SIGKILL"] as const)("leaves no stamp and no npm behind after %s", async (signal) => {
  project = new TinyProject("if (!process.env.QUICK) setTimeout(() => {}, 60000)");
  const killed = project.install();
  await until(
    () => project.installations() === 1,
    () => "npm",
  );
  const script = Number(fs.readFileSync(project.log, "utf8"));
  killed.child.kill(signal);
  expect(await killed.ended).toBe(signal);
  await until(
    () => !isAlive(script),
    () => "npm's end",
  );
  expect(fs.existsSync(project.stamp)).toBe(false);

  const { code } = await install({ ...process.env, QUICK: "1" });
  expect(code).toBe(0);
  expect(project.installations()).toBe(2);
});

it("shows npm's words and what to do when npm fails, and leaves no stamp", async () => {
  project = new TinyProject();
  project.write(
    "package.json",
    JSON.stringify({ name: "tiny", dependencies: { needed: "file:needed", other: "file:other" } }),
  );
  const { code, output } = await install();
  expect(code).toBe(1);
  expect(output).toContain("EUSAGE");
  expect(output).toContain("Run `npm install`, and commit the lock file.");
  expect(output).not.toMatch(/^\s+at /m);
  expect(fs.existsSync(project.stamp)).toBe(false);
});

it("says so when there is no npm", async () => {
  project = new TinyProject();
  const { npm_execpath, ...environment } = process.env;
  const { code, output } = await install({ ...environment, PATH: project.root });
  expect(code).toBe(1);
  expect(output).toContain("npm was not found on PATH");
});
