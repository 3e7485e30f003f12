import * as fs from "node:fs";
import * as path from "node:path";
import type { Engine } from "../../engine";
import { answer, Machine, realEngine } from "./machine";

let engine: Engine;
let machine: Machine;
beforeAll(async () => {
  engine = await realEngine();
});
beforeEach(() => {
  machine = new Machine();
});
afterEach(() => machine.remove());

it("uses the engine on PATH, and installs nothing", async () => {
  const folder = machine.addToPath("bin");
  machine.copyEngine(engine, folder);
  const started = machine.engine();
  expect(await started.ended).toBe(0);
  expect(answer(started)).toEqual({ version: engine.version, directory: folder, source: "path" });
  expect(machine.tree()).toEqual([]);
});

it("finds the helpers of a pulumi that is a link, beside what it links to", async () => {
  const folder = machine.addToPath("bin");
  fs.symlinkSync(path.join(engine.directory, "pulumi"), path.join(folder, "pulumi"));
  const started = machine.engine();
  expect(await started.ended).toBe(0);
  expect(answer(started)).toMatchObject({ directory: folder, source: "path" });
});

it("passes over a pulumi that is too old, and takes the next on PATH", async () => {
  machine.program(machine.addToPath("old"), "pulumi", 'console.log("v3.219.9")');
  const folder = machine.addToPath("new");
  machine.copyEngine(engine, folder);
  const started = machine.engine();
  expect(await started.ended).toBe(0);
  expect(answer(started).directory).toBe(folder);
});

it("uses an installed engine, PULUMI_HOME being the engine's folder", async () => {
  machine.copyEngine(engine, machine.installed);
  const started = machine.engine();
  expect(await started.ended).toBe(0);
  expect(answer(started)).toEqual({ version: engine.version, directory: machine.installed, source: "cache" });
});

it("lists every way and why it failed, and what to install", async () => {
  machine.program(machine.addToPath("old"), "pulumi", 'console.log("v3.100.0")');
  const started = machine.engine();
  expect(await started.ended).toBe(1);
  const output = started.output();
  expect(output).toMatch(/1\. PATH: .*old\/pulumi is v3\.100\.0, older than 3\.220\.0/);
  expect(output).toMatch(/2\. installed versions: no 3\.220\.0 or later in .*home\/versions/);
  expect(output).toMatch(/3\. download from get\.pulumi\.com: .*getaddrinfo ENOTFOUND get\.pulumi\.com/);
  expect(output).toMatch(/4\. build from Go modules: Go is not installed/);
  expect(output).toContain("https://www.pulumi.com/docs/install/");
  expect(output).toContain("install Go 1.24.7 or later");
  expect(output).not.toMatch(/^\s+at /m);
  expect(machine.tree()).toEqual([]);
});

it.each([
  ["a pulumi without language host", "lacks pulumi-language-nodejs", ["pulumi", "pulumi-analyzer-policy"]],
  ["an empty folder", "no 3.220.0 or later", []],
])("does not use %s", async (_what, reason, files) => {
  machine.copyEngine(engine, machine.installed, files);
  const started = machine.engine();
  expect(await started.ended).toBe(1);
  expect(started.output()).toContain(reason);
});

it.each([
  ["a pre-release", 'console.log("v3.220.0-alpha.1")', "is v3.220.0-alpha.1"],
  ["another major version", 'console.log("v4.0.0")', "which is not version 3"],
  ["one that breaks", 'console.error("Illegal instruction"); process.exit(1)', "does not run: Illegal instruction"],
])("does not use %s on PATH", async (_what, body, reason) => {
  machine.program(machine.addToPath("bin"), "pulumi", body);
  const started = machine.engine();
  expect(await started.ended).toBe(1);
  expect(started.output()).toContain(reason);
});
