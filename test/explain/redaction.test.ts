import * as fc from "fast-check";
import { explain, render } from "../../explain";
import { gatherFacts } from "../../explain/facts/facts";
import { applicationToken, now, signature } from "./tokens";

/** All that a user may see of an answer, and the text that the answer is made of: nothing else reaches the knowledge base. */
function shown(input: string): string {
  const explanation = explain(input, now);
  return `${render(explanation)}\n${JSON.stringify(explanation)}\n${gatherFacts(input, now).text}`;
}

const error =
  "AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value.";

/** A secret of Microsoft Entra ID by its form, which is nobody's. */
const clientSecret = "abc8Q~0123456789abcdefghijklmnopqrstuvwx";

describe("No secret is repeated", () => {
  const wrappers: Record<string, (secret: string) => string> = {
    "a form": (secret) =>
      `POST https://login.microsoftonline.com/t/oauth2/v2.0/token\ngrant_type=client_credentials&client_secret=${encodeURIComponent(secret)}&scope=x`,
    JSON: (secret) => JSON.stringify({ client_secret: secret, error_description: error }),
    "JSON inside JSON": (secret) =>
      JSON.stringify({ body: JSON.stringify({ clientSecret: secret, secretText: secret }) }),
    "an environment variable": (secret) => `ARM_CLIENT_SECRET=${secret}`,
    "a command": (secret) => `az login --service-principal -u app -p ${secret} --tenant t`,
    "an argument": (secret) => `tool --client-secret ${secret} --verbose`,
    XML: (secret) => `<secret_value>${secret}</secret_value>`,
    YAML: (secret) => `azuread:\n  clientSecret: "${secret}"\n  password: ${secret}`,
    "an address": (secret) => `https://user:${secret}@login.microsoftonline.com/t`,
    PowerShell: (secret) => `ConvertTo-SecureString -String "${secret}" -AsPlainText -Force`,
    "a header": (secret) => `Authorization: Bearer ${secret}`,
    "a refresh token": (secret) => `{"refresh_token":"${secret}"}`,
  };
  const secretCharacters = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9~._-]{18,40}$/);

  it.each(Object.keys(wrappers))("in %s", (name) => {
    fc.assert(
      fc.property(secretCharacters, (secret) => {
        const input = `${error}\n${wrappers[name]?.(secret)}\n${error}`;
        const answer = shown(input);
        expect(answer).not.toContain(secret);
        expect(answer).toContain("AADSTS7000215");
      }),
      { numRuns: 60 },
    );
  });

  test("a client secret of Microsoft Entra ID is known by its form, wherever it stands", () => {
    expect(shown(`POST /users ${clientSecret} https://graph.microsoft.com/v1.0/users/${clientSecret}`)).not.toContain(
      clientSecret,
    );
  });

  test("a token is never printed, neither its signature nor its parts", () => {
    const token = applicationToken(["User.Read.All"]);
    const [header = "", claims = ""] = token.split(".");
    const answer = shown(
      `${error} token ${token} again: GET https://graph.microsoft.com/v1.0/users?access_token=${token}`,
    );
    for (const part of [signature.slice(0, 40), claims.slice(0, 60), header]) expect(answer).not.toContain(part);
  });

  test("refresh tokens, authorization codes, cookies and private keys are not printed", () => {
    const refresh = `0.AXXX${"r".repeat(60)}`;
    const code = `0.AVVV${"c".repeat(60)}`;
    const key = `-----BEGIN PRIVATE KEY-----\n${"MIIE".repeat(20)}\n-----END PRIVATE KEY-----`;
    const answer = shown(
      [
        error,
        refresh,
        `https://x.service-now.com/oauth_redirect.do?code=${code}`,
        `Set-Cookie: fpc=${"k".repeat(40)}; path=/`,
        key,
      ].join("\n"),
    );
    for (const secret of [refresh, code, "k".repeat(40), "MIIEMIIE"]) expect(answer).not.toContain(secret);
  });

  test("a secret with quotes and separators in it is removed whole", () => {
    for (const secret of ['pa"ss,word-xyzzy', "pass word; xyzzy", "x'y}z-xyzzy", 'a\\"b-xyzzy']) {
      expect(shown(`${error} ${JSON.stringify({ password: secret, code: "x" })}`)).not.toContain("xyzzy");
    }
  });

  test("queries of addresses are left out", () => {
    const { recognised } = explain("GET https://graph.microsoft.com/v1.0/users?$filter=mail eq 'anna@contoso.com'");
    expect(recognised.requests).toEqual(["GET https://graph.microsoft.com/v1.0/users"]);
  });
});

describe("What is no secret stays readable", () => {
  test.each([
    ["the message on a wrong secret", error, "aadsts7000215-invalid-client-secret"],
    [
      "the message on a missing one",
      "AADSTS7000218: The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
      "aadsts7000218-credential-missing",
    ],
    [
      "claims that name access tokens",
      '{"error_description":"AADSTS50079: x","claims":"{\\"access_token\\":{\\"capolids\\":{}}}"}',
      "aadsts50076-multi-factor",
    ],
    [
      "an error after an empty secret",
      `{"client_secret":"","error_description":"AADSTS90002: Tenant 'x' not found."}`,
      "aadsts90002-tenant-not-found",
    ],
  ])("%s", (_, input, id) => {
    expect(explain(input).explanations.map((entry) => entry.id)).toEqual([id]);
  });
});

test("Any text is explained without a failure, and in one version of the form", () => {
  const pieces = fc.constantFrom(
    "eyJ",
    "eyJhbGciOiJub25lIn0.e30.",
    "AADSTS",
    "AADSTS7000215",
    '"code":"',
    "https://",
    "GET ",
    "/users",
    "\\u0027",
    "\\n",
    "&#39;",
    "%3a+",
    "client_secret=",
    '"',
    "'",
    "{",
    "}",
    "(",
    "<",
    "\u001b[31m",
    "\u0000",
    "🙂",
    "\n",
    "Insufficient privileges to complete the operation",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 30 }), (parts) => {
      const explanation = explain(parts.join(""), now);
      expect(explanation.version).toBe(1);
      expect(typeof render(explanation)).toBe("string");
    }),
    { numRuns: 300 },
  );
});

test("Long runs of what texts are made of are read in one pass", () => {
  for (const run of [
    "\\",
    '"',
    "eyJ",
    "AADSTS",
    "client_secret=",
    "https://",
    "az login ",
    "1",
    " ",
    "POST ",
    "org.keycloak ",
    "A.B.",
  ]) {
    expect(explain(run.repeat(200_000), now).version).toBe(1);
  }
});
