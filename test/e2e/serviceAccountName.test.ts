import { openTestSession, type TestSession } from "../support/session";

jest.setTimeout(120_000);

let session: TestSession;

beforeAll(async () => {
  session = await openTestSession();
});

afterAll(() => session?.close());

function configure(userPrincipalName: string): void {
  session.configure([
    {
      kind: "servicenow-entra-spoke",
      name: "spoke",
      options: { mode: "serviceAccount", userPrincipalName, instance: "https://contoso.service-now.com" },
    },
  ]);
}

describe("A service account", () => {
  test("in a domain that the tenant has not verified is refused in preview, with the domains that it has", async () => {
    configure("svc-servicenow@fabrikam.example");
    const { code, stdout } = await session.pulumi("preview");
    expect(code).not.toBe(0);
    expect(stdout).toContain('got "svc-servicenow@fabrikam.example", whose domain is not verified');
    expect(stdout).toContain("contoso.com");
    expect(stdout).not.toMatch(/^\s+at /m);
  });

  test("of a person's name is refused in preview, and the person is left alone", async () => {
    const [person] = session.sandbox.state.users.list();
    if (!person) throw new Error("the tenant has no people");
    configure(person.userPrincipalName);
    const { code, stdout } = await session.pulumi("preview");
    expect(code).not.toBe(0);
    expect(stdout).toContain(`is ${person.displayName} already`);
    expect(session.sandbox.state.users.get(person.id)).toEqual(person);
  });

  test("is known again as its own by the next run", async () => {
    configure("svc-servicenow@contoso.com");
    expect((await session.pulumi("up", "--yes", "--skip-preview")).code).toBe(0);
    const { code, stdout } = await session.pulumi("preview", "--expect-no-changes");
    expect([code, stdout].join("\n")).toMatch(/^0\n/);
  });
});
