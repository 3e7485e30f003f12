import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { runCommand, startCommand } from "../support/command";

jest.setTimeout(300_000);

let directory: string;

beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), "entra-integrations-"));
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

const inDirectory = () => ({ SANDBOX_DIRECTORY: directory });

describe("npm start", () => {
  test("provisions the stack in the sandbox, verifies it, and says where to go next", async () => {
    const { code, stdout, stderr } = await runCommand(["start"], inDirectory());
    expect([code, stdout, stderr].join("\n")).toMatch(/^0\n/);
    for (const name of ["entra-spoke", "entra-spoke-delegated", "azure-spoke", "sir-defender", "okta"]) {
      expect(stdout).toMatch(new RegExp(`^${name} \\(`, "m"));
    }
    expect(stdout).toMatch(/✓ Incidents can be read/);
    expect(stdout).toMatch(/checks: .*\b0 failed/);
    expect(stderr).toContain("Where to go next");
  });

  test("reports no changes the second time", async () => {
    const { code, stdout } = await runCommand(["start"], inDirectory());
    expect(code).toBe(0);
    expect(stdout).toMatch(/Resources:\s+\d+ unchanged/);
    expect(stdout).not.toMatch(/to create|created|updated|deleted/);
  });

  test("mends itself when the sandbox's state file is corrupt: keeps it aside, makes the tenant and the resources anew", async () => {
    const file = path.join(directory, "state.json");
    const corrupt = readFileSync(file, "utf8").slice(0, 500);
    writeFileSync(file, corrupt);
    const { code, stderr } = await runCommand(["start"], inDirectory());
    expect(stderr).toContain("warning: ");
    expect(code).toBe(0);
    const aside = readdirSync(directory).filter((name) => /corrupt/.test(name));
    expect(aside.map((name) => readFileSync(path.join(directory, name), "utf8"))).toEqual([corrupt]);
  });

  test("refuses a passphrase that does not open the stack's secrets", async () => {
    const { code, stdout, stderr } = await runCommand(["start"], {
      ...inDirectory(),
      PULUMI_CONFIG_PASSPHRASE: "wrong",
    });
    expect(code).not.toBe(0);
    expect(stdout + stderr).toMatch(/passphrase/i);
    expect(stdout + stderr).not.toMatch(/^\s+at /m);
  });

  test("refuses to run twice at once on the same folder, and says who runs", async () => {
    const first = startCommand(["sandbox"], inDirectory());
    await first.until("serves at");
    const { code, stderr } = await runCommand(["start"], inDirectory());
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/\b\d{2,}\b/);
    expect(stderr).not.toMatch(/^\s+at /m);
    first.signal("SIGINT");
    expect((await first.done).code).toBe(0);
  });
});

describe("npm run sandbox", () => {
  test("prints an environment to use and serves until Ctrl-C", async () => {
    const serving = startCommand(["sandbox"], inDirectory());
    await serving.until("serves at");
    expect(serving.printed()).toMatch(/export ARM_METADATA_HOSTNAME=localhost:\d+/);
    expect(serving.printed()).toMatch(/export PULUMI_BACKEND_URL=file:/);
    serving.signal("SIGINT");
    expect((await serving.done).code).toBe(0);
  });

  test("runs a command with the sandbox up, trusted by Node, and passes its exit code on", async () => {
    const script =
      "fetch(process.env.SANDBOX_ORIGIN + '/metadata/endpoints?api-version=2022-09-01').then(a => process.exit(a.ok ? 7 : 1))";
    const { code, stderr } = await runCommand(["sandbox", "node", "-e", script], inDirectory());
    expect([code, stderr].join()).toMatch(/^7/);
  });

  test("leaves a provider to the plugin that is installed, and stands in for the others", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "plugins-"));
    writeFileSync(path.join(folder, "pulumi-resource-azuread"), "#!/bin/sh\n", { mode: 0o755 });
    const environment = { ...inDirectory(), PATH: `${folder}${path.delimiter}${process.env.PATH}` };
    const show = ["node", "-p", "process.env.PULUMI_DEBUG_PROVIDERS + ' ' + process.env.ARM_USE_CLI"];
    const { stdout } = await runCommand(["sandbox", "--plugins", "installed", ...show], environment);
    rmSync(folder, { recursive: true });
    expect(stdout).toMatch(/^(?!.*azuread).*random:\d+.* false$/m);
  });

  test("says that a port is taken, which one, and the way out", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const { port } = taken.address() as { port: number };
    const { code, stderr } = await runCommand(["sandbox", "--port", String(port), "true"], inDirectory());
    taken.close();
    expect(code).not.toBe(0);
    expect(stderr).toContain(String(port));
    expect(stderr).toContain("--port");
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test("says that a command does not exist", async () => {
    const { code, stderr } = await runCommand(["sandbox", "no-such-command"], inDirectory());
    expect(code).not.toBe(0);
    expect(stderr).toContain("no-such-command");
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

describe("npm run verify", () => {
  test("names the integrations there are when asked for another", async () => {
    const { code, stderr } = await runCommand(["verify", "--integration", "nope"], inDirectory());
    expect(code).not.toBe(0);
    expect(stderr).toContain("sir-defender");
  });
});

describe("npm run handover", () => {
  test("says what to enter where, and keeps the secret to itself", async () => {
    const { code, stdout } = await runCommand(["handover", "--integration", "sir-defender"], inDirectory());
    expect(code).toBe(0);
    expect(stdout).toContain("sn_si.ingestion_profile_admin");
    expect(stdout).toContain("--show-secrets");
  });

  test("shows the secret when asked to", async () => {
    const { stdout } = await runCommand(
      ["handover", "--integration", "sir-defender", "--json", "--show-secrets"],
      inDirectory(),
    );
    const [handover] = JSON.parse(stdout);
    const fields = handover.steps.flatMap(({ fields }: { fields: { secret: boolean; value: string }[] }) => fields);
    expect(fields.find(({ secret }: { secret: boolean }) => secret).value.length).toBeGreaterThan(20);
  });
});

describe("npm run destroy", () => {
  test("takes it all down", async () => {
    const { code, stdout } = await runCommand(["destroy"], inDirectory());
    expect(code).toBe(0);
    expect(stdout).toMatch(/deleted/);
  });

  test("has nothing to verify afterwards, and says what to do", async () => {
    const { code, stderr } = await runCommand(["verify"], inDirectory());
    expect(code).not.toBe(0);
    expect(stderr).toContain("npm start");
  });
});
