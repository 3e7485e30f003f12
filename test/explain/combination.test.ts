import { directoryRoles } from "../../catalogue/directoryRoles";
import { type Explanation, explain } from "../../explain";
import { applicationToken, azureResource, delegatedToken, now, token } from "./tokens";

const refused =
  '{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges to complete the operation."}}';
const createUser = `POST https://graph.microsoft.com/v1.0/users\nHTTP/1.1 403 Forbidden\n${refused}`;
const roleId = (name: string) => directoryRoles.find((role) => role.name === name)?.templateId ?? "";

/** Ids of the causes of the only explanation, by likelihood. */
function causes({ explanations }: Explanation): Record<string, string[]> {
  expect(explanations).toHaveLength(1);
  const byLikelihood = new Map<string, string[]>();
  for (const { id, likelihood } of explanations[0]?.causes ?? []) {
    byLikelihood.set(likelihood, [...(byLikelihood.get(likelihood) ?? []), id]);
  }
  return Object.fromEntries(byLikelihood);
}

const explained = (...parts: string[]) => explain(parts.join("\n\n"), now);

describe("Insufficient privileges, together with the token", () => {
  test("an application's token without any permission: certain, and nothing about users", () => {
    const answer = explained(createUser, applicationToken([]));
    const found = causes(answer);
    expect(found.certain).toEqual(["missing-application-permission"]);
    expect(found.likely).toEqual(["grant-type-mismatch"]);
    expect(found["ruled out"]).toEqual(["user-lacks-role", "missing-delegated-permission"]);
    expect(answer.explanations[0]?.causes[0]?.cause).toContain("User.ReadWrite.All");
  });

  test("an application's token with too little: what it has, and what it lacks", () => {
    const [cause] = explained(createUser, applicationToken(["User.Read.All"])).explanations[0]?.causes ?? [];
    expect(cause).toMatchObject({ id: "missing-application-permission", likelihood: "certain" });
    expect(cause?.because).toContain("User.Read.All");
    expect(cause?.fix.configuration).toContain("Create User");
  });

  test("an application's token with the permission: that is not it", () => {
    const found = causes(explained(createUser, applicationToken(["User.ReadWrite.All"])));
    expect(found["ruled out"]).toContain("missing-application-permission");
    expect(found.certain).toBeUndefined();
  });

  test("on a user who is an administrator it is the protection of administrators", () => {
    const disable = createUser
      .replace("POST", "PATCH")
      .replace("/users", "/users/0d2f7d3c-6f6b-4d7e-9c2b-3b8f1c9d5e11");
    const found = causes(explained(disable, applicationToken(["User.ReadWrite.All"])));
    expect(found.likely).toContain("protected-user");
  });

  test("a user's token whose scopes suffice and whose user has no role: the intersection", () => {
    const answer = explained(createUser, delegatedToken("User.ReadWrite.All Directory.ReadWrite.All"));
    const [first] = answer.explanations[0]?.causes ?? [];
    expect(first).toMatchObject({ id: "user-lacks-role", likelihood: "likely" });
    expect(first?.because).toContain("svc-servicenow@contoso.com");
    expect(first?.cause).toMatch(/intersection.*User Administrator/);
    expect(causes(answer)["ruled out"]).toEqual(["missing-application-permission", "missing-delegated-permission"]);
  });

  test("a user's token whose user has the role: that is not it", () => {
    const found = causes(explained(createUser, delegatedToken("User.ReadWrite.All", [roleId("User Administrator")])));
    expect(found.unlikely).toContain("user-lacks-role");
  });

  test("a user's token without the scope: certain", () => {
    const [first] =
      explained(createUser, delegatedToken("User.Read", [roleId("Global Administrator")])).explanations[0]?.causes ??
      [];
    expect(first).toMatchObject({ id: "missing-delegated-permission", likelihood: "certain" });
  });

  test("consenting without the permission to read applications: the companion is named", () => {
    const consent = createUser.replace(
      "/users",
      "/servicePrincipals/9028d19c-26a9-4809-8e3f-20ff73e2d75e/appRoleAssignedTo",
    );
    const [first] =
      explained(consent, applicationToken(["AppRoleAssignment.ReadWrite.All"])).explanations[0]?.causes ?? [];
    expect(first).toMatchObject({ id: "missing-application-permission", likelihood: "certain" });
    expect(first?.cause).toContain("Application.Read.All");
  });

  test("in Pulumi's output it is the identity that deploys, by its own token", () => {
    const output = `azuread:index:User (svc):\n  error: unexpected status 403 (403 Forbidden) with error: Authorization_RequestDenied: Insufficient privileges to complete the operation.`;
    expect(explained(output).explanations[0]?.causes[0]?.id).toBe("deployer-lacks-permission");
    expect(causes(explained(output, applicationToken(["Application.ReadWrite.OwnedBy"]))).certain).toEqual([
      "deployer-lacks-permission",
    ]);
    expect(causes(explained(output, applicationToken(["User.ReadWrite.All"])))["ruled out"]).toContain(
      "deployer-lacks-permission",
    );
  });
});

describe("Okta's licences, together with the token", () => {
  const task = `Okta: Could not push profile for Office 365 user <user>: errorCode=Authorization_RequestDenied errorMessage="Insufficient privileges to complete the operation." method=POST url=https://graph.microsoft.com/v1.0/users/<id>/microsoft.graph.assignLicense`;

  test("a token that may assign licences leaves the user's own licence", () => {
    const found = causes(explained(task, applicationToken(["User.ReadWrite.All"])));
    expect(found).toEqual({ likely: ["foreign-licence"], "ruled out": ["missing-permission"] });
  });

  test("a token that may not makes it certain", () => {
    expect(causes(explained(task, applicationToken(["Organization.Read.All"]))).certain).toEqual([
      "missing-permission",
    ]);
  });
});

describe("Missing application roles, together with the token", () => {
  const missing =
    '{"error":{"code":"Forbidden","message":"Missing application roles. API required roles: SecurityIncident.Read.All,SecurityIncident.ReadWrite.All, application roles: ."}}';

  test("a delegated token makes it certain", () => {
    expect(causes(explained(missing, delegatedToken("SecurityIncident.Read.All"))).certain).toEqual(["delegated-only"]);
  });

  test("a token for another API makes it certain", () => {
    const other = applicationToken(["Alert.Read.All"], { aud: "https://api.securitycenter.microsoft.com" });
    expect(causes(explained(missing, other)).certain).toEqual(["other-surface"]);
  });

  test("a newer token that has the role leaves the token that was refused", () => {
    const found = causes(explained(missing, applicationToken(["SecurityIncident.Read.All"])));
    expect(found.likely).toEqual(["consent-too-fresh"]);
    expect(found["ruled out"]).toEqual(["delegated-only", "not-consented"]);
  });
});

describe("A refused token, together with the token", () => {
  const invalid =
    'GET https://graph.microsoft.com/v1.0/users\n401 Unauthorized\n{"error":{"code":"InvalidAuthenticationToken","message":"Access token validation failure."}}';

  test("for another API: certain, with the right scope", () => {
    const answer = explained(invalid, applicationToken([], { aud: azureResource }));
    expect(answer.explanations.map(({ id }) => id)).toEqual(["token-wrong-audience"]);
    expect(answer.explanations[0]?.causes[0]).toMatchObject({ id: "wrong-scope", likelihood: "certain" });
    expect(answer.explanations[0]?.causes[0]?.fix.portal[0]).toContain("https://graph.microsoft.com/.default");
  });

  test("an ID token: certain", () => {
    const idToken = token({
      iss: "https://login.microsoftonline.com/11111111-aaaa-4bbb-8ccc-000000000001/v2.0",
      aud: "b0c1ab23-1234-4cde-8f01-2345abcdef01",
      nonce: "n",
      exp: 1_900_000_000,
    });
    const answer = explained(`${invalid.replace("failure.", "failure. Invalid audience.")}`, idToken);
    expect(answer.explanations[0]?.causes[0]).toMatchObject({ id: "own-token", likelihood: "certain" });
    expect(answer.tokens[0]?.kind).toBe("id");
  });

  test("expired", () => {
    const answer = explained(invalid, applicationToken(["User.Read.All"], { exp: now.getTime() / 1000 - 3600 }));
    expect(answer.explanations.map(({ id }) => id)).toEqual(["token-expired"]);
    expect(answer.explanations[0]?.evidence[0]).toContain("60 minutes ago");
  });

  test("still valid and for the right API: it is neither of the two", () => {
    expect(causes(explained(invalid, applicationToken(["User.Read.All"])))["ruled out"]).toEqual(["expired"]);
  });
});

test("A federated token is compared with the message", () => {
  const presented = token({
    iss: "https://token.actions.githubusercontent.com",
    sub: "repo:contoso/infra:ref:refs/heads/main",
    aud: "https://github.com/contoso",
  });
  const answer = explained(
    "AADSTS70021: No matching federated identity record found for presented assertion.",
    presented,
  );
  const audience = answer.explanations[0]?.causes.find(({ id }) => id === "audience");
  expect(audience).toMatchObject({
    likelihood: "likely",
    because: "the token's audience is https://github.com/contoso",
  });
  expect(answer.explanations[0]?.causes[0]?.fix.configuration).toContain("repo:contoso/infra:ref:refs/heads/main");
});

test("An old token beside another error is not taken for its cause", () => {
  const answer = explained(
    "AADSTS7000222: The provided client secret keys are expired.",
    applicationToken([], { exp: 1_600_000_000 }),
  );
  expect(answer.explanations.map(({ id }) => id)).toEqual(["aadsts7000222-client-secret-expired"]);
});
