import { filled } from "../../policies/examples";
import { noDelegatedOnly } from "../../policies/rules/noDelegatedOnly";
import { type Pack, startPack } from "./packProcess";
import { type TestResource, unknownText, urnOf } from "./runtime";
import { resourcesOf } from "./yamlProgram";

let pack: Pack;
beforeAll(async () => {
  pack = await startPack();
});
afterAll(() => pack?.close());
beforeEach(async () => {
  await pack.configure({});
});

const delegatedOnly = resourcesOf(filled(noDelegatedOnly.examples.bad));
const [app] = delegatedOnly as [TestResource];
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe("a bad configuration", () => {
  it("is refused with every problem of it, its place, the value and what would be right", async () => {
    const error = await pack.configure({
      "no-delegated-onyl": { enforcementLevel: "mandatory" },
      "no-delegated-only": { unatended: ["x"], attended: "app" },
      "secrets-expire": { secretDays: 1000, certificateDays: 1.5 },
      "single-tenant": {
        exemptions: [
          { resource: "app", until: "31.12.2027" },
          { resource: "", reason: "r", until: "2027-02-30", ticket: 1 },
        ],
      },
      "service-account-is-dedicated": { scopedRoles: "yes" },
    });
    for (const part of [
      "The policy configuration has 11 problems",
      'no-delegated-onyl is not a rule of this pack. Did you mean "no-delegated-only"?',
      'no-delegated-only.unatended is not a setting. Did you mean "unattended"?',
      'no-delegated-only.attended is "app", but must be a list.',
      "secrets-expire.secretDays is 1000, but must be a whole number from 1 to 730.",
      "secrets-expire.certificateDays is 1.5",
      "single-tenant.exemptions[0].reason is missing",
      'single-tenant.exemptions[0].until is "31.12.2027", but must be a date like 2027-03-31.',
      'single-tenant.exemptions[1].resource is ""',
      'single-tenant.exemptions[1].until is "2027-02-30"',
      "single-tenant.exemptions[1].ticket is not known",
      'service-account-is-dedicated.scopedRoles is "yes", but must be true or false.',
    ]) {
      expect(error).toContain(part);
    }
  });

  it("leaves the one before in force", async () => {
    await pack.configure({ "single-tenant": { bad: 1 } });
    expect((await pack.preview(delegatedOnly)).map(({ policy }) => policy)).toEqual(["no-delegated-only"]);
  });
});

describe("settings", () => {
  it("name applications that people use", async () => {
    expect(await pack.configure({ "no-delegated-only": { attended: ["service*"] } })).toBeUndefined();
    expect(await pack.preview(delegatedOnly)).toEqual([]);
  });

  it("name applications that run unattended, although they have a redirect URI", async () => {
    await pack.configure({ "no-delegated-only": { unattended: [urnOf(app)] } });
    const web = { ...app, properties: { ...app.properties, web: { redirectUris: ["https://a.contoso.com/cb"] } } };
    const [found] = await pack.preview([web]);
    expect(found?.policy).toBe("no-delegated-only");
    expect(found?.message).toContain("the policy configuration says so");
  });

  it("allow a permission for a reason, and only to the resource that they name", async () => {
    const allow = [{ permission: "application.readwrite.all", reason: "backup", resource: "backup*" }];
    await pack.configure({
      "no-tier-0-permissions": { allow },
      "prefer-least-privilege": { enforcementLevel: "disabled" },
    });
    const consent = (name: string): TestResource => ({
      type: "azuread:index/appRoleAssignment:AppRoleAssignment",
      name,
      properties: { appRoleId: filled("<application Application.ReadWrite.All>") },
    });
    const found = await pack.preview([consent("backup-graph"), consent("other")]);
    expect(found.map(({ resource }) => resource)).toEqual(["other"]);
  });

  it("change limits", async () => {
    await pack.configure({ "secrets-expire": { secretDays: 30 } });
    const secret = {
      type: "azuread:index/applicationPassword:ApplicationPassword",
      name: "secret",
      properties: { applicationId: unknownText, endDateRelative: "1440h" },
    };
    const [found] = await pack.preview([secret]);
    expect(found?.message).toContain("60 days; 30 are allowed");
  });

  it("turn a rule off, or into advice", async () => {
    await pack.configure({ "no-delegated-only": { enforcementLevel: "disabled" } });
    expect(await pack.preview(delegatedOnly)).toEqual([]);
    await pack.configure({ "no-delegated-only": { enforcementLevel: "advisory" } });
    expect(await pack.preview(delegatedOnly)).toMatchObject([{ level: "advisory" }]);
  });
});

describe("an exemption", () => {
  const exempt = (resource: string, until: string) =>
    pack.configure({ "no-delegated-only": { exemptions: [{ resource, reason: "migration, CHG1", until }] } });

  it.each([
    ["by name", "app"],
    ["by name pattern", "a*"],
    ["by URN", urnOf(app)],
    ["by URN pattern", "urn:pulumi:dev::*::app"],
  ])("lets a resource pass %s, and says so", async (_, resource) => {
    await exempt(resource, inDays(1));
    const found = await pack.preview(delegatedOnly);
    expect(found).toMatchObject([{ policy: "no-delegated-only", level: "advisory" }]);
    expect(found[0]?.message).toContain(`Exempt until ${inDays(1)}: migration, CHG1`);
  });

  it("holds on its last day", async () => {
    await exempt("app", inDays(0));
    expect(await pack.preview(delegatedOnly)).toMatchObject([{ level: "advisory" }]);
  });

  it("fails once it has expired", async () => {
    await exempt("app", inDays(-1));
    const found = await pack.preview(delegatedOnly);
    expect(found).toMatchObject([{ policy: "no-delegated-only", level: "mandatory" }]);
    expect(found[0]?.message).toContain(`Its exemption expired on ${inDays(-1)} (migration, CHG1).`);
  });

  it("does not cover another resource", async () => {
    await exempt("ap", inDays(1));
    expect(await pack.preview(delegatedOnly)).toMatchObject([{ level: "mandatory" }]);
  });
});

describe("remediation", () => {
  const remediate = () => pack.configure({ "no-delegated-only": { enforcementLevel: "remediate" } });
  const graph = filled("<api microsoftGraph>");
  const [read, write] = ["SecurityIncident.Read.All", "SecurityIncident.ReadWrite.All"];
  const entry = (kind: string, name: string) => ({
    id: filled(`<${kind} ${name}>`),
    type: kind === "delegated" ? "Scope" : "Role",
  });
  const asking = (...resourceAccesses: object[]): TestResource => ({
    ...app,
    properties: {
      displayName: "servicenow",
      owners: [unknownText],
      requiredResourceAccesses: [{ resourceAppId: graph, resourceAccesses }],
    },
  });
  const mended = async (resource: TestResource) => {
    const properties = await pack.remediate(resource);
    return (properties as { requiredResourceAccesses: { resourceAccesses: object[] }[] } | undefined)
      ?.requiredResourceAccesses[0]?.resourceAccesses;
  };

  it("turns delegated permissions into application permissions, and says which", async () => {
    await remediate();
    const resource = asking(entry("delegated", read), entry("delegated", write), entry("delegated", "User.Read"));
    const fixed = [entry("application", read), entry("application", write), entry("delegated", "User.Read")];
    expect(await mended(resource)).toEqual(fixed);
    const found = await pack.preview([asking(...fixed)]);
    const said = found.find(({ policy }) => policy === "no-delegated-only");
    expect(said).toMatchObject({ level: "advisory", resource: "app" });
    expect(said?.message).toContain(
      `${read} -> application permission ${read}; ${write} -> application permission ${write}`,
    );
  });

  it("leaves everything else as it is, unknown values included", async () => {
    await remediate();
    expect(await pack.remediate(asking(entry("delegated", read)))).toMatchObject({
      displayName: "servicenow",
      owners: [unknownText],
    });
  });

  it("does not declare a permission twice", async () => {
    await remediate();
    const resource = asking(entry("application", read), entry("delegated", write), entry("application", write));
    expect(await pack.remediate(resource)).toBeUndefined();
    const doubled = asking(entry("delegated", write), entry("delegated", write));
    expect(await mended(doubled)).toEqual([entry("application", write)]);
  });

  it("blocks what it cannot mend", async () => {
    await remediate();
    const resource = { ...asking(entry("delegated", "Directory.AccessAsUser.All")), name: "unmendable" };
    expect(await pack.remediate(resource)).toBeUndefined();
    expect(await pack.preview([resource])).toMatchObject([{ policy: "no-delegated-only", level: "mandatory" }]);
  });

  it("happens only where it is asked for", async () => {
    expect(await pack.remediate(asking(entry("delegated", read)))).toBeUndefined();
  });
});

it("does not take resources that the program only reads for its own", async () => {
  const read: TestResource = {
    type: "azuread:index/application:Application",
    name: "existing",
    properties: {
      displayName: "existing",
      objectId: "o",
      requiredResourceAccesses: [
        {
          resourceAppId: filled("<api microsoftGraph>"),
          resourceAccesses: [{ id: filled("<application User.Read.All>"), type: "Role" }],
        },
      ],
    },
  };
  const own: TestResource = { type: "azuread:index/group:Group", name: "group", properties: {} };
  expect(await pack.previewStack([own, read], [own])).toEqual([]);
  const found = await pack.previewStack([own, read], [own, read]);
  expect(found.map(({ policy }) => policy)).toEqual(["application-permissions-are-consented"]);
});
