import { filled } from "../../policies/examples";
import { applicationPermissionsAreConsented } from "../../policies/rules/applicationPermissionsAreConsented";
import { noConsentWithoutDeclaration } from "../../policies/rules/noConsentWithoutDeclaration";
import { run, unknownList } from "./runtime";
import { resourcesOf } from "./yamlProgram";

/** A reference to a resource, or to a member of it. */
const ref = (path: string) => ["$", `{${path}}`].join("");
const program = (text: string) => resourcesOf(filled(text));
const both = async (text: string, mode: "preview" | "update" = "preview") => [
  ...(await run(applicationPermissionsAreConsented, program(text), mode)),
  ...(await run(noConsentWithoutDeclaration, program(text), mode)),
];

const app = (entries: string) => `
  app:
    type: azuread:Application
    properties:
      displayName: caller
      requiredResourceAccesses: ${entries}
  principal:
    type: azuread:ServicePrincipal
    properties: { clientId: "\${app.clientId}" }`;
const onGraph = (...ids: string[]) =>
  `[{ resourceAppId: <api microsoftGraph>, resourceAccesses: [${ids.map((id) => `{ id: "${id}", type: Role }`).join(", ")}] }]`;
const consent = (name: string, id: string, resource = "<object-id>") => `
  ${name}:
    type: azuread:AppRoleAssignment
    properties: { appRoleId: "${id}", principalObjectId: "\${principal.objectId}", resourceObjectId: "${resource}" }`;
const graphPrincipal = `
  graph:
    type: azuread:ServicePrincipal
    properties: { clientId: <api microsoftGraph>, useExisting: true }`;

const read = "<application SecurityIncident.Read.All>";
const write = "<application SecurityIncident.ReadWrite.All>";

describe("declared and consented application permissions", () => {
  it("agree in a correct program, whose object ids are not known yet", async () => {
    const text = `resources:${app(onGraph(read, write))}${consent("one", read)}${consent("other", write)}`;
    expect(await both(text)).toEqual([]);
  });

  it("agree whatever the letter case of the ids", async () => {
    const upper = filled(read).toUpperCase();
    expect(await both(`resources:${app(onGraph(read))}${consent("one", upper)}`)).toEqual([]);
  });

  it("agree when both take the ids from the API's service principal", async () => {
    const entries = onGraph(ref("graph.appRoleIds"), ref("graph.appRoleIds"));
    const text = `resources:${graphPrincipal}${app(entries)}${consent("one", ref("graph.appRoleIds"), ref("graph.objectId"))}${consent("other", ref("graph.appRoleIds"), ref("graph.objectId"))}`;
    expect(await both(text)).toEqual([]);
  });

  it("agree for an API of the same program, whose ids are generated", async () => {
    const text = `resources:
  role:
    type: random:RandomUuid
  api:
    type: azuread:Application
    properties: { displayName: api, appRoles: [{ id: "\${role.result}", value: Work.Do }] }
  apiPrincipal:
    type: azuread:ServicePrincipal
    properties: { clientId: "\${api.clientId}" }${app(`[{ resourceAppId: "${ref("api.clientId")}", resourceAccesses: [{ id: "${ref("role.result")}", type: Role }] }]`)}${consent("one", ref("role.result"), ref("apiPrincipal.objectId"))}`;
    expect(await both(text)).toEqual([]);
  });

  it.each([
    ["the application", "api.appRoleIds", "apiPrincipal.appRoleIds"],
    ["what generated it", "role.result", "apiPrincipal.appRoleIds"],
    ["the service principal", "apiPrincipal.appRoleIds", "role.result"],
  ])(
    "agree for an API of the same program when the declaration takes the id from %s and the consent from elsewhere",
    async (_, declared, consented) => {
      const text = `resources:
  role: { type: random:RandomUuid }
  api:
    type: azuread:Application
    properties: { displayName: api, appRoles: [{ id: "\${role.result}", value: Work.Do }] }
  apiPrincipal:
    type: azuread:ServicePrincipal
    properties: { clientId: "\${api.clientId}" }${app(`[{ resourceAppId: "${ref("api.clientId")}", resourceAccesses: [{ id: "${ref(declared)}", type: Role }] }]`)}${consent("one", ref(consented), ref("apiPrincipal.objectId"))}`;
      expect(await both(text)).toEqual([]);
    },
  );

  it("agree for an API in the form of a registration, whose app role is a resource of its own", async () => {
    const text = `resources:
  api: { type: azuread:ApplicationRegistration, properties: { displayName: api } }
  role: { type: azuread:ApplicationAppRole, properties: { applicationId: "\${api.id}", value: Work.Do } }
  apiPrincipal:
    type: azuread:ServicePrincipal
    properties: { clientId: "\${api.clientId}" }${app(`[{ resourceAppId: "${ref("api.clientId")}", resourceAccesses: [{ id: "${ref("role.roleId")}", type: Role }] }]`)}${consent("one", ref("apiPrincipal.appRoleIds"), ref("apiPrincipal.objectId"))}`;
    expect(await both(text)).toEqual([]);
  });

  it("agree when the principal comes from a look-up of the application", async () => {
    const text = `resources:${app(onGraph(read))}${consent("one", read).replace("principal.objectId", "app.clientId")}`;
    expect(await both(text)).toEqual([]);
  });

  it("agree when a timer that waits for replication hands the principal on", async () => {
    const timer = `
  wait: { type: "time:index/sleep:Sleep", properties: { triggers: { principal: "\${principal.objectId}" } } }`;
    const text = `resources:${app(onGraph(read))}${timer}${consent("one", read).replace("principal.objectId", "wait.triggers")}`;
    expect(await both(text)).toEqual([]);
  });

  it("agree where the application, its principal and its consents are outside of the program", async () => {
    const text = `resources:
  access:
    type: azuread:ApplicationApiAccess
    properties: { applicationId: /applications/<object-id>, apiClientId: <api microsoftGraph>, roleIds: ["${read}"] }${consent("one", read).replace(ref("principal.objectId"), "<object-id>")}`;
    expect(await both(text)).toEqual([]);
    const dynamic = text
      .replace("azuread:ApplicationApiAccess", '"pulumi-nodejs:dynamic/azuread:ApplicationPermissions"')
      .replace("applicationId: /applications/", "applicationObjectId: ")
      .replace("apiClientId", "apiAppId");
    expect(await both(dynamic)).toEqual([]);
    const without = text.slice(0, text.indexOf("\n  one:"));
    expect(await both(without)).toMatchObject([
      { policy: "application-permissions-are-consented", level: "mandatory", resource: "access" },
    ]);
  });
});

describe("a missing consent", () => {
  it("is found by number alone, when no id is known", async () => {
    const entries = onGraph(ref("graph.appRoleIds"), ref("graph.appRoleIds"));
    const text = `resources:${graphPrincipal}${app(entries)}${consent("one", ref("graph.appRoleIds"), ref("graph.objectId"))}`;
    const found = await both(text);
    expect(found).toMatchObject([
      { policy: "application-permissions-are-consented", level: "mandatory", resource: "app" },
    ]);
  });

  it("is found where the consent is for another API", async () => {
    const other = `
  other:
    type: azuread:ServicePrincipal
    properties: { clientId: <api windowsDefenderAtp>, useExisting: true }`;
    const text = `resources:${other}${app(onGraph(read))}${consent("one", read, ref("other.objectId"))}`;
    expect(await run(applicationPermissionsAreConsented, program(text))).toMatchObject([{ level: "mandatory" }]);
  });

  it("is found where the consent belongs to another application", async () => {
    const text = `resources:${app(onGraph(read))}${consent("one", read)}${app(onGraph(read)).replace("app:", "second:").replace("principal:", "secondPrincipal:").replaceAll("app.clientId", "second.clientId")}`;
    const found = await both(text);
    expect(found).toMatchObject([{ resource: "second", level: "mandatory" }]);
    expect(found[0]?.message).toContain("SecurityIncident.Read.All");
  });

  it("is said to be one of several, where ids are partly unknown", async () => {
    const text = `resources:${graphPrincipal}${app(onGraph(read, write))}${consent("one", ref("graph.appRoleIds"), ref("graph.objectId"))}`;
    const [found] = await run(applicationPermissionsAreConsented, program(text));
    expect(found?.message).toContain("1 of these: SecurityIncident.Read.All, SecurityIncident.ReadWrite.All");
  });

  it("names the service principal that the program lacks", async () => {
    const text = `resources:${app(onGraph(read)).split("\n  principal:")[0]}`;
    const [found] = await run(applicationPermissionsAreConsented, program(text));
    expect(found?.message).toContain("declares no azuread.ServicePrincipal");
  });

  it("cannot be told before deployment where only one side's id is known", async () => {
    const text = `resources:${graphPrincipal}${app(onGraph(read))}${consent("one", ref("graph.appRoleIds"), ref("graph.objectId"))}`;
    const preview = await run(applicationPermissionsAreConsented, program(text));
    expect(preview).toMatchObject([{ policy: "cannot-decide-yet", level: "advisory", resource: "app" }]);
    const update = await run(applicationPermissionsAreConsented, program(text), "update");
    expect(update).toMatchObject([{ policy: "cannot-decide-yet", level: "mandatory" }]);
  });

  it("cannot be told before deployment where it is open whom a consent is for", async () => {
    const stray = consent("one", read).replace("principal.objectId", "elsewhere.id");
    const text = `resources:${app(onGraph(read))}${stray}`;
    expect(await run(applicationPermissionsAreConsented, program(text))).toMatchObject([
      { policy: "cannot-decide-yet" },
    ]);
    const two = `resources:${app(onGraph(read, write))}${stray}`;
    expect(await run(applicationPermissionsAreConsented, program(two))).toMatchObject([{ level: "mandatory" }]);
  });

  it("cannot be told before deployment where the declaration is not known at all", async () => {
    const resources = program(`resources:${app("[]")}${consent("one", read)}`);
    const open = resources.map((resource) =>
      resource.name === "app" ? { ...resource, properties: { requiredResourceAccesses: unknownList } } : resource,
    );
    expect(await run(applicationPermissionsAreConsented, open)).toMatchObject([{ policy: "cannot-decide-yet" }]);
    expect(await run(noConsentWithoutDeclaration, open)).toMatchObject([{ policy: "cannot-decide-yet" }]);
  });
});

describe("a consent that is not declared", () => {
  it("is found by name, on the assignment", async () => {
    const found = await both(`resources:${app(onGraph(read))}${consent("one", read)}${consent("other", write)}`);
    expect(found).toMatchObject([{ policy: "no-consent-without-declaration", resource: "other" }]);
    expect(found[0]?.message).toContain("SecurityIncident.ReadWrite.All");
  });

  it("is none where the declarations are managed outside of the program", async () => {
    const managed = app("[]").replace("app:\n", "app:\n    options: { ignoreChanges: [requiredResourceAccesses] }\n");
    expect(await both(`resources:${managed}${consent("one", read)}`)).toEqual([]);
  });

  it("is none for the assignment to an application as a whole", async () => {
    const whole = consent("one", "00000000-0000-0000-0000-000000000000");
    expect(await both(`resources:${app("[]")}${whole}`)).toEqual([]);
  });
});
