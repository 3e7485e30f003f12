import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { isAlive, until } from "../bootstrap/project";
import { answer, Machine } from "./machine";

let machine: Machine;
beforeEach(() => {
  machine = new Machine();
});
afterEach(() => machine.remove());

it.each([
  ["is older than any that updates itself", "go1.20.14", "auto", "Go 1.24.7 or later is needed; go is go1.20.14"],
  ["may not be replaced", "go1.23.4", "local", "go is go1.23.4, and GOTOOLCHAIN=local forbids another"],
])("says so where Go %s", async (_what, version, toolchain, reason) => {
  machine.go(version, "", toolchain);
  const started = machine.engine();
  expect(await started.ended).toBe(1);
  expect(started.output()).toContain(`4. build from Go modules: Go 1.24.7 or later is needed`);
  expect(started.output()).toContain(reason);
});

it.each([
  ["the disk is full", "write /x: no space left on device", "the disk is full; about 3 GB are needed"],
  [
    "the proxy cannot be reached",
    "dial tcp: lookup modules.example: no such host",
    "lookup modules.example: no such host",
  ],
])("says so where %s, and leaves nothing behind", async (_what, words, reason) => {
  machine.go("go1.26.8", `console.error(${JSON.stringify(words)}); process.exit(1);`);
  const started = machine.engine();
  expect(await started.ended).toBe(1);
  expect(started.output()).toContain(`4. build from Go modules: `);
  expect(started.output()).toContain(reason);
  expect(machine.tree()).toEqual([]);
});

it("builds for this machine from the pinned modules, whatever the user's Go settings say", async () => {
  const notes = path.join(machine.root, "go.json");
  machine.go(
    "go1.26.8",
    `require("fs").writeFileSync(${JSON.stringify(notes)}, JSON.stringify({ environment: process.env, files: require("fs").readdirSync(".") }));
     process.exit(1);`,
  );
  const started = machine.engine({
    HOME: undefined,
    GOFLAGS: "-mod=vendor",
    GOOS: "plan9",
    GOWORK: "/x",
    CGO_ENABLED: "1",
  });
  await started.ended;
  const seen = JSON.parse(fs.readFileSync(notes, "utf8"));
  expect(seen.environment).toMatchObject({ GOFLAGS: "-mod=readonly -buildvcs=false", GOWORK: "off", CGO_ENABLED: "0" });
  expect(seen.environment.GOOS).not.toBe("plan9");
  expect(path.isAbsolute(seen.environment.HOME)).toBe(true);
  expect(seen.files.sort()).toEqual(["go.mod", "go.sum"]);
});

it.each(["SIGINT", "SIGTERM", "SIGKILL"] as const)(
  "ends the compiler and leaves nothing behind after %s",
  async (signal) => {
    const notes = path.join(machine.root, "compilers");
    machine.go(
      "go1.26.8",
      `const fs = require("fs");
     if (command === "build") {
       fs.writeFileSync(process.argv[process.argv.indexOf("-o") + 1], "half");
       const compiler = require("child_process").spawn(process.execPath, ["-e", "setTimeout(() => {}, 60000)"]);
       fs.writeFileSync(${JSON.stringify(notes)}, process.pid + " " + compiler.pid);
       setTimeout(() => {}, 60000);
     }`,
    );
    const started = machine.engine();
    await until(
      () => fs.existsSync(notes) && fs.readFileSync(notes, "utf8").includes(" "),
      () => `the build:\n${started.output()}`,
    );
    started.child.kill(signal);
    expect(await started.ended).toBe(signal);
    const compilers = fs.readFileSync(notes, "utf8").split(" ").map(Number);
    await until(
      () => !compilers.some(isAlive) && !machine.tree().some((file) => file.includes("engine-3.220.0-")),
      () => `the end of the build, but found ${machine.tree()}`,
    );
    expect(fs.existsSync(machine.versions)).toBe(false);
  },
);

/** Whether a build needs no network. */
function modulesAreCached(): boolean {
  const modules = path.resolve(__dirname, "../../engine/modules/cli");
  const environment = { ...process.env, GOPROXY: "off", GOFLAGS: "-mod=readonly", GOWORK: "off", CGO_ENABLED: "0" };
  const listing = ["list", "-deps", "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"];
  return spawnSync("go", listing, { cwd: modules, env: environment }).status === 0;
}

const withModules = modulesAreCached() ? it : it.skip;

withModules(
  "builds the real engine with the real Go, without the network where the modules are cached",
  async () => {
    const go = spawnSync("go", ["env", "GOROOT"], { encoding: "utf8" }).stdout.trim();
    const started = machine.engine({ PATH: path.join(go, "bin"), GOPROXY: "off" });
    expect(await started.ended).toBe(0);
    expect(answer(started)).toEqual({ version: "3.220.0", directory: machine.installed, source: "build" });
    expect(machine.tree(machine.installed)).toEqual([
      "pulumi",
      "pulumi-analyzer-policy",
      "pulumi-language-nodejs",
      "pulumi-resource-pulumi-nodejs",
    ]);
    expect(fs.readdirSync(machine.pulumiHome)).toEqual(["versions"]);
  },
  900_000,
);
