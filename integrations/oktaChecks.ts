import { apis } from "../catalogue/apis";
import { permissionById } from "../catalogue/permissions";
import { findTierZero } from "../catalogue/tiers";
import { findPrincipal } from "../components/foreignPrincipal";
import { RestError } from "../components/restClient";
import { findConflicts } from "../licenses/conflicts";
import { atMost, describeUser } from "../licenses/describe";
import { resolveSkus } from "../licenses/managed";
import { readGroupNames, readLicenses } from "../licenses/read";
import { type Check, type CheckContext, type CheckResult, failed, passed, skipped, warned } from "./check";
import { groupsOf } from "./oktaLicenses";

/**
 * Checks of an application whose credential its vendor holds: nobody here can sign in as it, so they rest on what can be
 * read of the tenant, and say so.
 */

/** Said of everything that rests on a read. */
const read = "(read from the directory: Okta holds the credential)";

const principalIsEnabled: Check = {
  id: "service-principal-enabled",
  title: "Okta's service principal exists and is enabled",
  run: (context) =>
    reading(async () => {
      const { clientId } = context.record;
      const found = await findPrincipal(context.graph, clientId);
      if (!found) {
        return failed(`The tenant has no service principal of ${clientId}: Okta gets no token.`, restore);
      }
      if (!found.accountEnabled) {
        return failed(
          `"${found.displayName}" is disabled: Okta gets no token.`,
          "Enable it: portal > Enterprise applications > the application > Properties > Enabled for users to sign-in.",
        );
      }
      return passed(`"${found.displayName}" is enabled ${read}.`);
    }),
};

const permissionsAreConsented: Check = {
  id: "permissions-consented",
  title: "Each application permission is consented",
  run: (context) =>
    reading(async () => {
      const consented = await consentedIds(context);
      const missing = context.record.permissions.filter(({ id }) => !consented.has(id)).map(({ value }) => value);
      if (missing.length > 0) return failed(`Not consented: ${missing.join(", ")}.`, restore);
      const others = undeclared(context, consented);
      const more = others.length > 0 ? ` Consented beside them: ${others.join(", ")}.` : "";
      return passed(`${context.record.permissions.map(({ value }) => value).join(", ")} ${read}.${more}`);
    }),
};

const noTierZeroConsented: Check = {
  id: "no-tier-0",
  title: "No tier-0 permission is consented that the stack does not ask for",
  run: (context) =>
    reading(async () => {
      const found = undeclared(context, await consentedIds(context)).filter((value) => findTierZero(value));
      if (found.length === 0) return passed(`None ${read}.`);
      return failed(
        `${found.join(", ")}: whoever holds Okta's credential can take over the tenant.`,
        "Okta's own consent page grants it. Where Okta assigns no directory roles it can be revoked: portal > Enterprise applications > the application > Permissions. Else name it in `permissions`, so that policies and reviews see it.",
      );
    }),
};

const licensesCanBeReplaced: Check = {
  id: "licences-replaceable",
  title: "Okta can replace the licences of everyone who holds a managed one",
  run: (context) =>
    reading(async () => {
      const { managedLicenses, onConflict } = context.record.details as {
        readonly managedLicenses: readonly string[];
        readonly onConflict: "warn" | "fail";
      };
      if (managedLicenses.length === 0) return skipped("The configuration names no managedLicenses.");
      const tenant = await readLicenses(context.graph, context.record.tenantId);
      const { skuIds, problems } = resolveSkus(tenant, managedLicenses);
      if (problems.length > 0) return failed(problems.join(" "), "Correct managedLicenses and run `pulumi up`.");
      const managed = new Set(skuIds);
      const users = findConflicts(tenant, managed).filter((user) => user.managed.length > 0);
      const holders = tenant.users.filter(({ assignments }) => assignments.some(({ skuId }) => managed.has(skuId)));
      if (users.length === 0) return passed(`All ${holders.length} who hold ${managedLicenses.join(", ")} ${read}.`);

      const names = await readGroupNames(context.graph, groupsOf(users));
      const lines = users.map((user) => describeUser(user, (id) => names.get(id) ?? id));
      const detail = `${users.length} of ${holders.length} users: ${atMost(lines, 10).join("; ")}.`;
      const advice = "Run `npm run licenses -- list`: it names each of them, the cause and what to do.";
      const certain = users.some(({ conflicts }) => conflicts.some((conflict) => conflict.certain));
      return onConflict === "fail" && certain ? failed(detail, advice) : warned(detail, advice);
    }),
};

export const oktaChecks: readonly Check[] = [
  principalIsEnabled,
  permissionsAreConsented,
  noTierZeroConsented,
  licensesCanBeReplaced,
];

const restore = "Run `pulumi up --refresh`: it restores what is missing.";

async function consentedIds({ graph, record }: CheckContext): Promise<ReadonlySet<string>> {
  const assignments = await graph.list<{ appRoleId: string }>(
    `/servicePrincipals/${record.servicePrincipalObjectId}/appRoleAssignments`,
  );
  return new Set(assignments.map(({ appRoleId }) => appRoleId));
}

/** Names of Microsoft Graph's permissions that are consented and not of this stack. */
function undeclared({ record }: CheckContext, consented: ReadonlySet<string>): string[] {
  const own = new Set(record.permissions.map(({ id }) => id));
  return [...consented].flatMap((id) =>
    own.has(id) ? [] : (permissionById("microsoftGraph", id)?.permission.value ?? []),
  );
}

/** What cannot be read is not proven. */
async function reading(run: () => Promise<CheckResult>): Promise<CheckResult> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof RestError)) throw error;
    return failed(
      `The tenant could not be read, so this is not proven: ${[error.status || "", error.code].join(" ").trim()}: ${error.message}`,
      `Sign in as someone who may read the directory (ARM_* or AZURE_* variables, or \`az login\`): ${apis.microsoftGraph.displayName} with Directory.Read.All reads all of it.`,
    );
  }
}
