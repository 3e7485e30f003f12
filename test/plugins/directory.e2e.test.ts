import { apis } from "../../catalogue/apis";
import { findPermission } from "../../catalogue/permissions";
import { certificatePem } from "../support/certificates";
import { openProject, type Project } from "./support/engine";

jest.setTimeout(300_000);

let project: Project;

beforeAll(async () => {
  project = await openProject();
});

afterAll(() => project.close());

/** The deployer of the sandbox may do what this project deploys, and groups are no part of that. */
function grantDeployer(permission: string): void {
  const { state, identities } = project.sandbox;
  const graph = state.servicePrincipals.find(({ appId }) => appId === apis.microsoftGraph.appId);
  state.appRoleAssignments.insert({
    id: `granted-${permission}`,
    createdMs: 0,
    appRoleId: findPermission("microsoftGraph", permission)?.application as string,
    principalId: identities.deployer.objectId,
    principalType: "ServicePrincipal",
    resourceId: graph?.id as string,
    createdDateTime: "2026-01-01T00:00:00Z",
  });
}

const role = "1b19509b-32b1-4e9f-b71d-4992aa991967";
const scope = "96183846-204b-4b43-82e1-5d2222eb4b9b";

const program = ({ value = "Task.Write", members = ["ann"] } = {}) => `
const api = new azuread.Application("api", {
  displayName: "Everything",
  description: "All there is",
  identifierUris: ["api://everything"],
  groupMembershipClaims: ["SecurityGroup", "DirectoryRole"],
  serviceManagementReference: "CMDB-1",
  api: {
    requestedAccessTokenVersion: 2,
    mappedClaimsEnabled: true,
    oauth2PermissionScopes: [{ id: "${scope}", value: "user_impersonation", adminConsentDisplayName: "Access", adminConsentDescription: "Access it", enabled: true }],
  },
  appRoles: [{ id: "${role}", allowedMemberTypes: ["Application", "User"], displayName: "Writer", description: "Writes", value: "${value}", enabled: true }],
  optionalClaims: { accessTokens: [{ name: "groups", additionalProperties: ["emit_as_roles"] }], idTokens: [{ name: "email" }] },
  web: { homepageUrl: "https://example.com", redirectUris: ["https://example.com/callback"], implicitGrant: { idTokenIssuanceEnabled: true } },
  publicClient: { redirectUris: ["https://login.microsoftonline.com/common/oauth2/nativeclient"] },
  featureTags: [{ enterprise: true, hide: true }],
  marketingUrl: "https://example.com/about",
  password: { displayName: "its own" },
});
const certificate = new azuread.ApplicationCertificate("certificate", { applicationId: api.id, type: "AsymmetricX509Cert", value: ${JSON.stringify("PEM")} });
const principal = new azuread.ServicePrincipal("principal", { clientId: api.clientId, notes: "n", tags: ["one"], appRoleAssignmentRequired: true });
const ann = new azuread.User("ann", { displayName: "Ann", userPrincipalName: "ann.life@contoso.com", password: "Passw0rd!-ann", usageLocation: "DE", department: "IT", disablePasswordExpiration: true });
const bob = new azuread.User("bob", { displayName: "Bob", userPrincipalName: "bob.life@contoso.com", password: "Passw0rd!-bob", managerId: ann.objectId });
const people = { ann, bob };
const group = new azuread.Group("group", { displayName: "Life group", securityEnabled: true, members: ${JSON.stringify(members)}.map((name) => people[name].objectId) });
const other = new azuread.Group("other", { displayName: "Other life group", securityEnabled: true });
new azuread.GroupMember("member", { groupObjectId: other.objectId, memberObjectId: bob.objectId });
exports.application = azuread.getApplicationOutput({ clientId: api.clientId }).apply((one) => [one.displayName, one.apis[0].requestedAccessTokenVersion, one.appRoleIds["${value}"], one.featureTags[0].hide].join(" "));
exports.group = pulumi.all([group.id, azuread.getGroupOutput({ objectId: group.objectId })]).apply(([, one]) => one.members.length);
exports.users = azuread.getUsersOutput({ userPrincipalNames: [ann.userPrincipalName, bob.userPrincipalName] }).apply((found) => found.users.map((one) => one.displayName).join());
exports.roles = azuread.getDirectoryRolesOutput().apply(({ roles, templateIds }) => roles.length === templateIds.length);
exports.known = azuread.getApplicationPublishedAppIdsOutput().apply(({ result }) => result.MicrosoftGraph);
`;

test("applications, users and groups in all their parts", async () => {
  grantDeployer("Group.ReadWrite.All");
  const { pem, keyPem } = await certificatePem();
  const write = (body: string) => project.program(body.replace('"PEM"', JSON.stringify(pem)));
  write(program());
  const up = await project.ok("up", "--yes", "--skip-preview");
  expect(up).toContain(`application: "Everything 2 ${role} true"`);
  expect(up).toContain('users      : "Ann,Bob"');
  const { api, certificate: key, ann, bob, group, principal } = await project.state();
  expect(api?.outputs).toMatchObject({
    appRoleIds: { "Task.Write": role },
    oauth2PermissionScopeIds: { user_impersonation: scope },
    groupMembershipClaims: ["SecurityGroup", "DirectoryRole"],
    password: { displayName: "its own", keyId: expect.any(String), value: { ciphertext: expect.any(String) } },
    web: { homepageUrl: "https://example.com", implicitGrant: { idTokenIssuanceEnabled: true } },
  });
  expect(key?.id).toBe(`${api?.outputs.objectId}/certificate/${key?.outputs.keyId}`);
  expect(key?.outputs.value).toHaveProperty("ciphertext");
  expect(bob?.outputs.managerId).toBe(ann?.outputs.objectId);
  expect(ann?.outputs).toMatchObject({
    mailNickname: "ann.life",
    disablePasswordExpiration: true,
    usageLocation: "DE",
  });
  expect(group?.outputs.members).toEqual([ann?.outputs.objectId]);

  expect(await project.ok("preview", "--diff", "--expect-no-changes")).toMatch(/\d+ unchanged/);
  expect(await project.ok("refresh", "--yes", "--skip-preview", "--expect-no-changes")).toMatch(/\d+ unchanged/);

  // Another provider signs in with the certificate.
  const clientCertificate = Buffer.from(keyPem + pem).toString("base64");
  const settings = JSON.stringify({ clientCertificate, clientId: api?.outputs.clientId });
  const asItself = `exports.itself = azuread.getClientConfigOutput({ provider: new azuread.Provider("itself", ${settings}) }).objectId;`;
  write(program() + asItself);
  expect(await project.ok("up", "--yes", "--skip-preview")).toContain(`itself     : "${principal?.outputs.objectId}"`);

  // An app role must be disabled before it may change.
  write(program({ value: "Task.ReadWrite", members: ["bob"] }));
  const changed = await project.ok("up", "--yes", "--skip-preview");
  expect(changed).toMatch(/~ 2 updated/);
  expect(changed).toContain(`application: "Everything 2 ${role} true"`);
  expect((await project.state()).group?.outputs.members).toEqual([bob?.outputs.objectId]);
  expect(await project.ok("preview", "--diff", "--expect-no-changes")).toMatch(/\d+ unchanged/);
  await project.ok("destroy", "--yes", "--skip-preview");
});

test("waits out throttling and replication delay, and makes nothing twice when answers are lost", async () => {
  const { sandbox } = project;
  project.program(`
const app = new azuread.Application("app", { displayName: "Bad weather" });
const principal = new azuread.ServicePrincipal("principal", { clientId: app.clientId });
new azuread.ApplicationPassword("secret", { applicationId: app.id });
`);
  const { faults } = sandbox;
  faults.setDelays({ replicationDelay: 1000 });
  const lose = (path: string) => faults.add({ service: "graph", method: "POST", path, effect: "loseAnswer" });
  faults.add({ service: "graph", method: "POST", path: "/applications", effect: { status: 429, retryAfter: 1 } });
  faults.add({ service: "graph", method: "PATCH", effect: "dropConnection" });
  faults.add({ service: "graph", method: "GET", effect: { status: 503 } });
  for (const path of ["/applications", "/servicePrincipals", "/applications/*/addPassword"]) lose(path);
  await project.ok("up", "--yes", "--skip-preview");
  expect(sandbox.state.applications.filter(({ displayName }) => displayName === "Bad weather")).toHaveLength(1);
  const [app] = sandbox.state.applications.filter(({ displayName }) => displayName === "Bad weather");
  expect(app?.passwordCredentials).toHaveLength(1);
  expect(sandbox.faults.list()).toEqual([]);
  expect(await project.ok("preview", "--diff", "--expect-no-changes")).toMatch(/\d+ unchanged/);
});
