import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import type { Application } from "../../sandbox/state/entities";
import type { StateDocument } from "../../sandbox/state/state";
import { certificatePem } from "../support/certificates";
import { up, verify } from "../support/deployed";
import { openTestSession, type TestSession } from "../support/session";

jest.setTimeout(180_000);

let session: TestSession;
let seeded: ReadonlySet<string>;

beforeAll(async () => {
  session = await openTestSession();
  seeded = new Set(session.sandbox.state.applications.list().map(({ id }) => id));
  const { pem } = await certificatePem();
  const federated = { type: "federated", issuer: "https://issuer.example.com", subject: "servicenow" };
  session.configure([
    {
      kind: "servicenow-entra-spoke",
      name: "delegated",
      options: {
        mode: "serviceAccount",
        userPrincipalName: "svc-servicenow@contoso.com",
        administrativeUnit: "Whom ServiceNow administers",
        instance: "https://contoso.service-now.com",
      },
    },
    {
      kind: "servicenow-azure-spoke",
      name: "azure",
      options: { resourceGroup: { name: "rg-servicenow", location: "westeurope" } },
    },
    { kind: "servicenow-defender", name: "certificate", options: { credential: { type: "certificate", pem } } },
    { kind: "servicenow-defender", name: "federated", options: { credential: federated } },
  ]);
  await up(session);
});

afterAll(() => session?.close());

interface Operation {
  readonly type: "creating";
  readonly resource: { readonly urn: string; readonly type: string };
}

/**
 * Leaves the stack as an engine that was killed leaves it: it had begun to make these resources, the services had made
 * them, and no answer is noted. For every resource that lives in a service.
 */
async function forget(): Promise<Operation[]> {
  // `pulumi stack import` takes no pending operations.
  const file = path.join(session.directory, "backend", ".pulumi", "stacks", "entra-integrations", "dev.json");
  const stack = JSON.parse(readFileSync(file, "utf8"));
  const { latest } = stack.checkpoint;
  // A directory role is activated once and for all: the provider finds it by itself.
  const forgotten = ({ type }: { type: string }) => /^(azuread:(?!.*:DirectoryRole$)|azure-native:)/.test(type);
  const operations: Operation[] = latest.resources
    .filter(forgotten)
    .map(({ id: _, outputs: __, ...resource }: { id: string; outputs: unknown }) => ({ type: "creating", resource }));
  latest.resources = latest.resources.filter((resource: { type: string }) => !forgotten(resource));
  latest.pending_operations = operations;
  writeFileSync(file, JSON.stringify(stack));
  return operations;
}

/** The tenant without what may differ: client secrets, and when an object was last written. */
function tenant(): Partial<StateDocument> {
  const document = session.sandbox.state.toDocument();
  const applications = document.applications.map((one) => ({
    ...one,
    passwordCredentials: one.passwordCredentials.length,
  }));
  return { ...document, applications: applications as never };
}

const ours = (): Application[] => session.sandbox.state.applications.filter(({ id }) => !seeded.has(id));

describe("A deployment whose engine was killed while it made everything", () => {
  let operations: Operation[];
  let before: Partial<StateDocument>;

  test("is told by repair, resource by resource, which changes nothing by itself", async () => {
    before = tenant();
    operations = await forget();
    expect(new Set(operations.map(({ resource }) => resource.type)).size).toBe(12);
    const { code, stdout, stderr } = await session.command("repair");
    expect([code, stderr].join("\n")).toMatch(/^0\n/);
    expect(stdout).toContain(`taken into the state as /applications/${ours()[0]?.id}`);
    expect(stdout).not.toContain("is left to the next");
    expect(stdout).toContain("Nothing was changed");
    expect(tenant()).toEqual(before);
  });

  test("goes on with what there is after repair --apply, and makes nothing twice", async () => {
    const { code, stdout, stderr } = await session.command("repair", "--apply");
    expect([code, stdout, stderr].join("\n")).toMatch(/^0\n/);
    await up(session);
    expect(tenant()).toEqual(before);
    for (const name of ["delegated", "azure"]) {
      expect((await verify(session, "--integration", name, "--write")).failed).toEqual([]);
    }
    await up(session, "--refresh", "--expect-no-changes");
  });

  test("is not told of again", async () => {
    expect((await session.command("repair")).stdout).toMatch(/^No deployment of stack "dev" was interrupted/);
  });
});
