import { writeFileSync } from "node:fs";
import path from "node:path";
import { filled } from "../../policies/examples";
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

it("is judged by the compliance report as by the preview: the deployed stack, and a state file of somebody else's", async () => {
  for (const format of ["text", "json", "sarif"]) {
    const { code, stdout, stderr } = await session.command("compliance", "--format", format);
    expect([code, stderr]).toEqual([0, expect.any(String)]);
    if (format === "text") expect(stdout).toContain("0 violations");
    else expect(JSON.parse(stdout)).toMatchObject(format === "json" ? { violations: 0 } : { version: "2.1.0" });
  }

  const file = path.join(session.directory, "state.json");
  const urn = "urn:pulumi:prod::hr::azuread:index/application:Application::sync";
  const requiredResourceAccesses = [
    {
      resourceAppId: filled("<api microsoftGraph>"),
      resourceAccesses: [{ id: filled("<delegated User.ReadWrite.All>"), type: "Scope" }],
    },
  ];
  const inputs = { displayName: "sync", requiredResourceAccesses };
  const type = "azuread:index/application:Application";
  writeFileSync(
    file,
    JSON.stringify({ version: 3, deployment: { resources: [{ urn, type, inputs, outputs: inputs }] } }),
  );
  const { code, stdout } = await session.command("compliance", "--state", file, "--format", "json");
  expect(code).toBe(1);
  expect(JSON.parse(stdout).findings).toMatchObject([{ rule: "no-delegated-only", status: "violation", urn }]);
});
