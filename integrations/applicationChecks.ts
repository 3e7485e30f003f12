import { findTierZero } from "../catalogue/tiers";
import { type Check, type CheckContext, failed, passed } from "./check";

/** Checks of every integration that signs in as an application of its own. */

export const tokenIsIssued: Check = {
  id: "token-issued",
  title: "A token is issued with the integration's own credential",
  async run(context) {
    const claims = await context.token();
    if (claims.appid !== undefined && claims.appid !== context.record.clientId) {
      return failed(
        `The token was issued to ${claims.appid}, the integration is ${context.record.clientId}.`,
        "Look at the credential that was given to `verify`: it belongs to another application.",
      );
    }
    return passed(`${context.record.tokenUrl} issued a token for ${context.record.scope}.`);
  },
};

/** Declared = consented = in the token; says what is missing in which place. */
export const declarationMatchesToken: Check = {
  id: "declared-consented-in-token",
  title: "Each permission is declared, consented and in the token",
  async run(context) {
    const wanted = context.record.permissions.map(({ value }) => value);
    const { declared, consented } = await readDirectory(context);
    // What is not consented will not come with time.
    const expected = wanted.filter((value) => consented?.has(value) ?? true);
    const claims = await context.tokenWhen(
      ({ roles = [] }) => expected.every((value) => roles.includes(value)),
      `the token to carry ${expected.join(", ")}`,
    );
    const inToken = new Set(claims.roles ?? []);

    const problems = wanted.flatMap((value) => {
      const missing = [
        ...(declared && !declared.has(value) ? ["not declared as an application permission"] : []),
        ...(consented && !consented.has(value) ? ["not consented"] : []),
        ...(inToken.has(value) ? [] : ["not in the token"]),
      ];
      return missing.length > 0 ? [`${value}: ${missing.join(", ")}`] : [];
    });
    const known = new Set(wanted);
    const unknown = [...inToken].filter((value) => !known.has(value));
    for (const value of unknown) problems.push(`${value}: in the token, but not declared by this stack`);

    if (problems.length > 0) {
      return failed(
        problems.join("; "),
        unknown.length > 0 && problems.length === unknown.length
          ? "Remove what the integration does not need: portal > Enterprise applications > the application > Permissions."
          : "Run `pulumi up --refresh`: it declares and consents what is missing. A consent may take some minutes to reach tokens.",
      );
    }
    const seen = declared && consented ? "declared, consented and in the token" : "in the token";
    const unread = declared && consented ? "" : " (the directory was not read: no identity that may)";
    return passed(wanted.length > 0 ? `${wanted.join(", ")}: ${seen}${unread}.` : "It needs none, and has none.");
  },
};

export const noTierZeroInToken: Check = {
  id: "no-tier-0",
  title: "The token carries no tier-0 permission",
  async run(context) {
    const { roles = [] } = await context.token();
    const found = roles.filter((role) => findTierZero(role) !== undefined);
    if (found.length === 0) return passed("None.");
    return failed(
      `${found.join(", ")}: whoever holds the credential can take over the tenant.`,
      "Remove the consent: portal > Enterprise applications > the application > Permissions, or declare narrower permissions.",
    );
  },
};

interface DirectoryView {
  /** Names declared on the application as application permissions; undefined where it could not be read. */
  readonly declared?: ReadonlySet<string>;
  /** Names consented to the service principal; undefined where it could not be read. */
  readonly consented?: ReadonlySet<string>;
}

async function readDirectory({ record, readTenant }: CheckContext): Promise<DirectoryView> {
  const application = (await readTenant(
    `/applications/${record.applicationObjectId}?$select=requiredResourceAccess`,
  )) as { requiredResourceAccess?: { resourceAccess: { id: string; type: string }[] }[] } | undefined;
  const assignments = (await readTenant(`/servicePrincipals/${record.servicePrincipalObjectId}/appRoleAssignments`)) as
    | { value?: { appRoleId: string }[] }
    | undefined;

  const named = (ids: readonly string[]) =>
    new Set(record.permissions.filter(({ id }) => ids.includes(id)).map(({ value }) => value));
  const roles = application?.requiredResourceAccess?.flatMap(({ resourceAccess }) =>
    resourceAccess.filter(({ type }) => type === "Role").map(({ id }) => id),
  );
  return {
    declared: application && named(roles ?? []),
    consented: assignments?.value && named(assignments.value.map(({ appRoleId }) => appRoleId)),
  };
}
