import { randomUUID } from "node:crypto";
import { type GraphClient, type GraphSandbox, refusal, startGraph } from "./support";

let graph: GraphSandbox;
let deployer: GraphClient;
beforeAll(async () => {
  graph = await startGraph();
  deployer = await graph.as("deployer");
});
afterAll(() => graph.close());

const password = "Correct.Horse1";
const body = (more: Record<string, unknown> = {}) => ({
  "@odata.type": "#microsoft.graph.user",
  accountEnabled: true,
  displayName: "ServiceNow",
  mailNickname: "svc-servicenow",
  userPrincipalName: `svc-${randomUUID()}@contoso.com`,
  passwordProfile: {
    "@odata.type": "#microsoft.graph.passwordProfile",
    forceChangePasswordNextSignIn: false,
    password,
  },
  ...more,
});
const reference = (id: string) => ({ "@odata.id": `${graph.sandbox.endpoints.graph}/v1.0/directoryObjects/${id}` });

test("the requests of the azuread provider for a user", async () => {
  const created = await deployer("POST", "/users", body({ usageLocation: "US", jobTitle: null }));
  expect(created).toMatchObject({ status: 201, body: { displayName: "ServiceNow" } });
  const { id, userPrincipalName } = created.body;
  expect(JSON.stringify(created.body)).not.toContain(password);
  expect(JSON.stringify(graph.sandbox.state.toDocument())).not.toContain(password);

  expect(
    (await deployer("PATCH", `/beta/users/${id}`, { "@odata.type": "#microsoft.graph.user", showInAddressList: false }))
      .status,
  ).toBe(204);
  const select =
    "accountEnabled,ageGroup,businessPhones,city,companyName,consentProvidedForMinor,country,creationType,department,employeeId,employeeOrgData,employeeType,externalUserState,faxNumber,imAddresses,mailNickname,onPremisesSyncEnabled,otherMails,passwordPolicies,proxyAddresses,state,streetAddress,usageLocation,userType";
  expect((await deployer("GET", `/users/${id}?%24select=${encodeURIComponent(select)}`)).body).toMatchObject({
    accountEnabled: true,
    usageLocation: "US",
    mailNickname: "svc-servicenow",
    userType: "Member",
    proxyAddresses: [],
    employeeOrgData: { costCenter: null, division: null },
  });
  expect((await deployer("GET", `/beta/users/${id}?$select=showInAddressList`)).body.showInAddressList).toBe(false);
  expect(await deployer("GET", `/users/${id}/manager`)).toMatchObject(
    refusal(
      404,
      "Request_ResourceNotFound",
      "Resource 'manager' does not exist or one of its queried reference-property objects are not present.",
    ),
  );
  expect(
    (await deployer("PATCH", `/users/${userPrincipalName}`, { jobTitle: "Service account", accountEnabled: false }))
      .status,
  ).toBe(204);
  expect((await deployer("GET", `/users/${id}`)).body.jobTitle).toBe("Service account");
  expect((await deployer("DELETE", `/users/${id}`)).status).toBe(204);
  expect((await deployer("GET", `/users/${id}`)).status).toBe(404);
  expect((await deployer("POST", `/directory/deletedItems/${id}/restore`)).body.id).toBe(id);
});

test.each([
  [
    "an unverified domain",
    { userPrincipalName: "a@contoso-acquired.com" },
    "The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.",
  ],
  ["a name that is none", { userPrincipalName: "contoso.com" }, "Property userPrincipalName is invalid."],
  [
    "a taken name",
    { userPrincipalName: "Adele.Vance@contoso.com" },
    "Another object with the same value for property userPrincipalName already exists.",
  ],
  ["no password", { passwordProfile: undefined }, "A password must be specified to create a new user."],
  [
    "a weak password",
    { passwordProfile: { password: "password" } },
    "The specified password does not comply with password complexity requirements. Please provide a different password.",
  ],
  [
    "a mail nickname with spaces",
    { mailNickname: "service now" },
    "Invalid value specified for property 'mailNickname' of resource 'User'.",
  ],
  [
    "an unknown country",
    { usageLocation: "Germany" },
    "Invalid value specified for property 'usageLocation' of resource 'User'.",
  ],
  ["no display name", { displayName: undefined }, "A value is required for property 'displayName' of resource 'User'."],
  [
    "an unknown property",
    { colour: "red" },
    "Property 'colour' does not exist as a declared property or extension property.",
  ],
])("a user with %s is refused", async (_name, more, message) => {
  expect(await deployer("POST", "/users", body(more))).toMatchObject(refusal(400, "Request_BadRequest", message));
});

test("a conflict names the property in its details", async () => {
  const answer = await deployer("POST", "/users", body({ userPrincipalName: "adele.vance@contoso.com" }));
  expect(answer.body.error.details).toMatchObject([{ code: "ObjectConflict", target: "userPrincipalName" }]);
});

test("a manager is set, shown, expanded and removed", async () => {
  const [alex, megan] = ["alex.wilber", "megan.bowen"].map((name) => `${name}@contoso.com`);
  const { id } = (await deployer("GET", `/users/${megan}`)).body;
  expect((await deployer("PUT", `/users/${alex}/manager/$ref`, reference(id))).status).toBe(204);
  expect((await deployer("GET", `/users/${alex}/manager`)).body).toMatchObject({
    "@odata.type": "#microsoft.graph.user",
    id,
    displayName: "Megan Bowen",
  });
  expect((await deployer("GET", `/users/${alex}?$expand=manager($select=id)`)).body.manager).toEqual({
    "@odata.type": "#microsoft.graph.user",
    id,
  });
  expect((await deployer("GET", `/users/${megan}/directReports`)).body.value).toHaveLength(1);
  expect((await deployer("DELETE", `/users/${alex}/manager/$ref`)).status).toBe(204);
  expect((await deployer("GET", `/users/${alex}/manager`)).status).toBe(404);
});

test("a signed-in user reads the own account and memberships", async () => {
  const me = await graph.asUser(["User.Read", "Directory.Read.All"], ["User Administrator"]);
  expect((await me("GET", "/me")).body.id).toBe(me.objectId);
  expect((await me("GET", "/me/memberOf")).body.value).toMatchObject([
    { "@odata.type": "#microsoft.graph.directoryRole", displayName: "User Administrator" },
  ]);
  expect((await me("GET", "/me/memberOf/microsoft.graph.group")).body.value).toEqual([]);
});

test("sessions are revoked", async () => {
  const { id } = (await deployer("POST", "/users", body())).body;
  expect((await deployer("POST", `/users/${id}/revokeSignInSessions`)).body.value).toBe(true);
});

test("groups of a user, also through other groups", async () => {
  const client = await graph.asApp(["Group.ReadWrite.All", "Directory.Read.All"]);
  const inner = (await client("GET", "/groups?$filter=displayName eq 'IT operations'")).body.value[0].id;
  const made = {
    displayName: "Outer",
    mailNickname: "outer",
    mailEnabled: false,
    securityEnabled: true,
    "members@odata.bind": [reference(inner)["@odata.id"]],
  };
  const outer = (await client("POST", "/groups", made)).body.id;
  const user = "/users/isaiah.langer@contoso.com";
  const direct = (await client("GET", `${user}/memberOf/microsoft.graph.group`)).body.value.map(
    (one: { id: string }) => one.id,
  );
  expect(direct).toContain(inner);
  expect(direct).not.toContain(outer);
  expect((await client("POST", `${user}/getMemberGroups`, { securityEnabledOnly: true })).body.value).toContain(outer);
  expect((await client("POST", `${user}/checkMemberGroups`, { groupIds: [outer, randomUUID()] })).body.value).toEqual([
    outer,
  ]);
  const transitive = (await client("GET", `${user}/transitiveMemberOf`)).body.value.map(
    (one: { id: string }) => one.id,
  );
  expect(transitive).toContain(outer);
});
