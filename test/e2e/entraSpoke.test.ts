import type { IntegrationRecord } from "../../integrations/record";
import { startCommand } from "../support/command";
import { deployedIntegrations, readVerification, secretOf, up, verify } from "../support/deployed";
import { graphAs, tokenOf } from "../support/graph";
import {
  createUser,
  delegatedToken,
  enterDeviceCode,
  type Person,
  type SigningClient,
  signIn,
} from "../support/people";
import { openTestSession, type TestSession } from "../support/session";

jest.setTimeout(180_000);

const graphAppId = "00000003-0000-0000-c000-000000000000";
/** User.ReadWrite.All, as an application permission. */
const userReadWriteAll = "741f803b-c850-494e-b5df-cde7c675a1ca";
const userAdministrator = "fe930be7-5e62-47db-91af-98c3a49a38b1";

const insufficient = {
  code: "Authorization_RequestDenied",
  message: "Insufficient privileges to complete the operation.",
};

const spokes = [
  {
    kind: "servicenow-entra-spoke",
    name: "delegated",
    options: {
      mode: "serviceAccount",
      userPrincipalName: "svc-servicenow@contoso.com",
      instance: "https://contoso.service-now.com",
    },
  },
  { kind: "servicenow-entra-spoke", name: "unattended", options: { mode: "application", actions: ["Create User"] } },
];

let session: TestSession;
let graph: Awaited<ReturnType<typeof graphAs>>;
/** What the stack gave, secrets in clear. */
let delegated: IntegrationRecord;
let unattended: IntegrationRecord;

beforeAll(async () => {
  session = await openTestSession();
  graph = await graphAs(session.sandbox);
  session.configure(spokes);
});

afterAll(() => session?.close());

/** Somebody new in the directory. */
async function hire(nickname: string, role?: string): Promise<Person & { readonly id: string }> {
  const person = { userPrincipalName: `${nickname}@contoso.com`, password: "Qwerty-0815-secret" };
  const { id } = await graph<{ id: string }>("POST", "/users", {
    accountEnabled: true,
    displayName: nickname,
    mailNickname: nickname,
    userPrincipalName: person.userPrincipalName,
    passwordProfile: { password: person.password, forceChangePasswordNextSignIn: false },
  });
  if (role) await giveRole(id, role);
  return { ...person, id };
}

const giveRole = (principalId: string, roleDefinitionId: string, directoryScopeId = "/") =>
  graph("POST", "/roleManagement/directory/roleAssignments", { principalId, roleDefinitionId, directoryScopeId });

async function microsoftGraph(): Promise<string> {
  const { value } = await graph<{ value: { id: string }[] }>(
    "GET",
    `/servicePrincipals?$filter=appId eq '${graphAppId}'`,
  );
  return String(value[0]?.id);
}

/** Consents to delegated permissions, for one user or for everybody. */
async function grantScopes(clientId: string, scope: string, principalId?: string): Promise<void> {
  const consent = principalId ? { consentType: "Principal", principalId } : { consentType: "AllPrincipals" };
  await graph("POST", "/oauth2PermissionGrants", { clientId, resourceId: await microsoftGraph(), scope, ...consent });
}

/** An application as the article finds it: permissions of both types, all consented, delegated ones for everybody or one user. */
async function clickedTogether(displayName: string, userId?: string): Promise<SigningClient> {
  const application = await graph<{ id: string; appId: string }>("POST", "/applications", { displayName });
  const principal = await graph<{ id: string }>("POST", "/servicePrincipals", { appId: application.appId });
  await graph("POST", `/servicePrincipals/${principal.id}/appRoleAssignments`, {
    principalId: principal.id,
    resourceId: await microsoftGraph(),
    appRoleId: userReadWriteAll,
  });
  await grantScopes(principal.id, "User.ReadWrite.All Directory.ReadWrite.All Directory.AccessAsUser.All", userId);
  const { secretText } = await graph<{ secretText: string }>("POST", `/applications/${application.id}/addPassword`, {
    passwordCredential: { displayName: "by hand" },
  });
  return { clientId: application.appId, clientSecret: secretText };
}

describe("Insufficient privileges in the Entra spoke, reproduced", () => {
  test("Create User with the token of a user without a directory role is refused, whatever the application is granted", async () => {
    const { sandbox } = session;
    const application = await clickedTogether("ServiceNow Entra spoke, by hand");
    const generatedTheToken = await hire("somebody");
    const token = await delegatedToken(sandbox, application, generatedTheToken);

    const refused = await createUser(sandbox, token, "new.hire");
    expect(refused.status).toBe(403);
    expect(refused.body).toMatchObject({ error: insufficient });

    // A role that is limited to an administrative unit does not reach what is made outside of it.
    const unit = await graph<{ id: string }>("POST", "/directory/administrativeUnits", { displayName: "Branch" });
    await giveRole(generatedTheToken.id, userAdministrator, `/administrativeUnits/${unit.id}`);
    const limited = await delegatedToken(sandbox, application, generatedTheToken);
    expect((await createUser(sandbox, limited, "new.hire")).body).toMatchObject({ error: insufficient });

    await giveRole(generatedTheToken.id, userAdministrator);
    const later = await delegatedToken(sandbox, application, generatedTheToken);
    expect((await createUser(sandbox, later, "new.hire")).status).toBe(201);
  });
});

describe("The Entra spoke by a service account and by client credentials, on the real engine", () => {
  test("is provisioned with the policy pack in force", async () => {
    expect(await up(session, "--policy-pack", "policies")).toMatch(/Policies:[\s\S]*entra-integrations/);
    ({ delegated, unattended } = (await deployedIntegrations(session)) as never);
  });

  test("creates a user with the delegated token of the service account", async () => {
    const token = await delegatedToken(session.sandbox, secretOf(delegated), serviceAccount());
    expect((await createUser(session.sandbox, token, "by.account")).status).toBe(201);
  });

  test("creates a user with the application's own token", async () => {
    const { clientId, clientSecret } = secretOf(unattended);
    const token = await tokenOf(session.sandbox, clientId, clientSecret);
    expect((await createUser(session.sandbox, token, "by.application")).status).toBe(201);
  });

  test("is not shared: an administrator gets no token through it, and another integration none for its account", async () => {
    const { sandbox } = session;
    const refused = { error: "invalid_grant", suberror: "consent_required", error_codes: [65001] };
    const administrator = await hire("ordinary.admin", userAdministrator);
    expect((await signIn(sandbox, secretOf(delegated), administrator)).body).toMatchObject(refused);

    // The administrator's own integration has a grant of its own, and works by itself.
    const other = await clickedTogether("Another integration", administrator.id);
    const token = await delegatedToken(sandbox, other, administrator);
    expect((await createUser(sandbox, token, "by.admin")).status).toBe(201);
    expect((await signIn(sandbox, other, serviceAccount())).body).toMatchObject(refused);
  });

  test("is verified by what can be read where nobody signs in, and says so", async () => {
    const result = await verify(session);
    expect([result.code, result.failed]).toEqual([0, []]);
    expect(result.of("account-has-role")?.detail).toMatch(/User Administrator at \/, and nothing else \(read from/);
    expect(result.of("delegated-token")).toMatchObject({
      outcome: "skipped",
      detail: expect.stringContaining("--interactive"),
    });
    expect(result.of("declared-consented-in-token")?.outcome).toBe("passed");
  });

  test("is verified by a sign-in of the service account where a person is there", async () => {
    const result = await verifyInteractively(serviceAccount());
    expect([result.code, result.failed]).toEqual([0, []]);
    expect(result.of("delegated-token")?.detail).toContain("svc-servicenow@contoso.com signed in; the token carries");
  });

  test("is not verified by the sign-in of somebody else, whom a grant for everybody let in", async () => {
    const administrator = await hire("curious.admin", userAdministrator);
    await grantScopes(delegated.servicePrincipalObjectId, "User.ReadWrite.All");
    const { code, of } = await verifyInteractively(administrator);
    expect(code).toBe(1);
    expect(of("delegated-token")?.detail).toBe(
      "The person who signed in is curious.admin@contoso.com, not svc-servicenow@contoso.com.",
    );
    expect(of("grant-names-account")?.detail).toContain("granted for all principals: User.ReadWrite.All");
  });
});

/** Runs `verify --interactive` and signs in on "another screen" as this person. */
async function verifyInteractively(person: Person) {
  const running = startCommand(
    ["verify", "--json", "--interactive", "--integration", "delegated"],
    session.environment,
  );
  await running.until("and enter");
  const [, page = "", code = ""] = /open (\S+) and enter (\S+),/.exec(running.printed()) ?? [];
  await enterDeviceCode(session.sandbox, page, code, person);
  const { code: exit, stdout } = await running.done;
  return readVerification(exit, stdout);
}

const serviceAccount = () => delegated.details.serviceAccount as Person;
