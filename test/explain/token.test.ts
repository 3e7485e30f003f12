import { directoryRoles } from "../../catalogue/directoryRoles";
import { explain } from "../../explain";
import { applicationToken, azureResource, delegatedToken, graphResource, now, token } from "./tokens";

const one = (input: string) => {
  const { tokens } = explain(input, now);
  expect(tokens).toHaveLength(1);
  return tokens[0];
};

describe("A token", () => {
  test("of an application: itself, its API, its permissions, its end", () => {
    expect(one(applicationToken(["User.Read.All"]))).toMatchObject({
      kind: "application",
      tenantId: "11111111-aaaa-4bbb-8ccc-000000000001",
      audience: graphResource,
      api: "Microsoft Graph",
      clientId: "b0c1ab23-1234-4cde-8f01-2345abcdef01",
      clientName: "ServiceNow",
      user: null,
      roles: ["User.Read.All"],
      scopes: [],
      expiresAt: "2026-11-20T12:50:00.000Z",
      follows: ["It is valid for another 50 minutes."],
    });
  });

  test("of a user: whose it is, and that both the scopes and the roles decide", () => {
    const administrator = directoryRoles.find(({ name }) => name === "User Administrator")?.templateId ?? "";
    const found = one(delegatedToken("User.ReadWrite.All openid", [administrator]));
    expect(found).toMatchObject({
      kind: "delegated",
      user: "svc-servicenow@contoso.com",
      scopes: ["User.ReadWrite.All", "openid"],
      directoryRoles: ["User Administrator"],
    });
    expect(found?.follows.join(" ")).toMatch(/Application permissions do not help it.*User Administrator/);
  });

  test("without permissions is answered with what follows, and how to mend it", () => {
    const answer = explain(applicationToken([]), now);
    expect(answer.tokens[0]?.follows.join(" ")).toContain("answers 403");
    expect(answer.explanations.map(({ id }) => id)).toEqual(["token-without-permissions"]);
  });

  test("for Azure has its rights elsewhere, so that no permission is missing", () => {
    const answer = explain(applicationToken([], { aud: `${azureResource}/` }), now);
    expect(answer.tokens[0]).toMatchObject({ api: "Azure Resource Manager" });
    expect(answer.explanations).toEqual([]);
    expect(answer.answered).toBe(true);
  });

  test("with a tier-0 permission says what its holder can do", () => {
    const found = one(applicationToken(["RoleManagement.ReadWrite.Directory"]));
    expect(found?.follows.join(" ")).toMatch(/RoleManagement\.ReadWrite\.Directory is tier 0.*Global Administrator/);
  });

  test("that has expired, or is not valid yet", () => {
    const seconds = now.getTime() / 1000;
    expect(one(applicationToken(["User.Read.All"], { exp: seconds - 7200 * 2 }))?.follows[0]).toContain(
      "expired 4 hours ago",
    );
    const early = one(applicationToken(["User.Read.All"], { nbf: seconds + 7200, exp: seconds + 9000 }));
    expect(early?.follows[0]).toContain("not valid yet");
  });

  test("and the operation that it is meant for: whether it suffices", () => {
    const suffices = explain(`POST /users\n${applicationToken(["User.ReadWrite.All"])}`, now);
    expect(suffices.tokens[0]?.follows).toContain("Its permissions allow POST /users.");
    const lacks = explain(`POST /users\n${applicationToken(["User.Read.All"])}`, now);
    expect(lacks.tokens[0]?.follows).toContain(
      "Its permissions do not allow POST /users: it lacks User.ReadWrite.All.",
    );
  });

  test("of another issuer: only what it is", () => {
    const answer = explain(
      token({ iss: "https://example.auth0.com/", sub: "u", aud: "api", exp: 1_500_000_000, scp: "a b" }),
      now,
    );
    expect(answer.tokens[0]).toMatchObject({
      kind: "other issuer",
      issuer: "https://example.auth0.com/",
      follows: [],
      scopes: [],
    });
    expect(answer).toMatchObject({ answered: false, explanations: [] });
  });

  test("that an application signs itself is a client assertion", () => {
    const client = "b0c1ab23-1234-4cde-8f01-2345abcdef01";
    const assertion = token({
      iss: client,
      sub: client,
      aud: "https://login.microsoftonline.com/t/oauth2/v2.0/token",
      exp: 1_900_000_000,
    });
    expect(one(assertion)).toMatchObject({ kind: "assertion", clientId: client });
  });

  test("that is encrypted or cut off is said to be", () => {
    const [header = "", claims = ""] = applicationToken([]).split(".");
    expect(one(`${header}.k.iv.ciphertext.tag`)?.kind).toBe("encrypted");
    expect(one(`${header}.${claims.slice(0, 40)}`)?.kind).toBe("incomplete");
  });

  test("in a header, in JSON, and wrapped into lines is found all the same", () => {
    const whole = applicationToken(["User.Read.All"]);
    const wrapped = whole.replace(/(.{76})/g, "$1\n");
    for (const input of [
      `Authorization: Bearer ${whole}`,
      JSON.stringify({ access_token: whole, expires_in: 3599 }),
      wrapped,
      `| ${wrapped.replaceAll("\n", "\n| ")}`,
    ]) {
      expect(one(input)?.roles).toEqual(["User.Read.All"]);
    }
  });

  test("in front of an error in the next line does not swallow it", () => {
    const { explanations } = explain(`${applicationToken([])}\nAuthorization_RequestDenied\n`, now);
    expect(explanations.map(({ id }) => id)).toEqual(["graph-insufficient-privileges"]);
  });

  test("cannot steer the terminal by its claims", () => {
    const found = one(applicationToken([], { app_displayname: "a\u001b[2Jb\u202ec", roles: ["x\u0007"] }));
    expect(JSON.stringify(found)).not.toMatch(/\\u001b|\\u0007|\u202e/);
  });

  test("with claims of the wrong kind is read as far as it goes", () => {
    const odd = one(
      token({
        tid: 7,
        aud: ["a"],
        exp: "soon",
        roles: "User.Read.All",
        wids: [1],
        iss: "https://sts.windows.net/x/",
        appid: null,
        scp: 3,
      }),
    );
    expect(odd).toMatchObject({ kind: "id", roles: [], scopes: [], expiresAt: null });
  });
});
