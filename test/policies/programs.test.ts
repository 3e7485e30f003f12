import { readdirSync } from "node:fs";
import path from "node:path";
import { createProject, type Project, pack, saidIn } from "./engine";

jest.setTimeout(120_000);

const folder = path.join(__dirname, "programs");
/** The programs of a folder as one. Each is whole by itself; none has a name of another's. */
const all = (kind: "right" | "wrong") =>
  readdirSync(path.join(folder, kind))
    .map((file) => `require(${JSON.stringify(path.join(folder, kind, file))});`)
    .join("\n");

/** What blocks each resource of the wrong programs. */
const blocked: Readonly<Record<string, readonly string[]>> = {
  // delegatedOnly, registrations
  "w1-app": ["no-delegated-only"],
  "w1-sir": ["no-delegated-only"],
  "w10-access": ["no-delegated-only"],
  "w10-fed-app": ["no-delegated-only"],
  // microsoftsPrincipal
  "w2-msgraph": ["first-party-principal-is-protected"],
  // notConsented, notDeclared, wrongKindOfId
  "w3-app": ["application-permissions-are-consented"],
  "w4-consent": ["no-consent-without-declaration"],
  "w5-app": ["application-permissions-are-consented", "permission-exists"],
  // azureRoles
  "w6-owner": ["role-assignment-scope"],
  "w6-contributor": ["role-assignment-scope"],
  "w6-classic": ["role-assignment-scope"],
  // credentials
  "w7-app": ["https-redirects", "one-credential-per-integration", "single-tenant"],
  "w7-fed": ["federated-subject-is-exact"],
  "w7-long": ["secrets-expire"],
  "w7-noend": ["secrets-expire"],
  "w7-two": ["one-credential-per-integration", "secrets-expire"],
  // tierZero
  "w8-app": ["no-tier-0-permissions"],
  "w8-assignment": ["no-standing-global-administrator"],
  "w8-consent": ["no-tier-0-permissions"],
  // grants
  "w9-all": ["delegated-grant-names-its-user"],
  "w9-user": ["service-account-is-dedicated"],
};

describe("programs on the raw providers, of the kinds that are found in public repositories", () => {
  let project: Project;
  beforeAll(async () => {
    project = await createProject("");
  });
  afterAll(() => project?.close());

  const preview = async (kind: "right" | "wrong") => {
    project.write(all(kind));
    return project.pulumi("preview", "--policy-pack", pack);
  };

  test("preview clean the first time where they are right", async () => {
    const { code, output } = await preview("right");
    expect([saidIn(output), code, output]).toEqual([[], 0, expect.stringMatching(/\+ \d\d+ to create/)]);
  });

  test("are blocked, each resource by the rules that it breaks and no other, where they are wrong", async () => {
    const { code, output } = await preview("wrong");
    const found: Record<string, string[]> = {};
    for (const { level, rule, resource } of saidIn(output)) {
      if (level === "mandatory") found[resource] = [...(found[resource] ?? []), rule].sort();
    }
    expect(found).toEqual(blocked);
    expect(code).not.toBe(0);
  });
});
