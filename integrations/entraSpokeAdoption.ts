import { apis } from "../catalogue/apis";
import { counterpart, findPermission } from "../catalogue/permissions";
import { signInPermissions } from "../catalogue/signInPermissions";
import { findTierZero } from "../catalogue/tiers";
import {
  type AccountEvidence,
  type Adoption,
  type Evidence,
  nameSign,
  namesOn,
  recognition,
  serviceNowRedirects,
  serviceNowSign,
} from "./evidence";

const { appId: graph } = apis.microsoftGraph;

/** What the spoke is given by hand, as either type: users, groups and the directory that they are in. */
const given =
  /^(User|Group|GroupMember|Directory|UserAuthenticationMethod|LicenseAssignment|Organization|Device|AppRoleAssignment)\.[\w.-]+$/;
const writes = /Write|AccessAsUser|Manage|EnableDisable/;

/**
 * How an application is recognised that manages users and groups for ServiceNow. One that acts for a single account stays with it, where the
 * options do not say otherwise: only the spoke's owner knows whether each action works without one.
 */
export function entraSpokeAdoption(defaults: readonly string[]): Adoption<{ readonly mode: string }> {
  return {
    recognise(evidence, asked) {
      if (!evidence.application) return undefined;
      const names = namesOn(evidence, graph).filter((name) => given.test(name) && !signInPermissions.has(name));
      const strong = names.filter((name) => writes.test(name));
      const accounts = asked.mode === "application" ? [] : accountsOf(evidence);
      const [only, ...others] = accounts;
      const named = accounts.find(({ userPrincipalName }) => userPrincipalName === asked.userPrincipalName);
      const account = named ?? (others.length === 0 ? only : undefined);
      const chosen =
        account || asked.mode === "serviceAccount"
          ? accountOptions(evidence, account, defaults)
          : applicationOptions(names, defaults);
      return recognition(
        chosen.options,
        [
          [2, strong.length > 0 && `it has ${strong.join(", ")} on ${apis.microsoftGraph.displayName}`],
          [
            1,
            strong.length === 0 &&
              names.length > 0 &&
              `it has ${names.join(", ")} on ${apis.microsoftGraph.displayName}`,
          ],
          [1, serviceNowSign(evidence)],
          [1, nameSign(evidence, /entra|azure ad|\baad\b|active directory/i)],
        ],
        [...chosen.remarks, ...(account ? [] : severalAccounts(accounts))],
      );
    },
    replaces: ({ api, value, type }, { mode }) =>
      mode === "application" && type === "delegated" && api === graph && given.test(value ?? ""),
  };
}

/** Whom it acts for in the directory: accounts that a grant of more than a sign-in names. */
function accountsOf({ grants }: Evidence): AccountEvidence[] {
  const named = grants.filter(
    ({ api, scopes }) => api === graph && scopes.some((scope) => !signInPermissions.has(scope)),
  );
  return [...new Map(named.flatMap(({ account }) => (account ? [[account.objectId, account]] : []))).values()];
}

function severalAccounts(accounts: readonly AccountEvidence[]): string[] {
  if (accounts.length < 2) return [];
  const names = accounts.map(({ userPrincipalName }) => userPrincipalName).join(", ");
  return [
    `It acts for ${accounts.length} accounts: ${names}. A spoke has one: \`--option mode=serviceAccount --option userPrincipalName=…\` chooses it; without, it is planned with application permissions.`,
  ];
}

function accountOptions(evidence: Evidence, account: AccountEvidence | undefined, defaults: readonly string[]) {
  const [redirect] = serviceNowRedirects(evidence);
  const granted = evidence.grants
    .filter((grant) => grant.api === graph && account && grant.account?.objectId === account.objectId)
    .flatMap(({ scopes }) => scopes);
  const wanted = [...new Set([...granted, ...namesOn(evidence, graph, "delegated")])].filter(
    (name) => given.test(name) && !signInPermissions.has(name) && findPermission("microsoftGraph", name)?.delegated,
  );
  return {
    options: {
      mode: "serviceAccount",
      ...permissionsOption(wanted, defaults),
      ...(account ? { userPrincipalName: account.userPrincipalName } : {}),
      ...(redirect ? { instance: new URL(redirect).origin } : {}),
    },
    remarks: [],
  };
}

/** The application permission for each that it has; what would make it an administrator of the tenant is left out. */
function applicationOptions(names: readonly string[], defaults: readonly string[]) {
  const counterparts = names.flatMap((name) => {
    const known = findPermission("microsoftGraph", name);
    const found = known?.application ? known : counterpart("microsoftGraph", name, "delegated");
    return found?.application ? [found.value] : [];
  });
  const wanted = [...new Set(counterparts)].filter((name) => !findTierZero(name));
  const dropped = names.filter((name) => findTierZero(name) || !counterparts.includes(name));
  const remarks = [
    "The permissions are those that it had. `--option 'actions=[Create User, …]'` derives the least privileged ones from the spoke's actions that are used.",
    ...(dropped.length > 0
      ? [
          `Not asked for as they are: ${dropped.join(", ")}. See that no action of the spoke needs more than what is left.`,
        ]
      : []),
  ];
  return { options: { mode: "application", ...permissionsOption(wanted, defaults) }, remarks };
}

function permissionsOption(wanted: readonly string[], defaults: readonly string[]) {
  const usual = wanted.length === defaults.length && wanted.every((name) => defaults.includes(name));
  return usual || wanted.length === 0 ? {} : { permissions: [...wanted].sort() };
}
