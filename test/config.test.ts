import * as pulumi from "@pulumi/pulumi";
import { readConfiguration, targetCloud } from "../config";
import { mockTenant } from "./support/mocks";

const defender = { kind: "servicenow-defender", name: "sir" };

function configure(integrations: unknown, more: Record<string, string> = {}) {
  const value = typeof integrations === "string" ? integrations : JSON.stringify(integrations);
  pulumi.runtime.setAllConfig({ "entra-integrations:integrations": value, ...more });
}

/** The lines of the one error that a configuration raises. */
function problemsOf(integrations: unknown): string[] {
  configure(integrations);
  try {
    readConfiguration();
  } catch (error) {
    if (!pulumi.RunError.isInstance(error)) throw error;
    return error.message.split("\n").filter((line) => line.startsWith("  - "));
  }
  return [];
}

beforeEach(() => mockTenant());

describe("The stack's configuration", () => {
  test("is read with each kind's options", () => {
    configure([{ ...defender, options: { apiSurface: "windowsDefenderAtp" } }]);
    expect(readConfiguration()).toEqual({
      sandbox: false,
      integrations: [{ ...defender, options: { apiSurface: "windowsDefenderAtp" } }],
    });
  });

  test("is the same in a project that `pulumi new` gave another name", () => {
    const nothing = { newResource: () => ({ id: "", state: {} }), call: () => ({}) };
    pulumi.runtime.setMocks(nothing, "my-own-name", "test", false);
    configure([defender]);
    expect(readConfiguration().integrations).toHaveLength(1);
  });

  test("needs no options where every one has a default", () => {
    configure([defender]);
    expect(readConfiguration().integrations[0]?.options).toEqual({});
  });

  test.each([
    ["a list that is a text", "yes", 'integrations: must be a list, got "yes".'],
    ["an empty list", [], "integrations: must have at least one integration, got an empty list."],
    ["an entry that is a text", ["sir"], 'integrations[0]: must be an object (key: value), got "sir".'],
    [
      "an unknown kind",
      [{ ...defender, kind: "servicenow-defendr" }],
      'integrations[0].kind: got "servicenow-defendr"',
      'Did you mean "servicenow-defender"?',
    ],
    ["a missing kind", [{ name: "sir" }], "integrations[0].kind: is missing. It is one of servicenow-entra-spoke, "],
    ["a name with capitals", [{ ...defender, name: "SIR" }], "integrations[0].name: must be", 'got "SIR"'],
    [
      "an unknown option",
      [{ ...defender, options: { apiSurfaces: "microsoftGraph" } }],
      "integrations[0].options.apiSurfaces: there is no such option.",
      'Did you mean "apiSurface"?',
    ],
    [
      "an unknown API surface",
      [{ ...defender, options: { apiSurface: "graph" } }],
      'integrations[0].options.apiSurface: got "graph", which is none of microsoftGraph, windowsDefenderAtp',
    ],
    [
      "a misspelt permission",
      [{ ...defender, options: { permissions: ["SecurityIncident.Raed.All"] } }],
      "integrations[0].options.permissions[0]: ",
      'Did you mean "SecurityIncident.Read.All"?',
    ],
    [
      "a permission that exists as delegated only",
      [{ ...defender, options: { permissions: ["User.Read"] } }],
      "integrations[0].options.permissions[0]: ",
      "delegated",
      "User.Read.All",
    ],
    [
      "a secret that lives too long",
      [{ ...defender, options: { credential: { type: "clientSecret", lifetimeDays: 365 } } }],
      "integrations[0].options.credential.lifetimeDays: ",
      "got 365",
      "longLivedReason",
    ],
    [
      "a secret that lives no day",
      [{ ...defender, options: { credential: { type: "clientSecret", lifetimeDays: 0 } } }],
      "integrations[0].options.credential.lifetimeDays: ",
      "got 0",
    ],
    [
      "a name that is used twice",
      [defender, defender],
      'integrations[1].name: got "sir", which is the name of integrations[0] already.',
    ],
  ])("names %s, with what was received and what to do", (_, integrations, ...expected) => {
    const problems = problemsOf(integrations);
    expect(problems).toHaveLength(1);
    for (const part of expected) expect(problems[0]).toContain(part);
  });

  test("has all its problems reported at once, however different", () => {
    const problems = problemsOf([
      {
        ...defender,
        options: { apiSurfce: 1, permissions: ["Nope"], credential: { type: "clientSecret", lifetimeDays: 999 } },
      },
      { kind: "okta", name: "x" },
      defender,
    ]);
    expect(problems.map((line) => line.slice(4, line.indexOf(": ")))).toEqual(
      expect.arrayContaining([
        "integrations[0].options.apiSurfce",
        "integrations[0].options.permissions[0]",
        "integrations[0].options.credential.lifetimeDays",
        "integrations[1].kind",
        "integrations[2].name",
      ]),
    );
    expect(problems).toHaveLength(5);
  });

  test("never shows a private key that was put in the place of a certificate", () => {
    const pem = "-----BEGIN PRIVATE KEY-----\nMIIEsecret\n-----END PRIVATE KEY-----";
    const problems = problemsOf([{ ...defender, options: { credential: { type: "certificate", pem } } }]);
    expect(problems.join()).toContain("private key");
    expect(problems.join()).not.toContain("MIIEsecret");
  });
});

describe("A stack of the sandbox", () => {
  const environment = { ...process.env };
  afterEach(() => {
    process.env = { ...environment };
  });

  test("stops without one and says both ways out", async () => {
    delete process.env.ARM_METADATA_HOSTNAME;
    configure([defender], { "entra-integrations:sandbox": "true" });
    await expect(targetCloud(readConfiguration())).rejects.toThrow(/npm start[\s\S]*Pulumi\.prod\.example\.yaml/);
  });

  test("names the cloud that does not exist", async () => {
    delete process.env.ARM_METADATA_HOSTNAME;
    configure([defender], { "azuread:environment": "pubic" });
    await expect(targetCloud(readConfiguration())).rejects.toThrow(/pubic/);
  });
});
