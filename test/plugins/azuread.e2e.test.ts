import { openProject, type Project } from "./support/engine";

jest.setTimeout(300_000);

let project: Project;

beforeAll(async () => {
  project = await openProject();
});

afterAll(() => project.close());

const graphAppId = "00000003-0000-0000-c000-000000000000";

const program = ({
  notes = "made by a test",
  secretName = "first",
  roles = ["SecurityIncident.Read.All"],
  unit = "Spoke",
} = {}) => `
const graph = azuread.getServicePrincipalOutput({ clientId: "${graphAppId}" });
const me = azuread.getClientConfigOutput();
const roles = ${JSON.stringify(roles)};
const app = new azuread.Application("app", {
  displayName: "Life of an app",
  owners: [me.objectId],
  notes: "${notes}",
  tags: ["sandbox", "life"],
  requiredResourceAccesses: [{
    resourceAppId: "${graphAppId}",
    resourceAccesses: roles.map((role) => ({ id: graph.appRoleIds[role], type: "Role" })),
  }],
});
const principal = new azuread.ServicePrincipal("principal", { clientId: app.clientId, owners: [me.objectId] });
for (const role of roles) {
  new azuread.AppRoleAssignment("consent-" + role, {
    appRoleId: graph.appRoleIds[role],
    principalObjectId: principal.objectId,
    resourceObjectId: graph.objectId,
  });
}
const secret = new azuread.ApplicationPassword("secret", {
  applicationId: app.id,
  displayName: "${secretName}",
  endDate: "2027-05-01T00:00:00Z",
});
new azuread.ApplicationFederatedIdentityCredential("federated", {
  applicationId: app.id,
  displayName: "pipeline",
  issuer: "https://token.example.com",
  subject: "repo:example",
  audiences: ["api://AzureADTokenExchange"],
});
const password = new random.RandomPassword("password", { length: 24, minSpecial: 2 });
const user = new azuread.User("user", {
  displayName: "ServiceNow Spoke",
  userPrincipalName: "svc-servicenow@contoso.com",
  password: password.result,
});
const role = new azuread.DirectoryRole("role", { displayName: "User Administrator" });
const unit = new azuread.AdministrativeUnit("unit", { displayName: "${unit}", description: "what the spoke manages" });
new azuread.AdministrativeUnitMember("unitMember", {
  administrativeUnitObjectId: unit.objectId,
  memberObjectId: user.objectId,
});
new azuread.AdministrativeUnitRoleMember("scoped", {
  administrativeUnitObjectId: unit.objectId,
  roleObjectId: role.objectId,
  memberObjectId: user.objectId,
});
new azuread.DirectoryRoleAssignment("tenantWide", { roleId: role.templateId, principalObjectId: user.objectId });
new azuread.ServicePrincipalDelegatedPermissionGrant("grant", {
  servicePrincipalObjectId: principal.objectId,
  resourceServicePrincipalObjectId: graph.objectId,
  claimValues: ["User.ReadWrite.All", "openid"],
  userObjectId: user.objectId,
});
exports.secret = secret.value;
exports.domain = azuread.getDomainsOutput({ onlyDefault: true }).apply(({ domains }) => domains[0].domainName);
exports.found = azuread.getUserOutput({ userPrincipalName: user.userPrincipalName }).objectId;
`;

test("azuread resources live a whole life on the real engine", async () => {
  const { sandbox } = project;
  const before = JSON.stringify(withoutPassage(sandbox.state.toDocument()));
  project.program(program());

  // Preview: nothing is sent, the secret is not known.
  const writesBefore = writes();
  expect(await project.ok("preview", "--diff")).toContain("secret: [unknown]");
  expect(writes()).toEqual(writesBefore);

  await project.ok("up", "--yes", "--skip-preview");
  const { app, principal, secret, user, federated, grant, password } = await project.state();
  const [application] = sandbox.state.applications.filter(({ displayName }) => displayName === "Life of an app");
  expect(app?.id).toBe(`/applications/${application?.id}`);
  expect(app?.outputs).toMatchObject({
    clientId: application?.appId,
    notes: "made by a test",
    signInAudience: "AzureADMyOrg",
  });
  expect(principal?.id).toBe(`/servicePrincipals/${principal?.outputs.objectId}`);
  expect(secret?.id).toBe(`${application?.id}/password/${application?.passwordCredentials[0]?.keyId}`);
  expect(secret?.outputs.endDate).toBe("2027-05-01T00:00:00Z");
  expect(federated?.id).toMatch(/^[-0-9a-f]{36}\/federatedIdentityCredential\/[-0-9a-f]{36}$/);
  expect(grant?.outputs).toMatchObject({ userObjectId: user?.outputs.objectId });
  // Secrets are stored as secrets.
  for (const value of [
    secret?.outputs.value,
    user?.outputs.password,
    user?.inputs.password,
    password?.outputs.result,
    password?.outputs.bcryptHash,
  ]) {
    expect(value).toHaveProperty("ciphertext");
  }

  expect(await project.ok("preview", "--diff", "--expect-no-changes")).toMatch(/\d+ unchanged/);
  expect(await project.ok("refresh", "--yes", "--skip-preview", "--expect-no-changes")).toMatch(/\d+ unchanged/);

  // Drift behind the engine's back: consent revoked, secret deleted, notes changed, role removed.
  const { state } = sandbox;
  for (const { id } of state.appRoleAssignments.filter(
    ({ principalId }) => principalId === principal?.outputs.objectId,
  )) {
    state.appRoleAssignments.remove(id);
  }
  state.applications.update(application?.id as string, {
    passwordCredentials: [],
    properties: { ...application?.properties, notes: "by hand" },
  });
  for (const { id } of state.directoryRoleAssignments.filter(
    (one) => one.principalId === user?.outputs.objectId && one.directoryScopeId === "/",
  )) {
    state.directoryRoleAssignments.remove(id);
  }
  await project.ok("refresh", "--yes", "--skip-preview");
  const healed = await project.ok("up", "--yes", "--skip-preview");
  expect(healed).toMatch(/\+ 3 created/);
  expect(healed).toMatch(/~ 1 updated/);

  // A change in place, a permission more, and a new secret in place of the old one.
  project.program(
    program({
      notes: "changed",
      secretName: "second",
      roles: ["SecurityIncident.Read.All", "SecurityIncident.ReadWrite.All"],
      unit: "Spoke 2",
    }),
  );
  const preview = await project.ok("preview", "--diff");
  expect(preview).toMatch(/~ notes\s*: "made by a test" => "changed"/);
  expect(preview).toMatch(/displayName\s*: "first" => "second"/);
  const changed = await project.ok("up", "--yes", "--skip-preview");
  expect(changed).toMatch(/\+ 1 created/);
  expect(changed).toMatch(/~ 2 updated/);
  expect(changed).toMatch(/\+-1 replaced/);
  expect(state.applications.get(application?.id as string)?.passwordCredentials).toHaveLength(1);

  // Taken out of the state and imported again, by the id, it is what the program declares.
  await project.ok("state", "delete", federated?.urn as string, "--yes");
  const imported = await project.ok(
    ...["import", "azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential"],
    ...["federated", federated?.id as string, "--yes", "--skip-preview", "--protect=false", "--generate-code=false"],
  );
  expect(imported).toMatch(/= 1 imported/);
  expect(await project.ok("preview", "--expect-no-changes")).toMatch(/\d+ unchanged/);

  // Nothing was written to a Microsoft-owned principal but consent.
  const microsoftOwned = sandbox.state.servicePrincipals.filter(
    ({ appOwnerOrganizationId }) => appOwnerOrganizationId?.startsWith("f8cdef31") === true,
  );
  const touched = writes().filter(
    (line) => microsoftOwned.some(({ id }) => line.includes(id)) && !line.includes("/appRoleAssignedTo"),
  );
  expect(touched).toEqual([]);

  // The activated role stays: there is no way to deactivate one.
  await project.ok("destroy", "--yes", "--skip-preview");
  expect(JSON.stringify(withoutPassage(sandbox.state.toDocument()))).toBe(before);
});

test("another identity, and the danger of useExisting", async () => {
  const { sandbox } = project;
  const { reader } = sandbox.identities;
  project.program(`
const provider = new azuread.Provider("reader", { clientId: "${reader.clientId}", clientSecret: "${reader.clientSecret}", tenantId: "${sandbox.tenantId}" });
new azuread.Application("forbidden", { displayName: "Not allowed" }, { provider });
`);
  const refused = await project.run("up", "--yes", "--skip-preview");
  expect(refused.code).not.toBe(0);
  expect(refused.output).toContain(
    "Could not create application: unexpected status 403 (403 Forbidden) with error: " +
      "Authorization_RequestDenied: Insufficient privileges to complete the operation.",
  );
  expect(refused.output).not.toContain(reader.clientSecret);

  project.program(`
exports.it = new azuread.ServicePrincipal("graph", { clientId: "${graphAppId}", useExisting: true }).objectId;
`);
  const [graph] = sandbox.state.servicePrincipals.filter(({ appId }) => appId === graphAppId);
  await project.run("up", "--yes", "--skip-preview");
  await project.run("destroy", "--yes", "--skip-preview");
  expect(writes().filter((line) => line.includes(graph?.id as string) && !line.includes("/appRoleAssignedTo"))).toEqual(
    [expect.stringMatching(/^PATCH .*\/servicePrincipals\//), expect.stringMatching(/^DELETE .*\/servicePrincipals\//)],
  );
});

const writes = () =>
  project.sandbox.journal
    .writes()
    .filter(({ service }) => service === "graph")
    .map(({ method, path }) => `${method} ${path}`);

/** The state without what a stay leaves behind in a real tenant too. */
function withoutPassage(document: object): object {
  const { directoryRoles: _, deletedItems: __, ...rest } = document as Record<string, unknown>;
  return rest;
}
