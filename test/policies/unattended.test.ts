import { permissionById } from "../../catalogue/permissions";
import { filled } from "../../policies/examples";
import { noDelegatedOnly } from "../../policies/rules/noDelegatedOnly";
import { run, type TestResource, unknownList, unknownText } from "./runtime";

const graph = filled("<api microsoftGraph>");
const read = filled("<delegated SecurityIncident.Read.All>");
const write = filled("<delegated SecurityIncident.ReadWrite.All>");
const writeRole = filled("<application SecurityIncident.ReadWrite.All>");
const profile = filled("<delegated User.Read>");

const access = (...entries: readonly (readonly [id: string, type: string])[]) => [
  { resourceAppId: graph, resourceAccesses: entries.map(([id, type]) => ({ id, type })) },
];

const application = (properties: Record<string, unknown>): TestResource => ({
  type: "azuread:index/application:Application",
  name: "app",
  properties: { displayName: "servicenow", requiredResourceAccesses: access([read, "Scope"]), ...properties },
});

const registration: TestResource = {
  type: "azuread:index/applicationRegistration:ApplicationRegistration",
  name: "registration",
  properties: { displayName: "servicenow", id: unknownText, clientId: unknownText },
};
const apiAccess: TestResource = {
  type: "azuread:index/applicationApiAccess:ApplicationApiAccess",
  name: "access",
  properties: { applicationId: unknownText, apiClientId: graph, scopeIds: [read] },
  sources: { applicationId: ["registration"] },
};

describe("an application that people use", () => {
  it.each([
    [
      "has a redirect URI for a single-page application",
      { singlePageApplication: { redirectUris: ["https://spa.contoso.com/"] } },
    ],
    ["has a redirect URI that is not known yet", { web: { redirectUris: [unknownText] } }],
    ["is a native application", { publicClient: { redirectUris: ["http://localhost"] } }],
    ["is a command-line tool with the device code flow", { fallbackPublicClientEnabled: true }],
    ["issues tokens by implicit grant", { web: { implicitGrant: { idTokenIssuanceEnabled: true } } }],
    [
      "is an API that acts on behalf of its callers",
      { api: { oauth2PermissionScopes: [{ id: "1", value: "access" }] } },
    ],
    [
      "has the redirect URI of a product, and asks for what this product does as a user",
      {
        web: { redirectUris: ["https://x.service-now.com/oauth_redirect.do"] },
        requiredResourceAccesses: access([filled("<delegated User.ReadWrite.All>"), "Scope"]),
      },
    ],
    ["carries the tag of a service account's application", { tags: ["entra-integrations:delegated"] }],
    ["asks for nothing but sign-in", { requiredResourceAccesses: access([profile, "Scope"]) }],
  ])("passes when it %s", async (_, properties) => {
    expect(await run(noDelegatedOnly, [application(properties)])).toEqual([]);
  });

  it("passes when its redirect URIs are a resource of their own", async () => {
    const redirects: TestResource = {
      type: "azuread:index/applicationRedirectUris:ApplicationRedirectUris",
      name: "redirects",
      properties: { applicationId: unknownText, type: "SPA", redirectUris: ["https://spa.contoso.com/"] },
      sources: { applicationId: ["registration"] },
    };
    expect(await run(noDelegatedOnly, [registration, apiAccess, redirects])).toEqual([]);
  });
});

describe("an unattended application", () => {
  it.each([
    [
      "carries the tag of our components, although it has a redirect URI",
      {
        tags: ["entra-integrations:unattended"],
        web: { redirectUris: ["https://x.service-now.com/oauth_redirect.do"] },
      },
    ],
    [
      "has only the redirect URI of a product that asks for these permissions in background jobs",
      { web: { redirectUris: ["https://x.service-now.com/oauth_redirect.do"] } },
    ],
    ["has only the redirect URI that Azure DevOps sets", { web: { redirectUris: ["https://VisualStudio/SPN"] } }],
    [
      "has empty sign-in settings, as a deployed one has",
      {
        web: { redirectUris: [], implicitGrant: { idTokenIssuanceEnabled: false } },
        publicClient: null,
        singlePageApplication: null,
        fallbackPublicClientEnabled: false,
      },
    ],
  ])("is blocked when it %s", async (_, properties) => {
    const found = await run(noDelegatedOnly, [application(properties)]);
    expect(found).toMatchObject([{ policy: "no-delegated-only", level: "mandatory", resource: "app" }]);
    expect(found[0]?.message).toContain("SecurityIncident.Read.All");
    expect(found[0]?.message).toContain(filled("<application SecurityIncident.Read.All>"));
  });

  it("is blocked when a product asks Azure for a person's access in its name, and told that a role is the way", async () => {
    const azure = {
      resourceAppId: "797f4846-ba00-4fd7-ba43-dac1f8f63013",
      resourceAccesses: [{ id: "41094075-9dad-400e-a0bd-54e686782033", type: "Scope" }],
    };
    const web = { redirectUris: ["https://x.service-now.com/oauth_redirect.do"] };
    const found = await run(noDelegatedOnly, [application({ web, requiredResourceAccesses: [azure] })]);
    expect(found).toMatchObject([{ policy: "no-delegated-only", level: "mandatory", resource: "app" }]);
    expect(found[0]?.message).toContain("Azure Resource Manager for delegated permissions only: user_impersonation.");
    expect(found[0]?.message).toContain("give the service principal an Azure role on the resource group");
  });

  it("is told which of its permissions are delegated beside application permissions", async () => {
    const mixed = access([filled("<application SecurityIncident.Read.All>"), "Role"], [write, "Scope"]);
    const found = await run(noDelegatedOnly, [application({ requiredResourceAccesses: mixed })]);
    expect(found).toHaveLength(1);
    expect(found[0]?.message).toContain("as delegated permissions: SecurityIncident.ReadWrite.All.");
  });

  it("passes when a delegated permission is declared as application permission too", async () => {
    const both = access([writeRole, "Role"], [write, "Scope"], [profile, "Scope"]);
    expect(await run(noDelegatedOnly, [application({ requiredResourceAccesses: both })])).toEqual([]);
  });

  it("is blocked by the type alone when the ids are not known yet", async () => {
    const found = await run(noDelegatedOnly, [
      application({ requiredResourceAccesses: access([unknownText, "Scope"]) }),
    ]);
    expect(found).toMatchObject([{ policy: "no-delegated-only", level: "mandatory" }]);
  });

  it("is blocked on an API that the catalogue does not know", async () => {
    const other = [
      {
        resourceAppId: "9f0c9b5e-0000-4000-8000-00000000000a",
        resourceAccesses: [{ id: "9f0c9b5e-0000-4000-8000-00000000000b", type: "Scope" }],
      },
    ];
    const found = await run(noDelegatedOnly, [application({ requiredResourceAccesses: other })]);
    expect(found[0]?.message).toContain("9f0c9b5e-0000-4000-8000-00000000000b");
  });

  it("is blocked where registration and permissions are resources of their own", async () => {
    const secret: TestResource = {
      type: "azuread:index/applicationPassword:ApplicationPassword",
      name: "secret",
      properties: { applicationId: unknownText, displayName: "servicenow" },
      sources: { applicationId: ["registration"] },
    };
    const found = await run(noDelegatedOnly, [registration, apiAccess, secret]);
    expect(found).toMatchObject([{ policy: "no-delegated-only", level: "mandatory", resource: "access" }]);
    expect(found[0]?.message).toContain("a credential of its own");
  });
});

describe("what is not known before deployment", () => {
  const open: readonly [string, Record<string, unknown>][] = [
    ["the redirect URIs", { web: { redirectUris: unknownList } }],
    ["a whole platform", { singlePageApplication: unknownText }],
    ["the permissions", { requiredResourceAccesses: unknownList }],
    ["the types of the permissions", { requiredResourceAccesses: access([read, unknownText]) }],
    ["sign-in settings that are managed elsewhere", {}],
  ];
  const given = ([name, properties]: (typeof open)[number]): TestResource => ({
    ...application(properties),
    ignoreChanges: name.startsWith("sign-in") ? ["web"] : [],
  });

  it.each(open)("is a finding of its own, not a silent pass: %s", async (...each) => {
    const preview = await run(noDelegatedOnly, [given(each)], "preview");
    expect(preview).toMatchObject([{ policy: "cannot-decide-yet", level: "advisory", resource: "app" }]);
    expect(preview[0]?.message).toContain("no-delegated-only");
    expect(preview[0]?.message).toContain("Missing: ");
    const update = await run(noDelegatedOnly, [given(each)], "update");
    expect(update).toMatchObject([{ policy: "cannot-decide-yet", level: "mandatory" }]);
  });

  it("does not matter where the rest is decided", async () => {
    const attended = application({ web: { redirectUris: unknownList }, fallbackPublicClientEnabled: true });
    const harmless = application({ web: { redirectUris: unknownList }, requiredResourceAccesses: [] });
    expect(await run(noDelegatedOnly, [attended])).toEqual([]);
    expect(await run(noDelegatedOnly, [harmless])).toEqual([]);
  });
});

it("names the catalogue's own permissions in these tests", () => {
  expect(permissionById("microsoftGraph", read)?.permission.value).toBe("SecurityIncident.Read.All");
});
