import { mkdtempSync, readFileSync, rmSync } from "node:fs";
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
});
