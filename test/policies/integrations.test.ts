import { openTestSession, type TestSession } from "../support/session";

jest.setTimeout(180_000);

let session: TestSession;
beforeAll(async () => {
  session = await openTestSession();
  session.configure([
    { kind: "servicenow-defender", name: "defender" },
    {
      kind: "servicenow-defender",
      name: "rotated",
      options: { credential: { type: "clientSecret", rotation: 2, keepPrevious: true } },
    },
    { kind: "servicenow-entra-spoke", name: "spoke", options: { mode: "application" } },
    {
      kind: "servicenow-entra-spoke",
      name: "account",
      options: {
        mode: "serviceAccount",
        userPrincipalName: "svc-servicenow@contoso.com",
        instance: "https://dev1.service-now.com",
      },
    },
    {
      kind: "servicenow-azure-spoke",
      name: "azure",
      options: { resourceGroup: { name: "automation", location: "westeurope" } },
    },
    {
      kind: "okta-office365",
      name: "okta",
      options: { clientId: session.sandbox.vendors.okta.clientId, managedLicenses: ["SPE_E5"] },
    },
  ]);
});
afterAll(() => session?.close());

it("finds nothing to say about this project's own integrations, before and after deployment", async () => {
  for (const args of [["preview"], ["up", "--yes", "--skip-preview"], ["preview"]]) {
    const { code, stdout, stderr } = await session.pulumi(...args, "--policy-pack", "policies");
    expect([code, stdout, stderr].join("\n")).toMatch(/^0\n/);
    expect(stdout).toContain("entra-integrations@v");
    expect(stdout).not.toMatch(/\[(mandatory|advisory)\]/);
  }
});
