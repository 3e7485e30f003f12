import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import type { StateDocument } from "../../sandbox/state/state";
import { runCommand } from "../support/command";

jest.setTimeout(300_000);

let directory: string;
let untouched: StateDocument;

beforeAll(async () => {
  directory = mkdtempSync(path.join(tmpdir(), "entra-integrations-"));
  await run("sandbox", "true");
  untouched = tenant();
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** What the sandbox keeps between two commands. */
const tenant = (): StateDocument => JSON.parse(readFileSync(path.join(directory, "state.json"), "utf8"));

async function run(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await runCommand(args, { SANDBOX_DIRECTORY: directory });
  if (code !== 0) throw new Error(`npm run ${args.join(" ")} ended with ${code}:\n${stdout}${stderr}`);
  return stdout;
}

/** Microsoft keeps what was deleted for 30 days, Azure a resource provider registered, and Entra a role active, as before this stack. */
const leftOut = { deletedItems: [], providerRegistrations: [], directoryRoles: [] };

/** When each credential signed in last, which every run moves. */
const signIns = { credentialUses: [] };

/** Leaves the stack as an engine that is killed leaves it: locked, and with no answer noted to the request that made this resource. */
function killWhileMaking(name: string): void {
  const backend = path.join(directory, "backend", ".pulumi");
  const file = path.join(backend, "stacks", "entra-integrations", "dev.json");
  const stack = JSON.parse(readFileSync(file, "utf8"));
  const { latest } = stack.checkpoint;
  const isMade = ({ urn }: { urn: string }) => urn.endsWith(`::${name}`);
  const { id: _, outputs: __, ...resource } = latest.resources.find(isMade);
  latest.resources = latest.resources.filter((one: { urn: string }) => !isMade(one));
  latest.pending_operations = [{ type: "creating", resource }];
  writeFileSync(file, JSON.stringify(stack));
  const locks = path.join(backend, "locks", "organization", "entra-integrations", "dev");
  mkdirSync(locks, { recursive: true });
  writeFileSync(path.join(locks, "1.json"), JSON.stringify({ pid: 1, username: "somebody", hostname: "here" }));
}

describe("The stack that npm start deploys", () => {
  test("leaves the tenant as it was when it is destroyed", async () => {
    await run("start");
    const deployed = tenant();
    expect(deployed.applications.length).toBeGreaterThan(untouched.applications.length);
    expect(deployed.users.length).toBeGreaterThan(untouched.users.length);
    expect(deployed.armRoleAssignments.length).toBeGreaterThan(untouched.armRoleAssignments.length);

    await run("destroy");
    expect({ ...tenant(), ...leftOut }).toEqual({ ...untouched, ...leftOut });
    expect(tenant().providerRegistrations.map(({ namespace, state }) => [namespace, state])).toEqual([
      ["Microsoft.Automation", "Registered"],
    ]);
  });

  test("can be deployed again, beside what is still in the tenant's recycle bin", async () => {
    expect(tenant().deletedItems?.length).toBeGreaterThan(0);
    expect(await run("start")).toMatch(/checks: \d+ passed, .*0 failed/);
  });

  test("goes on where it was killed while it made something, and makes nothing twice", async () => {
    const deployed = tenant();
    killWhileMaking("azure-spoke-contributor");
    expect(await run("start")).toMatch(/checks: \d+ passed, .*0 failed/);
    expect({ ...tenant(), ...signIns }).toEqual({ ...deployed, ...signIns });
  });
});
