import type { VerifiedIntegration } from "../../cli/verify/run";
import type { StateDocument } from "../../sandbox/state/state";
import { openTestSession, type TestSession } from "../support/session";

jest.setTimeout(180_000);

let session: TestSession;
let untouched: StateDocument;

beforeAll(async () => {
  session = await openTestSession();
  untouched = session.sandbox.state.toDocument();
  session.configure([{ kind: "servicenow-defender", name: "sir" }]);
});

afterAll(() => session?.close());

async function verify(...args: string[]): Promise<{ code: number; integrations: VerifiedIntegration[] }> {
  const { code, stdout, stderr } = await session.command("verify", "--json", ...args);
  if (!stdout.startsWith("{")) throw new Error(`verify printed no JSON: ${stdout}${stderr}`);
  return { code, integrations: JSON.parse(stdout).integrations };
}

describe("A Defender integration on the real engine", () => {
  test("is provisioned with the policy pack in force", async () => {
    const { code, stdout, stderr } = await session.pulumi("up", "--yes", "--skip-preview", "--policy-pack", "policies");
    expect([code, stdout, stderr].join("\n")).toMatch(/^0\n/);
    expect(stdout).toMatch(/Policies:[\s\S]*entra-integrations/);
  });

  test("works with its own credential, and may write what it was made to write", async () => {
    const { code, integrations } = await verify("--write");
    expect(integrations[0]?.checks.filter(({ outcome }) => outcome !== "passed")).toEqual([]);
    expect(integrations[0]?.checks.map(({ id }) => id)).toContain("incidents-writable");
    expect(code).toBe(0);
  });

  test("is left alone by a second run", async () => {
    const { code, stdout } = await session.pulumi("up", "--yes", "--skip-preview", "--expect-no-changes");
    expect([code, stdout].join("\n")).toMatch(/^0\n/);
  });

  test("shows its secret in no output, and in no state in clear", async () => {
    const shown = await session.pulumi("stack", "output", "--json");
    const { integrations } = JSON.parse((await session.pulumi("stack", "output", "--json", "--show-secrets")).stdout);
    const secret = integrations.sir.credential.value;
    expect(secret.length).toBeGreaterThan(20);
    expect(shown.stdout).not.toContain(secret);
    expect(shown.stdout).toContain(integrations.sir.clientId);
    expect((await session.pulumi("stack", "export")).stdout).not.toContain(secret);
    expect(JSON.stringify(session.sandbox.state.toDocument())).not.toContain(secret);
  });

  test("has a consent that was revoked behind its back named by verify, found by preview and restored by up", async () => {
    const { state } = session.sandbox;
    const consent = state.appRoleAssignments
      .list()
      .find(({ id }) => !untouched.appRoleAssignments.some((seeded) => seeded.id === id));
    state.appRoleAssignments.remove(consent?.id ?? "");

    const broken = await verify("--wait", "0");
    expect(broken.code).toBe(1);
    const check = broken.integrations[0]?.checks.find(({ id }) => id === "declared-consented-in-token");
    expect(check?.detail).toMatch(/SecurityIncident\.Read(Write)?\.All: not consented, not in the token/);

    const preview = await session.pulumi("preview", "--refresh", "--expect-no-changes");
    expect(preview.code).not.toBe(0);

    expect((await session.pulumi("up", "--yes", "--skip-preview", "--refresh")).code).toBe(0);
    expect((await verify()).code).toBe(0);
  });

  test("never writes to one of Microsoft's service principals but to consent, and destroying it leaves the tenant as it was", async () => {
    expect((await session.pulumi("destroy", "--yes", "--skip-preview")).code).toBe(0);

    const microsoft = untouched.servicePrincipals
      .filter(({ appOwnerOrganizationId }) => appOwnerOrganizationId === "f8cdef31-a31e-4b4a-93e4-5f571e91255a")
      .map(({ id }) => id);
    const writes = session.sandbox.journal
      .list()
      .filter(({ method, path }) => method !== "GET" && microsoft.some((id) => path.toLowerCase().includes(id)));
    expect(writes.length).toBeGreaterThan(0);
    expect(writes.filter(({ path }) => !path.toLowerCase().includes("/approleassignedto"))).toEqual([]);

    // Entra keeps deleted applications for 30 days, in a list of their own; an incident remembers who last touched it.
    const { deletedItems, incidents } = untouched;
    expect({ ...session.sandbox.state.toDocument(), deletedItems, incidents }).toEqual(untouched);
  });
});
