import { createHash, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import { dirname, join } from "node:path";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { FakeClock, type Sandbox, startSandbox } from "../../../../sandbox";
import { addApplication, call, clientCertificate, keyCredential, tokenRequest } from "../support";

const clock = new FakeClock(new Date("2026-11-20T12:00:00Z"));
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ clock });
});
afterAll(() => sandbox.close());

const seconds = () => Math.floor(clock.now().getTime() / 1000);

function present(clientId: string, assertion: string, changes: Record<string, string> = {}, options = {}) {
  return tokenRequest(
    sandbox,
    {
      grant_type: "client_credentials",
      client_id: clientId,
      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      client_assertion: assertion,
      scope: `${sandbox.endpoints.graph}/.default`,
      ...changes,
    },
    options,
  );
}

describe("an assertion signed with a certificate", () => {
  const certificate = clientCertificate();
  const digest = (algorithm: string, der = certificate.der) =>
    createHash(algorithm).update(Buffer.from(der, "base64")).digest();
  const app = (changes = {}) =>
    addApplication(sandbox, { keyCredentials: [keyCredential(certificate.der)], ...changes }).application.appId;

  interface Parts {
    alg?: string;
    header?: Record<string, unknown>;
    claims?: Record<string, unknown>;
    key?: Parameters<SignJWT["sign"]>[0];
  }
  const sign = (appId: string, { alg = "RS256", header, claims, key = certificate.privateKey }: Parts = {}) =>
    new SignJWT({
      aud: `${sandbox.origin}/${sandbox.tenantId}/oauth2/v2.0/token`,
      iss: appId,
      sub: appId,
      jti: randomUUID(),
      nbf: seconds(),
      exp: seconds() + 600,
      ...claims,
    })
      .setProtectedHeader({ alg, typ: "JWT", ...(header ?? { x5t: digest("sha1").toString("base64url") }) })
      .sign(key);

  const sha1 = digest("sha1");
  const padded = `${sha1.toString("base64url")}=`;
  const headers: [string, string, Record<string, unknown>][] = [
    ["azuread", "RS256", { kid: padded }],
    ["@azure/identity", "PS256", { "x5t#S256": digest("sha256").toString("base64url") }],
    ["MSAL for Python", "RS256", { x5t: sha1.toString("base64url") }],
    ["a client that writes hexadecimal", "RS256", { kid: sha1.toString("hex").toUpperCase() }],
    ["a client that writes plain base64", "RS256", { x5t: sha1.toString("base64") }],
    ["a client whose kid is its own and whose x5t is not", "RS256", { kid: "my-key", x5t: sha1.toString("base64url") }],
  ];
  test.each(headers)("is accepted from %s", async (_name, alg, header) => {
    const appId = app();
    const answer = await present(appId, await sign(appId, { alg, header }));
    expect(answer.text).toContain("access_token");
  });

  test("is accepted with an elliptic curve key, and from the service principal's own certificates", async () => {
    const ec = clientCertificate("ec");
    const { application, servicePrincipal } = addApplication(sandbox);
    sandbox.state.servicePrincipals.update(servicePrincipal.id, { keyCredentials: [keyCredential(ec.der)] });
    const header = { x5t: digest("sha1", ec.der).toString("base64url") };
    const assertion = await sign(application.appId, { alg: "ES256", header, key: ec.privateKey });
    expect((await present(application.appId, assertion)).status).toBe(200);
  });

  test("is accepted for each form of the token endpoint", async () => {
    const appId = app();
    for (const aud of [
      `${sandbox.origin}/${sandbox.tenantId}/oauth2/token`,
      `${sandbox.origin}/${sandbox.tenantId}/v2.0`,
      `${sandbox.origin}/contoso.com/oauth2/v2.0/token`,
      `https://sts.windows.net/${sandbox.tenantId}/`,
      `https://127.0.0.1:${sandbox.port}/${sandbox.tenantId}/oauth2/v2.0/token`,
    ]) {
      expect([aud, (await present(appId, await sign(appId, { claims: { aud } }))).status]).toEqual([aud, 200]);
    }
  });

  test("marks the token as one of a certificate", async () => {
    const appId = app();
    const { body } = await present(appId, await sign(appId));
    expect(JSON.parse(Buffer.from(body.access_token.split(".")[1], "base64url").toString()).appidacr).toBe("2");
  });

  const expectRefusal = async (appId: string, assertion: string, number: number, text: RegExp, changes = {}) => {
    const answer = await present(appId, assertion, changes);
    expect(answer.body.error_description).toMatch(text);
    expect(answer.body.error_codes).toEqual([number]);
    return answer;
  };

  test("is refused where the application does not have the certificate", async () => {
    const { appId } = addApplication(sandbox).application;
    const answer = await expectRefusal(
      appId,
      await sign(appId),
      700027,
      /The key was not found\., Thumbprint of key used by client: '[0-9A-F]{40}'/,
    );
    expect([answer.status, answer.body.error]).toEqual([401, "invalid_client"]);
  });

  test("is refused where another key signed it", async () => {
    const appId = app();
    await expectRefusal(
      appId,
      await sign(appId, { key: clientCertificate().privateKey }),
      700027,
      /use of the key to verify the signature failed/,
    );
  });

  test("is refused once the certificate has expired", async () => {
    const appId = app({ keyCredentials: [keyCredential(certificate.der, "2026-11-01T00:00:00Z")] });
    await expectRefusal(appId, await sign(appId), 700027, /The key used is expired/);
  });

  test("is refused outside of its time, with five minutes of grace", async () => {
    const appId = app();
    const at = (nbf: number, exp: number) => sign(appId, { claims: { nbf: seconds() + nbf, exp: seconds() + exp } });
    await expectRefusal(
      appId,
      await at(-900, -400),
      700024,
      /Current time: 2026-11-20T12:00:00\.0000000Z, assertion valid from .+, expiry time of assertion/,
    );
    await expectRefusal(appId, await at(400, 900), 700024, /not within its valid time range/);
    expect((await present(appId, await at(-900, -200))).status).toBe(200);
    expect((await present(appId, await at(200, 900))).status).toBe(200);
  });

  test("is refused without an end", async () => {
    const appId = app();
    await expectRefusal(appId, await sign(appId, { claims: { exp: undefined } }), 700024, /valid time range/);
  });

  test("is refused for another client, another audience, or another kind", async () => {
    const appId = app();
    await expectRefusal(appId, await sign(app()), 700021, /doesn't match 'client_id'/);
    await expectRefusal(
      appId,
      await sign(appId, { claims: { aud: "https://elsewhere.example/token" } }),
      700023,
      /audience claim does not match/,
    );
    await expectRefusal(appId, await sign(appId), 50027, /not supported/, { client_assertion_type: "saml" });
    await expectRefusal(appId, "rubbish", 50027, /invalid or malformed/);
  });
});

describe("an assertion of another identity provider", () => {
  const subject = "repo:contoso/infrastructure:environment:production";
  const audience = "api://AzureADTokenExchange";
  const issuer = () => `${sandbox.origin}/_sandbox/oidc`;
  const mint = async (changes: Record<string, unknown> = {}) =>
    (await call(sandbox, "POST", "/_sandbox/oidc/token", { body: { subject, audience, ...changes } })).body.token;
  const app = (changes: Record<string, unknown> = {}) =>
    addApplication(sandbox, {
      displayName: "pipeline",
      federatedIdentityCredentials: [
        {
          id: randomUUID(),
          name: "github",
          issuer: issuer(),
          subject,
          audiences: [audience],
          description: null,
          ...changes,
        },
      ],
    }).application.appId;
  const number = async (appId: string, assertion: string) => {
    const answer = await present(appId, assertion);
    return answer.status === 200 ? 200 : answer.body.error_codes[0];
  };

  test("is accepted where issuer, subject and audience are those of a federated credential", async () => {
    expect(await number(app(), await mint())).toBe(200);
  });

  test("is accepted in the way in which GitHub Actions hands out its tokens", async () => {
    const query = new URLSearchParams({ subject, audience });
    const { value } = (await call(sandbox, "GET", `/_sandbox/oidc/token?${query}`)).body;
    expect(await number(app(), value)).toBe(200);
  });

  test("is refused where the application has no federated credential", async () => {
    const { appId } = addApplication(sandbox).application;
    const answer = await present(appId, await mint());
    expect(answer.body.error_codes).toEqual([70025]);
    expect(answer.body.error_description).toContain(
      "The client 'test application' has no configured federated identity credentials.",
    );
  });

  test("is refused for the part that differs, each by its own number and with the presented value", async () => {
    const answer = await present(app({ subject: "repo:contoso/other" }), await mint());
    expect([answer.status, answer.body.error, answer.body.error_codes]).toEqual([401, "invalid_client", [700213]]);
    expect(answer.body.error_description).toContain(`presented assertion subject '${subject}'`);
    expect(await number(app({ issuer: `${issuer()}/` }), await mint())).toBe(700211);
    expect(await number(app(), await mint({ audience: "api://other" }))).toBe(700212);
  });

  test("is matched to the letter: another case is told apart from another subject", async () => {
    const answer = await present(app({ subject: subject.toUpperCase() }), await mint());
    expect(answer.body.error_codes).toEqual([7002138]);
    expect(answer.body.error_description).toContain(
      "matches with case-insensitive comparison, but not with case-sensitive comparison",
    );
  });

  test("is refused when it has expired", async () => {
    const assertion = await mint({ expiresIn: 60 });
    clock.advance(600_000);
    expect(await number(app(), assertion)).toBe(700024);
  });

  test("is refused where the issuer did not sign it", async () => {
    const { privateKey } = await generateKeyPair("RS256");
    const forge = (kid: string) =>
      new SignJWT({ nbf: seconds(), exp: seconds() + 300 })
        .setProtectedHeader({ alg: "RS256", kid })
        .setIssuer(issuer())
        .setSubject(subject)
        .setAudience(audience)
        .sign(privateKey);
    const { keys } = (await call(sandbox, "GET", "/_sandbox/oidc/jwks")).body;
    expect(await number(app(), await forge(keys[0].kid))).toBe(700027);
    expect(await number(app(), await forge("unknown"))).toBe(700027);
  });

  describe("served elsewhere over HTTPS", () => {
    let server: Server;
    let elsewhere: string;
    let sign: (claims?: Record<string, unknown>) => Promise<string>;
    let keysAnswer: () => string;
    beforeAll(async () => {
      const { publicKey, privateKey } = await generateKeyPair("ES256");
      const jwk = { ...(await exportJWK(publicKey)), kid: "k1", alg: "ES256", use: "sig" };
      keysAnswer = () => JSON.stringify({ keys: [jwk] });
      const directory = dirname(sandbox.caFile);
      const tls = {
        key: readFileSync(join(directory, "server-key.pem")),
        cert: readFileSync(join(directory, "server.pem")),
      };
      server = createServer(tls, (request, response) => {
        if (request.url === "/.well-known/openid-configuration")
          response.end(JSON.stringify({ issuer: elsewhere, jwks_uri: `${elsewhere}/keys` }));
        else if (request.url === "/keys") response.end(keysAnswer());
        else response.writeHead(404).end();
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
      elsewhere = `https://localhost:${(server.address() as { port: number }).port}`;
      sign = () =>
        new SignJWT({ nbf: seconds(), exp: seconds() + 300 })
          .setProtectedHeader({ alg: "ES256", kid: "k1", typ: "JWT" })
          .setIssuer(elsewhere)
          .setSubject(subject)
          .setAudience(audience)
          .sign(privateKey);
    });
    afterAll(() => server.close());

    test("is checked with the keys that the issuer publishes", async () => {
      expect(await number(app({ issuer: elsewhere }), await sign())).toBe(200);
    });

    test("is refused where the issuer does not answer as one", async () => {
      const good = keysAnswer;
      keysAnswer = () => "<html>";
      const answer = await present(app({ issuer: elsewhere }), await sign());
      keysAnswer = good;
      expect(answer.body.error_codes).toEqual([50166]);
      expect(answer.body.error_description).toContain(`${elsewhere}/keys is not a JSON document`);
    });

    test("is refused where nobody answers", async () => {
      const assertion = await new SignJWT({ nbf: seconds(), exp: seconds() + 300 })
        .setProtectedHeader({ alg: "HS256" })
        .setIssuer("https://localhost:1")
        .setSubject(subject)
        .setAudience(audience)
        .sign(Buffer.from("irrelevant-irrelevant-irrelevant"));
      expect(await number(app({ issuer: "https://localhost:1" }), assertion)).toBe(50166);
    });
  });
});
