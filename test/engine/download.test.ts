import * as fs from "node:fs";
import * as path from "node:path";
import type { Engine } from "../../engine";
import { downloadEngine } from "../../engine/download";
import { inWorkshop } from "../../engine/workshop";
import { until } from "../bootstrap/project";
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

function installs(): number {
  return fs.readFileSync(path.join(machine.root, "installs.log"), "utf8").trim().split("\n").length;
}

it("installs the official distribution where the Automation API looks, says how long that takes, and finds it again", async () => {
  machine.serveEngine(engine);
  const first = machine.engine();
  expect(await first.ended).toBe(0);
  expect(answer(first)).toEqual({ version: "3.220.0", directory: machine.installed, source: "download" });
  expect(first.output()).toMatch(/Downloading Pulumi 3\.220\.0 from get\.pulumi\.com \(usually \d+ to \d+ s\)/);
  expect(fs.readdirSync(machine.pulumiHome)).toEqual(["versions"]);

  const second = machine.engine();
  expect(await second.ended).toBe(0);
  expect(answer(second).source).toBe("cache");
  expect(installs()).toBe(1);
});

it("replaces a half-made engine, as another tool may leave it", async () => {
  machine.copyEngine(engine, machine.installed);
  fs.truncateSync(path.join(machine.installed, "pulumi"), 1_000_000);
  machine.serveEngine(engine);
  const started = machine.engine();
  expect(await started.ended).toBe(0);
  expect(answer(started).source).toBe("download");
  expect(fs.statSync(path.join(machine.installed, "pulumi")).size).toBeGreaterThan(10_000_000);
  expect(fs.readdirSync(machine.pulumiHome)).toEqual(["versions"]);
});

it("does not put an engine in place that does not run", async () => {
  machine.serveInstaller("/bin/mkdir -p $ROOT/bin; echo broken > $ROOT/bin/pulumi; /bin/chmod +x $ROOT/bin/pulumi");
  const started = machine.engine();
  expect(await started.ended).toBe(1);
  expect(started.output()).toMatch(/3\. download from get\.pulumi\.com: .*\n.*broken: not found/);
  expect(machine.tree()).toEqual([]);
});

it("does not put an engine in place that lacks a part", async () => {
  machine.serveInstaller(`/bin/mkdir -p $ROOT/bin; /bin/cp ${engine.directory}/pulumi $ROOT/bin`);
  const started = machine.engine();
  expect(await started.ended).toBe(1);
  expect(started.output()).toMatch(/the new engine cannot be used: .* lacks pulumi-language-nodejs/);
  expect(machine.tree()).toEqual([]);
});

it("keeps the installer's own reason", async () => {
  machine.serveInstaller('echo "error: no such release" >&2; exit 1');
  const started = machine.engine();
  expect(await started.ended).toBe(1);
  expect(started.output()).toContain("no such release");
});

it("gets one engine when several ask at once, and the others wait", async () => {
  machine.serveEngine(engine, "/bin/sleep 2");
  const starts = [machine.engine(), machine.engine(), machine.engine()];
  expect(await Promise.all(starts.map(({ ended }) => ended))).toEqual([0, 0, 0]);
  expect(installs()).toBe(1);
  expect(starts.map((start) => answer(start).source).sort()).toEqual(["cache", "cache", "download"]);
  expect(starts.filter((start) => start.output().includes("waiting for it"))).toHaveLength(2);
});

it.each(["SIGINT", "SIGTERM", "SIGKILL"] as const)("leaves nothing behind after %s in the middle", async (signal) => {
  machine.serveEngine(engine, "echo half > $ROOT/bin/pulumi; /bin/sleep 60");
  const started = machine.engine();
  await until(
    () => machine.tree().some((file) => file.endsWith("bin/pulumi")),
    () => "the installer",
  );
  started.child.kill(signal);
  expect(await started.ended).toBe(signal);
  await until(
    () => !machine.tree().some((file) => file.includes("engine-3.220.0-")),
    () => `an empty workshop, but found ${machine.tree()}`,
  );
  expect(fs.existsSync(machine.versions)).toBe(false);
});

it("gives up a download that stalls", async () => {
  machine.serveInstaller("/bin/mkdir -p $ROOT/bin; /bin/sleep 60");
  const before = { ...process.env };
  Object.assign(process.env, {
    PULUMI_HOME: machine.pulumiHome,
    NODE_OPTIONS: `--require ${path.join(__dirname, "unreachable.cjs")}`,
    INSTALL_SCRIPT: path.join(machine.root, "install.sh"),
  });
  try {
    const limits = { stalledMs: 2_000, everyMs: 200 };
    const download = inWorkshop(
      () => {},
      (workshop) => downloadEngine(workshop, () => {}, limits),
    );
    await expect(download).rejects.toThrow("nothing more arrived for 2 s");
    expect(machine.tree()).toEqual([]);
  } finally {
    process.env = before;
  }
});

it("removes what a killed process left, once its processes are gone", async () => {
  const left = path.join(machine.pulumiHome, "entra-integrations/engine-3.220.0-abcdef/bin");
  fs.mkdirSync(left, { recursive: true });
  machine.serveEngine(engine);
  expect(await machine.engine().ended).toBe(0);
  expect(fs.readdirSync(machine.pulumiHome)).toEqual(["versions"]);
});

it("says what is wrong where the engine's folder cannot be written", async () => {
  fs.writeFileSync(machine.pulumiHome, "a file");
  machine.serveEngine(engine);
  const started = machine.engine();
  expect(await started.ended).toBe(1);
  expect(started.output()).toMatch(/3\. download or build into .*home: (EEXIST|ENOTDIR)/);
  expect(started.output()).toContain("set PULUMI_HOME");
});
