import { createHash, randomBytes } from "node:crypto";
import { FakeClock, type Sandbox, startSandbox } from "../../../../sandbox";
import { addApplication, addUser, call, claimsOf, consentScopes, secret, sha256, tokenRequest } from "../support";

const clock = new FakeClock(new Date("2026-11-20T12:00:00Z"));
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ clock });
});
afterAll(() => sandbox.close());

const redirectUri = "https://instance.service-now.com/oauth_redirect.do";
const graphScope = (...names: string[]) => names.map((name) => `${sandbox.endpoints.graph}/${name}`).join(" ");

/** A confidential web application, as ServiceNow's is. */
function webApp(properties: Record<string, unknown> = {}) {
  return addApplication(sandbox, {
    displayName: "ServiceNow spoke",
    passwordCredentials: [secret("s3cret~")],
    properties: { web: { redirectUris: [redirectUri] }, ...properties },
  });
}

const publicApp = () => addApplication(sandbox, { properties: { isFallbackPublicClient: true } });

function form(changes: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(changes).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

describe("user name and password", () => {
  const grant = (
    clientId: string,
    user: { userPrincipalName: string },
    changes: Record<string, string | undefined> = {},
  ) =>
    tokenRequest(
      sandbox,
      form({
        grant_type: "password",
        client_id: clientId,
        username: user.userPrincipalName,
        password: "pa55word",
        scope: graphScope("User.ReadWrite.All"),
        ...changes,
      }),
    );

  test("yield a delegated token of that user with what was consented to the application", async () => {
    const { application, servicePrincipal } = publicApp();
    consentScopes(sandbox, servicePrincipal.id, "User.ReadWrite.All GroupMember.ReadWrite.All");
    const user = addUser(sandbox, "pa55word");
    sandbox.state.directoryRoleAssignments.insert({
      id: "ra1",
      createdMs: 0,
      principalId: user.id,
      roleDefinitionId: "fe930be7-5e62-47db-91af-98c3a49a38b1",
      directoryScopeId: "/",
    });
    const answer = await grant(application.appId, user);
    expect(answer.status).toBe(200);
    const claims = claimsOf(answer.body.access_token);
    expect(claims).toMatchObject({
      aud: sandbox.endpoints.graph,
      appid: application.appId,
      appidacr: "0",
      idtyp: "user",
      oid: user.id,
      upn: user.userPrincipalName,
      scp: "User.ReadWrite.All GroupMember.ReadWrite.All",
      wids: expect.arrayContaining(["fe930be7-5e62-47db-91af-98c3a49a38b1"]),
    });
    expect(claims).not.toHaveProperty("roles");
    expect(claims.sub).not.toBe(user.id);
    expect(answer.body).not.toHaveProperty("refresh_token");
  });

  test("follow a consent for one user, which nobody else has", async () => {
    const { application, servicePrincipal } = publicApp();
    const [service, other] = [addUser(sandbox, "pa55word"), addUser(sandbox, "pa55word")];
    consentScopes(sandbox, servicePrincipal.id, "User.ReadWrite.All", service.id);
    expect((await grant(application.appId, service)).status).toBe(200);
    const refused = await grant(application.appId, other);
    expect([refused.status, refused.body.error, refused.body.suberror, refused.body.error_codes]).toEqual([
      400,
      "invalid_grant",
      "consent_required",
      [65001],
    ]);
    expect(refused.body.error_description).toContain(`with ID '${application.appId}' named 'test application'`);
  });

  test("need consent for every permission that is asked for by name", async () => {
    const { application, servicePrincipal } = publicApp();
    const user = addUser(sandbox, "pa55word");
    consentScopes(sandbox, servicePrincipal.id, "User.Read");
    const number = async (scope: string) => (await grant(application.appId, user, { scope })).body.error_codes?.[0];
    expect(await number(graphScope("User.ReadWrite.All"))).toBe(65001);
    expect(await number(graphScope("User.Read"))).toBeUndefined();
    expect(await number("User.Read openid")).toBeUndefined();
    expect(await number(graphScope(".default"))).toBeUndefined();
    expect(await number(graphScope("User.Reed"))).toBe(650053);
    expect(await number(graphScope(".default", "User.Read"))).toBe(70011);
    expect(await number(`${graphScope("User.Read")} https://management.azure.com/user_impersonation`)).toBe(28000);
  });

  test("are refused with the reason", async () => {
    const { application, servicePrincipal } = publicApp();
    consentScopes(sandbox, servicePrincipal.id, "User.ReadWrite.All");
    const number = async (user: { userPrincipalName: string }, changes = {}) =>
      (await grant(application.appId, user, changes)).body.error_codes?.[0];
    expect(await number(addUser(sandbox, "pa55word"), { password: "wrong" })).toBe(50126);
    expect(await number(addUser(sandbox, null))).toBe(50126);
    expect(await number({ userPrincipalName: "nobody@contoso.com" })).toBe(50034);
    expect(await number(addUser(sandbox, "pa55word", { accountEnabled: false }))).toBe(50057);
    expect(
      await number(
        addUser(sandbox, "pa55word", { properties: { passwordProfile: { forceChangePasswordNextSignIn: true } } }),
      ),
    ).toBe(50055);
    expect(await number(addUser(sandbox, "pa55word"), { username: undefined })).toBe(90014);
  });

  test("are refused to a confidential application that does not prove who it is", async () => {
    const { application, servicePrincipal } = webApp();
    consentScopes(sandbox, servicePrincipal.id, "User.ReadWrite.All");
    const user = addUser(sandbox, "pa55word");
    expect((await grant(application.appId, user)).body.error_codes).toEqual([7000218]);
    expect((await grant(application.appId, user, { client_secret: "s3cret~" })).status).toBe(200);
  });

  test("are refused where the application asks for assignment and the user has none", async () => {
    const { application, servicePrincipal } = publicApp();
    sandbox.state.servicePrincipals.update(servicePrincipal.id, { properties: { appRoleAssignmentRequired: true } });
    consentScopes(sandbox, servicePrincipal.id, "User.ReadWrite.All");
    const user = addUser(sandbox, "pa55word");
    expect((await grant(application.appId, user)).body.error_codes).toEqual([50105]);
    sandbox.state.appRoleAssignments.insert({
      id: "assigned",
      createdMs: 0,
      appRoleId: "00000000-0000-0000-0000-000000000000",
      principalId: user.id,
      principalType: "User",
      resourceId: servicePrincipal.id,
      createdDateTime: "",
    });
    expect((await grant(application.appId, user)).status).toBe(200);
  });
});

describe("an authorization code", () => {
  const verifier = randomBytes(32).toString("base64url");
  const challenge = createHash("sha256").update(verifier).digest("base64url");

  const query = (clientId: string, changes: Record<string, string | undefined> = {}) =>
    form({
      client_id: clientId,
      response_type: "code",
      redirect_uri: redirectUri,
      scope: `${graphScope("User.ReadWrite.All")} openid offline_access`,
      state: "xyz&1",
      nonce: "n-1",
      code_challenge: challenge,
      code_challenge_method: "S256",
      ...changes,
    });

  const path = () => `/${sandbox.tenantId}/oauth2/v2.0/authorize`;
  const open = (fields: Record<string, string>) => call(sandbox, "GET", `${path()}?${new URLSearchParams(fields)}`);

  /** Fills in the form as a browser does: with what the page holds. */
  async function signIn(
    clientId: string,
    name: string,
    password: string,
    changes: Record<string, string | undefined> = {},
  ) {
    const page = await open(query(clientId, changes));
    const inputs = [...page.text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)];
    const fields = Object.fromEntries(
      inputs.map(([, field = "", value = ""]) => [field, value.replaceAll("&amp;", "&")]),
    );
    const action = /action="([^"]+)"/.exec(page.text)?.[1] ?? "";
    return call(sandbox, "POST", action, { form: { ...fields, username: name, password } });
  }
  const codeOf = (location: unknown) => new URL(String(location)).searchParams.get("code") ?? "";
  const redeem = (clientId: string, code: string, changes: Record<string, string | undefined> = {}) =>
    tokenRequest(
      sandbox,
      form({
        grant_type: "authorization_code",
        client_id: clientId,
        client_secret: "s3cret~",
        code,
        redirect_uri: redirectUri,
        code_verifier: verifier,
        ...changes,
      }),
    );

  async function ready() {
    const { application, servicePrincipal } = webApp();
    consentScopes(sandbox, servicePrincipal.id, "User.ReadWrite.All");
    const user = addUser(sandbox, "pa55word");
    return { appId: application.appId, servicePrincipal, user };
  }

  test("is got by signing in, and redeemed for a delegated token, an id token and a refresh token", async () => {
    const { appId, user } = await ready();
    const signedIn = await signIn(appId, user.userPrincipalName, "pa55word");
    expect(signedIn.status).toBe(302);
    const location = String(signedIn.headers.location);
    expect(location.startsWith(`${redirectUri}?`)).toBe(true);
    expect(new URL(location).searchParams.get("state")).toBe("xyz&1");
    const answer = await redeem(appId, codeOf(location));
    expect(answer.status).toBe(200);
    expect(claimsOf(answer.body.access_token)).toMatchObject({
      oid: user.id,
      scp: "User.ReadWrite.All",
      appidacr: "1",
    });
    expect(claimsOf(answer.body.id_token)).toMatchObject({
      aud: appId,
      nonce: "n-1",
      oid: user.id,
      preferred_username: user.userPrincipalName,
      iss: `${sandbox.origin}/${sandbox.tenantId}/v2.0`,
    });
    expect(answer.body.scope).toBe(`${graphScope("User.ReadWrite.All")} openid`);

    const refreshed = await tokenRequest(sandbox, {
      grant_type: "refresh_token",
      client_id: appId,
      client_secret: "s3cret~",
      refresh_token: answer.body.refresh_token,
    });
    expect(claimsOf(refreshed.body.access_token)).toMatchObject({ oid: user.id, scp: "User.ReadWrite.All" });
    expect(refreshed.body.refresh_token).toEqual(expect.any(String));
  });

  test("prefills the user that the application names, and shows a mistake on the form", async () => {
    const { appId, user } = await ready();
    expect((await open(query(appId, { login_hint: '"><script>@contoso.com' }))).text).toContain(
      'value="&quot;&gt;&lt;script&gt;@contoso.com"',
    );
    const wrong = await signIn(appId, user.userPrincipalName, "nope");
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain("AADSTS50126");
    expect(wrong.text).not.toContain("nope");
  });

  test("can be redeemed once, by the application that it was made for, at the same address, in ten minutes", async () => {
    const { appId, user } = await ready();
    const code = async () => codeOf((await signIn(appId, user.userPrincipalName, "pa55word")).headers.location);
    const once = await code();
    expect((await redeem(appId, once)).status).toBe(200);
    expect((await redeem(appId, once)).body.error_codes).toEqual([54005]);
    const other = webApp().application.appId;
    expect((await redeem(other, await code())).body.error_codes).toEqual([70000]);
    expect((await redeem(appId, await code(), { redirect_uri: `${redirectUri}2` })).body.error_codes).toEqual([70000]);
    expect((await redeem(appId, "rubbish")).body.error_codes).toEqual([70000]);
    const late = await code();
    clock.advance(11 * 60_000);
    expect((await redeem(appId, late)).body.error_codes).toEqual([70008]);
  });

  test("needs the verifier of its challenge", async () => {
    const { appId, user } = await ready();
    const code = codeOf((await signIn(appId, user.userPrincipalName, "pa55word")).headers.location);
    expect((await redeem(appId, code, { code_verifier: "other" })).body.error_codes).toEqual([501481]);
    expect((await redeem(appId, code, { code_verifier: undefined })).body.error_codes).toEqual([501481]);
    expect((await redeem(appId, code)).status).toBe(200);
  });

  test("needs the secret of a web application, and none of a desktop one on any port of loopback", async () => {
    const { appId, user } = await ready();
    const code = codeOf((await signIn(appId, user.userPrincipalName, "pa55word")).headers.location);
    expect((await redeem(appId, code, { client_secret: undefined })).body.error_codes).toEqual([7000218]);

    const desktop = addApplication(sandbox, { properties: { publicClient: { redirectUris: ["http://localhost"] } } });
    consentScopes(sandbox, desktop.servicePrincipal.id, "User.ReadWrite.All");
    const { appId: desktopId } = desktop.application;
    const there = { redirect_uri: "http://localhost:52111" };
    const desktopCode = codeOf((await signIn(desktopId, user.userPrincipalName, "pa55word", there)).headers.location);
    expect((await redeem(desktopId, desktopCode, { ...there, client_secret: undefined })).status).toBe(200);
  });

  test("is never sent to an address that the application has not registered", async () => {
    const { appId } = await ready();
    const answer = await open(query(appId, { redirect_uri: "https://evil.example/" }));
    expect(answer.status).toBe(400);
    expect(answer.headers.location).toBeUndefined();
    expect(answer.text).toContain("AADSTS50011");
  });

  test("is refused on the form while consent is missing, and to the application where the request is wrong", async () => {
    const { application } = webApp();
    const user = addUser(sandbox, "pa55word");
    expect((await signIn(application.appId, user.userPrincipalName, "pa55word")).text).toContain("AADSTS65001");
    const location = (await open(query(application.appId, { response_type: "token" }))).headers.location;
    expect(new URL(String(location)).searchParams.get("error")).toBe("unsupported_response_type");
    expect(new URL(String(location)).searchParams.get("state")).toBe("xyz&1");
  });

  test("can be handed over in a fragment or by a form", async () => {
    const { appId, user } = await ready();
    const fragment = await signIn(appId, user.userPrincipalName, "pa55word", { response_mode: "fragment" });
    expect(String(fragment.headers.location)).toMatch(/oauth_redirect\.do#code=/);
    const posted = await signIn(appId, user.userPrincipalName, "pa55word", { response_mode: "form_post" });
    expect(posted.text).toContain(`action="${redirectUri}"`);
    expect(posted.text).toMatch(/name="code" value="[^"]+"/);
  });
});

describe("a refresh token", () => {
  async function ready() {
    const { application, servicePrincipal } = publicApp();
    consentScopes(sandbox, servicePrincipal.id, "User.ReadWrite.All");
    const user = addUser(sandbox, "pa55word");
    const answer = await tokenRequest(sandbox, {
      grant_type: "password",
      client_id: application.appId,
      username: user.userPrincipalName,
      password: "pa55word",
      scope: `${graphScope("User.ReadWrite.All")} offline_access`,
    });
    return { appId: application.appId, user, token: answer.body.refresh_token as string, servicePrincipal };
  }
  const refresh = (appId: string, token: string) =>
    tokenRequest(sandbox, { grant_type: "refresh_token", client_id: appId, refresh_token: token });

  test("ends with the password of its user, with a revocation and with the account", async () => {
    const first = await ready();
    expect((await refresh(first.appId, first.token)).status).toBe(200);
    sandbox.state.users.update(first.user.id, { passwordHash: sha256("new") });
    expect((await refresh(first.appId, first.token)).body.error_codes).toEqual([50173]);

    const second = await ready();
    sandbox.state.users.update(second.user.id, {
      properties: { signInSessionsValidFromDateTime: new Date(clock.now().getTime() + 1000).toISOString() },
    });
    expect((await refresh(second.appId, second.token)).body.error_codes).toEqual([50173]);

    const third = await ready();
    sandbox.state.users.update(third.user.id, { accountEnabled: false });
    expect((await refresh(third.appId, third.token)).body.error_codes).toEqual([50057]);
  });

  test("does not outlive the consent, and lasts 90 days", async () => {
    const { appId, token, servicePrincipal } = await ready();
    const grant = sandbox.state.oauth2PermissionGrants.find((item) => item.clientId === servicePrincipal.id);
    sandbox.state.oauth2PermissionGrants.remove(grant?.id ?? "");
    expect((await refresh(appId, token)).body.error_codes).toEqual([65001]);
    const other = await ready();
    clock.advance(91 * 24 * 60 * 60_000);
    expect((await refresh(other.appId, other.token)).body.error_codes).toEqual([70008]);
  });

  test("is of no use to another application, nor as an access token", async () => {
    const { token } = await ready();
    expect((await refresh(publicApp().application.appId, token)).body.error_codes).toEqual([70000]);
    const answer = await call(sandbox, "GET", `/arm/subscriptions?api-version=2022-12-01`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(answer.status).toBe(401);
  });
});

describe("a device code", () => {
  test("waits for a person who signs in elsewhere", async () => {
    const { application, servicePrincipal } = publicApp();
    consentScopes(sandbox, servicePrincipal.id, "User.ReadWrite.All");
    const user = addUser(sandbox, "pa55word");
    const begun = await call(sandbox, "POST", `/${sandbox.tenantId}/oauth2/v2.0/devicecode`, {
      form: { client_id: application.appId, scope: graphScope("User.ReadWrite.All") },
    });
    const { user_code, device_code, verification_uri, message } = begun.body;
    expect(message).toContain(user_code);
    const poll = () =>
      tokenRequest(sandbox, {
        grant_type: "urn:ietf:params:oauth:grant-type:device_code",
        client_id: application.appId,
        device_code,
      });
    const waiting = await poll();
    expect([waiting.status, waiting.body.error, waiting.body.error_codes]).toEqual([
      400,
      "authorization_pending",
      [70016],
    ]);

    const fields = { user_code: user_code.toLowerCase(), username: user.userPrincipalName };
    expect((await call(sandbox, "POST", verification_uri, { form: { ...fields, password: "wrong" } })).text).toContain(
      "AADSTS50126",
    );
    expect(
      (await call(sandbox, "POST", verification_uri, { form: { ...fields, user_code: "nope", password: "pa55word" } }))
        .status,
    ).toBe(400);
    expect((await poll()).body.error).toBe("authorization_pending");
    expect((await call(sandbox, "POST", verification_uri, { form: { ...fields, password: "pa55word" } })).status).toBe(
      200,
    );
    expect(claimsOf((await poll()).body.access_token)).toMatchObject({ oid: user.id, scp: "User.ReadWrite.All" });
    expect((await poll()).body.error).toBe("bad_verification_code");
  });

  test("expires", async () => {
    const { application } = publicApp();
    const { device_code } = (
      await call(sandbox, "POST", "/common/oauth2/v2.0/devicecode", {
        form: { client_id: application.appId, scope: "User.Read" },
      })
    ).body;
    clock.advance(16 * 60_000);
    const answer = await tokenRequest(sandbox, {
      grant_type: "device_code",
      client_id: application.appId,
      device_code,
    });
    expect(answer.body.error).toBe("expired_token");
  });
});
