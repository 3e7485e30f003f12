import { ConfigurationError, evaluate } from "../../policies/compliance/evaluate";
import { render } from "../../policies/compliance/formats";
import { StateError } from "../../policies/compliance/state";
import { filled } from "../../policies/examples";
import { rules } from "../../policies/rules";

const graph = filled("<api microsoftGraph>");
const read = filled("<application SecurityIncident.Read.All>");
const urn = (type: string, name: string) => `urn:pulumi:prod::crm::${type}::${name}`;
const types = {
  app: "azuread:index/application:Application",
  principal: "azuread:index/servicePrincipal:ServicePrincipal",
  consent: "azuread:index/appRoleAssignment:AppRoleAssignment",
  password: "azuread:index/applicationPassword:ApplicationPassword",
};

/** A state as an auditor gets it: everything is known, and nothing says where a value came from. */
function state(change: (resources: Record<string, Record<string, unknown>>) => void = () => {}) {
  const access = [{ resourceAppId: graph, resourceAccesses: [{ id: read, type: "Role" }] }];
  const end = new Date(Date.now() + 100 * 86_400_000).toISOString();
  const resources: Record<string, Record<string, unknown>> = {
    stack: { type: "pulumi:pulumi:Stack", urn: urn("pulumi:pulumi:Stack", "crm-prod") },
    provider: { type: "pulumi:providers:azuread", urn: urn("pulumi:providers:azuread", "default"), inputs: {} },
    app: {
      type: types.app,
      inputs: { __defaults: [], displayName: "servicenow", requiredResourceAccesses: access },
      outputs: {
        displayName: "servicenow",
        requiredResourceAccesses: access,
        clientId: "c1",
        objectId: "o1",
        id: "/applications/o1",
      },
    },
    principal: {
      type: types.principal,
      inputs: { clientId: "c1" },
      outputs: { clientId: "c1", objectId: "o2", id: "o2" },
    },
    consent: {
      type: types.consent,
      inputs: { appRoleId: read, principalObjectId: "o2", resourceObjectId: "o3" },
      outputs: { appRoleId: read, principalObjectId: "o2", resourceObjectId: "o3", id: "x" },
    },
    password: {
      type: types.password,
      inputs: { applicationId: "/applications/o1", endDate: end },
      outputs: {
        applicationId: "/applications/o1",
        endDate: end,
        value: { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:secret" },
      },
    },
  };
  change(resources);
  const list = Object.entries(resources).map(([name, resource]) => ({
    urn: urn(resource.type as string, name),
    ...resource,
  }));
  return { version: 3, deployment: { manifest: {}, resources: list } };
}

const statuses = (exported: unknown, configuration = {}) =>
  evaluate(rules, exported, configuration).map(({ name, status }) => `${status} ${name}`);

describe("a deployed stack", () => {
  it("that is right has no finding", () => {
    expect(evaluate(rules, state())).toEqual([]);
  });

  it("without a consent is found, by the values alone", () => {
    const exported = state((resources) => delete resources.consent);
    expect(statuses(exported)).toEqual(["violation application-permissions-are-consented"]);
  });

  it("is judged by inputs and by outputs, each finding once", () => {
    const exported = state(({ app = {} }) => {
      for (const properties of [app.inputs, app.outputs] as Record<string, unknown>[]) {
        properties.signInAudience = "AzureADMultipleOrgs";
      }
    });
    expect(statuses(exported)).toEqual(["violation single-tenant"]);
  });

  it("is not judged for what it only reads or has already replaced", () => {
    const exported = state((resources) => {
      delete resources.consent;
      (resources.app as Record<string, unknown>).external = true;
      const old = { ...resources.app, external: false, delete: true };
      resources.old = old;
    });
    expect(statuses(exported)).toEqual([]);
  });

  it("is judged with levels and exemptions of a policy configuration", () => {
    const exported = state((resources) => delete resources.consent);
    const name = "application-permissions-are-consented";
    expect(statuses(exported, { [name]: "advisory" })).toEqual([`advice ${name}`]);
    expect(statuses(exported, { [name]: "disabled" })).toEqual([]);
    expect(statuses(exported, { all: "disabled" })).toEqual([]);
    const exemptions = [{ resource: "app", reason: "consented by hand", until: "2099-01-01" }];
    expect(statuses(exported, { [name]: { exemptions } })).toEqual([`exempt ${name}`]);
    expect(() => statuses(exported, { [name]: { exemption: [] } })).toThrow(ConfigurationError);
  });

  it("is told from any other file", () => {
    expect(() => evaluate(rules, { version: 3 })).toThrow(StateError);
    expect(() => evaluate(rules, [])).toThrow(StateError);
    expect(evaluate(rules, { deployment: {} })).toEqual([]);
  });
});

describe("the report", () => {
  const exported = state((resources) => delete resources.consent);
  const findings = evaluate(rules, exported);

  it("is text for people, with the total at the end", () => {
    const text = render(findings, rules, "prod", "text");
    expect(text).toContain("VIOLATION  application-permissions-are-consented  high");
    expect(text).toContain(urn(types.app, "app"));
    expect(text.split("\n").at(-1)).toBe(`prod: ${rules.length} rules, 1 violations, 0 advice, 0 exempt.`);
  });

  it("is JSON for programs", () => {
    expect(JSON.parse(render(findings, rules, "prod", "json"))).toMatchObject({
      stack: "prod",
      violations: 1,
      findings: [
        {
          rule: "application-permissions-are-consented",
          status: "violation",
          severity: "high",
          urn: urn(types.app, "app"),
        },
      ],
    });
  });

  it("is SARIF for code scanning: each result refers to a rule, has a place and a fingerprint", () => {
    const exemptions = [{ resource: "app", reason: "consented by hand", until: "2099-01-01" }];
    const exempt = evaluate(rules, exported, { "application-permissions-are-consented": { exemptions } });
    const { version, runs } = JSON.parse(render([...findings, ...exempt], rules, "prod", "sarif"));
    expect(version).toBe("2.1.0");
    const [{ tool, results }] = runs;
    for (const result of results) {
      expect(tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
      expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe("Pulumi.yaml");
      expect(result.locations[0].logicalLocations[0].fullyQualifiedName).toBe(urn(types.app, "app"));
      expect(result.partialFingerprints["finding/v1"]).toMatch(/^[0-9a-f]{64}$/);
    }
    expect(results.map(({ level }: { level: string }) => level)).toEqual(["error", "note"]);
    expect(results[1].suppressions).toEqual([
      { kind: "external", justification: "consented by hand (until 2099-01-01)" },
    ]);
  });

  it("never contains a secret of the state", () => {
    for (const format of ["text", "json", "sarif"] as const)
      expect(render(findings, rules, "prod", format)).not.toContain("v1:secret");
  });
});
