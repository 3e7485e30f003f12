import { writeFileSync } from "node:fs";
import * as path from "node:path";
import { certificatePem, type TestCertificate } from "../support/certificates";
import { trusting } from "../support/https";
import { openTestSession, type TestSession } from "../support/session";

jest.setTimeout(180_000);

const subject = "repo:contoso/servicenow:ref:refs/heads/main";
let session: TestSession;
let certificate: TestCertificate;

beforeAll(async () => {
  session = await openTestSession();
  certificate = await certificatePem();
  const issuer = `${session.sandbox.endpoints.control}/oidc`;
  session.configure([
    {
      kind: "servicenow-defender",
      name: "by-certificate",
      options: { credential: { type: "certificate", pem: certificate.pem } },
    },
    { kind: "servicenow-defender", name: "federated", options: { credential: { type: "federated", issuer, subject } } },
    {
      kind: "servicenow-defender",
      name: "rotated",
      options: { apiSurface: "windowsDefenderAtp", credential: { type: "clientSecret", lifetimeDays: 30 } },
    },
  ]);
  const { code, stdout, stderr } = await session.pulumi("up", "--yes", "--skip-preview", "--policy-pack", "policies");
  if (code !== 0) throw new Error(stdout + stderr);
});

afterAll(() => session?.close());

describe("An integration that holds no secret", () => {
  test("signs in with its certificate", async () => {
    const file = path.join(session.directory, "certificate.pem");
    writeFileSync(file, certificate.keyPem + certificate.pem);
    const { code, stdout } = await session.command("verify", "--integration", "by-certificate", "--certificate", file);
    expect([code, stdout].join("\n")).toMatch(/^0\n/);
  });

  test("says that verify needs the private key, which the stack does not hold", async () => {
    const { code, stdout } = await session.command("verify", "--integration", "by-certificate");
    expect(code).toBe(1);
    expect(stdout).toMatch(/→ .*--certificate/);
  });

  test("signs in with a token of the issuer that it trusts, for its subject", async () => {
    const { code, stdout } = await session.command(
      "verify",
      "-i",
      "federated",
      "--federated-token-file",
      await tokenFor(subject),
    );
    expect([code, stdout].join("\n")).toMatch(/^0\n/);
  });

  test("refuses a token of the same issuer for another subject, with the sign-in's own words", async () => {
    const file = await tokenFor("repo:contoso/servicenow:ref:refs/heads/other");
    const { code, stdout } = await session.command("verify", "-i", "federated", "--federated-token-file", file);
    expect(code).toBe(1);
    expect(stdout).toMatch(/AADSTS700213|700213/);
  });
});

describe("A client secret", () => {
  test("is made anew by a rotation, and the old one goes only when it is no longer kept", async () => {
    const before = await secretOfRotated();
    await rotate({ rotation: 2, keepPrevious: true });
    const after = await secretOfRotated();
    expect(after).not.toBe(before);
    expect(await secretsInDirectory()).toBe(2);
    expect((await session.command("verify", "-i", "rotated")).code).toBe(0);
    await rotate({ rotation: 2 });
    expect(await secretsInDirectory()).toBe(1);
    expect(await secretOfRotated()).toBe(after);
  });
});

async function tokenFor(claimed: string): Promise<string> {
  const { sandbox, directory } = session;
  const answer = await trusting(sandbox.caFile)("POST", `${sandbox.endpoints.control}/oidc/token`, {
    subject: claimed,
    audience: "api://AzureADTokenExchange",
  });
  const body = answer.body as Record<string, string>;
  const file = path.join(directory, "token.jwt");
  writeFileSync(file, body.value ?? body.token ?? body.access_token ?? "");
  return file;
}

async function outputs() {
  return JSON.parse((await session.pulumi("stack", "output", "--json", "--show-secrets")).stdout).integrations.rotated;
}

async function secretOfRotated(): Promise<string> {
  return (await outputs()).credential.value;
}

async function secretsInDirectory(): Promise<number> {
  const { applicationObjectId } = await outputs();
  return session.sandbox.state.applications.get(applicationObjectId)?.passwordCredentials.length ?? 0;
}

async function rotate(credential: Record<string, unknown>): Promise<void> {
  session.configure([
    {
      kind: "servicenow-defender",
      name: "rotated",
      options: { apiSurface: "windowsDefenderAtp", credential: { type: "clientSecret", ...credential } },
    },
  ]);
  const { code, stdout } = await session.pulumi("up", "--yes", "--skip-preview");
  if (code !== 0) throw new Error(stdout);
}
