import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { findAzureRole, roleDefinitionId } from "../../catalogue/azureRoles";
import { oktaProvisioningPermissions } from "../../catalogue/oktaOffice365";
import type { AuditFinding } from "../../cli/audit/finding";
import type { AuditResult } from "../../cli/audit/result";
import { type Sandbox, startSandbox } from "../../sandbox";
import { existingResourceGroup } from "../../sandbox/arm";
import { addApplication, addUser, consentRole, consentScopes, secret } from "../sandbox/core/support";
import { runCommand } from "../support/command";
import { access } from "./tenant";

let sandbox: Sandbox;
let directory: string;
beforeEach(async () => {
  sandbox = await startSandbox();
  directory = mkdtempSync(path.join(tmpdir(), "audit-"));
});
afterEach(async () => {
  await sandbox.close();
  rmSync(directory, { recursive: true, force: true });
});

const audit = (args: readonly string[], environment: Record<string, string> = sandbox.environment("reader")) =>
  runCommand(["audit", ...args], environment);

async function found(...args: string[]): Promise<AuditResult> {
  const { code, stdout, stderr } = await audit(["--format", "json", ...args]);
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

const about = ({ findings }: AuditResult, name: string) =>
  findings.filter(({ subject }) => subject.name === name).map(({ id }: AuditFinding) => id);

const incidents = ["SecurityIncident.Read.All", "SecurityIncident.ReadWrite.All"];

/** The four set-ups as they are clicked together. */
function clickTogether(): void {
  const passwordCredentials = () => [secret(randomUUID(), { start: new Date().toISOString(), end: inDays(90) })];

  // 1. Delegated permissions for a service account that has no directory role.
  const spoke = addApplication(sandbox, {
    displayName: "ServiceNow spoke",
    requiredResourceAccess: access([], ["User.ReadWrite.All"]),
    passwordCredentials: passwordCredentials(),
    properties: { web: { redirectUris: ["https://contoso.service-now.com/oauth_redirect.do"] } },
  });
  const account = addUser(sandbox, null, { userPrincipalName: "svc-spoke@contoso.com" });
  consentScopes(sandbox, spoke.servicePrincipal.id, "User.ReadWrite.All", account.id);

  // 2. A product that replaces licences, of which some are not the organisation's.
  const okta = sandbox.state.servicePrincipals.insert({
    ...spoke.servicePrincipal,
    id: randomUUID(),
    appId: randomUUID(),
    displayName: "Okta Microsoft Graph Client",
    appOwnerOrganizationId: randomUUID(),
  });
  for (const { value, required } of oktaProvisioningPermissions) if (required) consentRole(sandbox, okta.id, value);

  // 3. Contributor on a resource group of a subscription that is not registered.
  const azure = addApplication(sandbox, {
    displayName: "ServiceNow Azure",
    passwordCredentials: passwordCredentials(),
  });
  const scope = `/subscriptions/${sandbox.subscriptionId}/resourceGroups/${existingResourceGroup}`;
  const name = randomUUID();
  const contributor = findAzureRole("Contributor");
  if (!contributor) throw new Error("The catalogue has no Contributor.");
  sandbox.state.armRoleAssignments.insert({
    id: `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
    name,
    scope,
    roleDefinitionId: roleDefinitionId(contributor, `/subscriptions/${sandbox.subscriptionId}`),
    principalId: azure.servicePrincipal.id,
    principalType: "ServicePrincipal",
    properties: {},
  });

  // 4. Delegated where application permissions are needed.
  const defender = addApplication(sandbox, {
    displayName: "ServiceNow Defender",
    requiredResourceAccess: access([], incidents),
    passwordCredentials: passwordCredentials(),
  });
  consentScopes(sandbox, defender.servicePrincipal.id, incidents.join(" "));
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

describe("npm run audit", () => {
  test("finds the four set-ups that are clicked together wrong, and changes nothing", async () => {
    clickTogether();
    sandbox.journal.clear();
    const result = await found();
    expect(about(result, "svc-spoke@contoso.com")).toEqual(["service-account-is-dedicated"]);
    expect(about(result, "Okta Microsoft Graph Client")).toEqual(["licenses-are-removable"]);
    expect(about(result, "ServiceNow Azure")).toEqual(["provider-registered-before-use"]);
    expect(about(result, "ServiceNow Defender")).toEqual(["no-delegated-only", "delegated-grant-names-its-user"]);
    expect(about(result, "ServiceNow spoke")).toEqual([]);

    const requests = sandbox.journal.list();
    expect(requests.length).toBeGreaterThan(10);
    expect(sandbox.journal.writes()).toEqual([]);
    expect(new Set(requests.map(({ callerAppId }) => callerAppId).filter(Boolean))).toEqual(
      new Set([sandbox.identities.reader.clientId]),
    );
  });

  test("looks at one application where it is told to", async () => {
    clickTogether();
    const appId = sandbox.state.applications.find(({ displayName }) => displayName === "ServiceNow spoke")?.appId ?? "";
    const { findings } = await found("--app", appId);
    expect(findings.map(({ subject }) => subject.name)).toEqual(["svc-spoke@contoso.com"]);
  });

  test("says who reads, and what the identity may not see, and goes on without", async () => {
    const text = randomUUID();
    const { application, servicePrincipal } = addApplication(sandbox, { passwordCredentials: [secret(text)] });
    const environment = {
      ...sandbox.environment("reader"),
      ARM_CLIENT_ID: application.appId,
      ARM_CLIENT_SECRET: text,
      AZURE_CLIENT_ID: application.appId,
      AZURE_CLIENT_SECRET: text,
    };
    const nothing = await audit([], environment);
    expect(nothing.code).toBe(0);
    expect(nothing.stderr).toContain(
      `Reading as the application ${application.appId}, with the application permissions none.`,
    );
    expect(nothing.stderr).toContain("Not read: applications, which needs Application.Read.All.");
    expect(nothing.stdout).toContain("nothing found, in 0 applications");

    consentRole(sandbox, servicePrincipal.id, "Application.Read.All");
    const some = await audit(["--format", "json"], environment);
    const { read, skipped } = JSON.parse(some.stdout) as AuditResult;
    expect(read.applications).toBeGreaterThan(0);
    expect(skipped.map(({ needs }) => needs)).toContain("RoleManagement.Read.Directory");
    expect(sandbox.journal.writes()).toEqual([]);
  });

  test("fails a pipeline where it is told to, and only then", async () => {
    expect((await audit([])).code).toBe(0);
    expect((await audit(["--fail-on", "critical"])).code).toBe(1);
  });

  test("writes a file for its owner alone, in each format, without a secret", async () => {
    clickTogether();
    const { application } = addApplication(sandbox, { passwordCredentials: [secret("very-secret-value")] });
    expect(application.passwordCredentials[0]?.hint).toBe("ver");
    for (const format of ["text", "json", "sarif", "html"]) {
      const file = path.join(directory, `audit.${format}`);
      const { code, stdout } = await audit(["--format", format, "--output", file]);
      expect([code, stdout]).toEqual([0, ""]);
      expect(existsSync(file) && statSync(file).mode & 0o077).toBe(0);
      const text = readFileSync(file, "utf8");
      expect(text).toContain("ServiceNow Defender");
      expect(text).not.toMatch(/very-secret|secretText|"hint"/);
    }
  });

  test.each([
    ["a wrong secret", { ARM_CLIENT_SECRET: "wrong" }, /Nobody could be signed in: .*AADSTS7000215/s],
    ["a host that is not there", { ARM_METADATA_HOSTNAME: "localhost:9" }, /localhost:9/],
  ])("ends with %s in words", async (_, changes, message) => {
    const { code, stdout, stderr } = await audit([], { ...sandbox.environment("reader"), ...changes });
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test.each([
    [["--format", "xml"], /Allowed choices are text, json, sarif, html/],
    [["--expiring-within", "soon"], /no whole number of days/],
    [["--fail-on", "bad"], /Allowed choices are critical, high, medium, low/],
    [["--app", "00000000-0000-0000-0000-000000000001"], /The tenant has no application/],
    [["--policy-pack-config", "/nowhere.json"], /nowhere\.json is no JSON file/],
    [["--output", "/nowhere/audit.json"], /cannot be written/],
  ])("refuses %s in words", async (args, message) => {
    const { code, stderr } = await audit(args);
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
