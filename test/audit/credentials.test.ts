import { access, id, inDays, secret, Tenant } from "./tenant";

/** The credentials of an application whose sign-ins the tenant keeps. */
function withSecrets(...secrets: ReturnType<typeof secret>[]) {
  const tenant = new Tenant();
  const { application } = tenant.application({ passwordCredentials: secrets });
  tenant.snapshot.credentialUses.push({ appId: id(), keyId: id(), lastSignInDateTime: inDays(-1) });
  const use = (keyId: string, days: number) =>
    tenant.snapshot.credentialUses.push({ appId: application.appId, keyId, lastSignInDateTime: inDays(days) });
  return { tenant, application, use };
}

describe("A credential", () => {
  test("that lives for 90 days and is in use is right", () => {
    const { tenant } = withSecrets(secret());
    expect(tenant.names()).toEqual([]);
  });

  test("that ends within the days asked for is found", () => {
    const { tenant } = withSecrets(secret({ startDateTime: inDays(-60), endDateTime: inDays(20.5) }));
    expect(tenant.finding("credential-ends-soon")).toMatchObject({
      severity: "medium",
      message: '"integration" can sign in for 20 more days: its last credential ends on 2026-07-06.',
    });
    expect(tenant.finding("credential-ends-soon", { expiringWithin: 10 })).toBeUndefined();
  });

  test("that ends within a week is worse", () => {
    const { tenant } = withSecrets(secret({ startDateTime: inDays(-60), endDateTime: inDays(3) }));
    expect(tenant.finding("credential-ends-soon")?.severity).toBe("high");
  });

  test("that ends soon while another is there to take over is a rotation", () => {
    const { tenant } = withSecrets(secret({ endDateTime: inDays(3) }), secret({ endDateTime: inDays(90) }));
    expect(tenant.names()).toEqual([]);
  });

  test("that has ended is found: worse where it was the only one of something that holds rights", () => {
    const ended = () => secret({ startDateTime: inDays(-100), endDateTime: inDays(-10) });
    const beside = withSecrets(ended(), secret()).tenant;
    expect(beside.names()).toEqual(["low credential-has-ended"]);
    const alone = new Tenant();
    const { principal } = alone.application({
      passwordCredentials: [ended()],
      requiredResourceAccess: access(["User.Read.All"]),
    });
    alone.consent(principal, "User.Read.All");
    expect(alone.names()).toEqual(["medium credential-has-ended"]);
  });

  test("that lives longer than the policy allows is found, worse from two years on", () => {
    const year = withSecrets(secret({ startDateTime: inDays(-10), endDateTime: inDays(355) })).tenant;
    expect(year.finding("secrets-expire")).toMatchObject({
      severity: "medium",
      message: 'A secret of "integration" is valid for 365 days; 180 are allowed.',
    });
    const century = withSecrets(secret({ startDateTime: inDays(-10), endDateTime: inDays(36_000) })).tenant;
    expect(century.finding("secrets-expire")?.severity).toBe("high");
  });

  test("that nobody has used for 90 days is found", () => {
    const old = secret({ startDateTime: inDays(-120), endDateTime: inDays(50) });
    const { tenant, use } = withSecrets(old);
    expect(tenant.finding("credential-unused")?.evidence).toEqual([expect.stringContaining("no use is recorded")]);
    use(old.keyId, -100);
    expect(tenant.finding("credential-unused")?.evidence).toEqual([expect.stringContaining("last used on 2026-03-07")]);
    use(old.keyId, -5);
    expect(tenant.finding("credential-unused")).toBeUndefined();
  });

  test("that is new need not have been used", () => {
    expect(withSecrets(secret()).tenant.finding("credential-unused")).toBeUndefined();
  });

  test("is not said to be unused where the tenant keeps no sign-ins", () => {
    const { tenant } = withSecrets(secret({ startDateTime: inDays(-120), endDateTime: inDays(50) }));
    tenant.snapshot.skipped.push({ what: "sign-ins of credentials", needs: "", therefore: "", answer: "" });
    expect(tenant.names()).toEqual([]);
  });

  test("is one of several: told of an integration", () => {
    const tenant = new Tenant();
    const { principal } = tenant.application({
      requiredResourceAccess: access(["User.Read.All"]),
      passwordCredentials: [secret(), secret(), secret()],
    });
    tenant.consent(principal, "User.Read.All");
    expect(tenant.names()).toEqual(["low one-credential-per-integration"]);
  });

  test("kept at the service principal counts as the application's", () => {
    const tenant = new Tenant();
    tenant.application(
      { passwordCredentials: [] },
      { passwordCredentials: [secret({ startDateTime: inDays(-10), endDateTime: inDays(720) })] },
    );
    expect(tenant.finding("secrets-expire")?.evidence).toEqual([expect.stringContaining("of the service principal")]);
  });

  test("of a SAML application signs tokens, and is no way in", () => {
    const tenant = new Tenant();
    const certificate = secret({ usage: "Sign", endDateTime: inDays(1000) });
    tenant.application(
      { passwordCredentials: [], displayName: "gallery application" },
      {
        preferredSingleSignOnMode: "saml",
        keyCredentials: [certificate, { ...certificate, usage: "Verify" }],
        passwordCredentials: [secret({ endDateTime: inDays(1000) })],
      },
    );
    expect(tenant.names()).toEqual([]);
  });

  test("never shows more than its id, its name and its dates", () => {
    const { tenant } = withSecrets({
      ...secret({ startDateTime: inDays(-10), endDateTime: inDays(900) }),
      hint: "aBc",
      secretText: "aBc~secret",
    } as never);
    expect(JSON.stringify(tenant.findings())).not.toContain("aBc");
  });
});

test("A federated credential whose subject is a pattern is found, an exact one is right", () => {
  const withSubject = (subject: string) => {
    const tenant = new Tenant();
    const issuer = "https://token.actions.githubusercontent.com";
    const audiences = ["api://AzureADTokenExchange"];
    tenant.application({
      passwordCredentials: [],
      federatedIdentityCredentials: [{ id: id(), name: "deploy", issuer, subject, audiences }],
    });
    return tenant.names();
  };
  expect(withSubject("repo:contoso/infrastructure:*")).toEqual(["high federated-subject-is-exact"]);
  expect(withSubject("repo:contoso/infrastructure:environment:production")).toEqual([]);
});

test("A service principal that is disabled and still holds rights is found", () => {
  const tenant = new Tenant();
  const { principal } = tenant.application(
    { requiredResourceAccess: access(["User.Read.All"]) },
    { accountEnabled: false },
  );
  expect(tenant.names()).toEqual([]);
  tenant.consent(principal, "User.Read.All");
  expect(tenant.names()).toEqual(["low disabled-principal-holds-rights"]);
});
