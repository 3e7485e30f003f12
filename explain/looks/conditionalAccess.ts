/** Sign-ins that Conditional Access blocked: which policies that are on can have done it. */
import { type Ask, confirmed, type Finding, type Looks, open, ruledOut } from "../look";
import { readsOfAccess, withAccess } from "./tenant/access";
import { findUser, readsOfUser } from "./tenant/directoryRoles";

const userOf = ({ tenant, subject }: Ask) =>
  subject.user ? findUser(tenant, subject.user) : Promise.resolve(undefined);

interface Policy {
  readonly displayName: string;
  readonly state: string;
  readonly conditions?: {
    readonly users?: Including<"Users"> | null;
    readonly applications?: { readonly includeApplications?: readonly string[] } | null;
    readonly clientApplications?: {
      readonly includeServicePrincipals?: readonly string[];
      readonly excludeServicePrincipals?: readonly string[];
    } | null;
    readonly locations?: {
      readonly includeLocations?: readonly string[];
      readonly excludeLocations?: readonly string[];
    } | null;
    readonly devices?: unknown;
    readonly clientAppTypes?: readonly string[];
    readonly authenticationFlows?: { readonly transferMethods?: string | null } | null;
  };
  readonly grantControls?: { readonly builtInControls?: readonly string[] } | null;
}

type Including<Name extends string> = { readonly [Key in `include${Name}` | `exclude${Name}`]?: readonly string[] };

/** Policies that are on; those in report-only mode block nothing. */
async function policies({ tenant }: Ask): Promise<readonly Policy[]> {
  const all = await tenant.graph.list<Policy>("/identity/conditionalAccess/policies");
  return (all ?? []).filter(({ state }) => state === "enabled");
}

const readsOfPolicies = ["GET /identity/conditionalAccess/policies"];

const named = (found: readonly Policy[]) => found.map(({ displayName }) => `"${displayName}"`).join(", ");

/** Whether a policy's users can include the one who signs in. Groups and roles are not resolved: they can. */
function reaches({ conditions }: Policy, userId: string | undefined): boolean {
  const { includeUsers = [], excludeUsers = [] } = conditions?.users ?? {};
  if (!conditions?.users) return false;
  if (userId && excludeUsers.includes(userId)) return false;
  const open = Object.entries(conditions.users).some(
    ([name, values]) => /^include(?:Groups|Roles)/.test(name) && Array.isArray(values) && values.length > 0,
  );
  return open || includeUsers.includes("All") || !userId || includeUsers.includes(userId);
}

const blocks = ({ grantControls }: Policy, ...controls: readonly string[]) =>
  (grantControls?.builtInControls ?? []).some((control) => controls.includes(control));

export const looksOfConditionalAccess: Looks = {
  location: {
    asks: "Which policies that are on restrict locations or devices of users?",
    reads: [...readsOfPolicies, ...readsOfUser],
    look: async (ask) => {
      const [all, user] = await Promise.all([policies(ask), userOf(ask)]);
      const found = all.filter(
        (one) =>
          reaches(one, user?.id) &&
          ((one.conditions?.locations && blocks(one, "block")) || blocks(one, "compliantDevice", "domainJoinedDevice")),
      );
      if (found.length === 0) return ruledOut("No policy that is on restricts locations or devices of this sign-in.");
      return open(`${named(found)} can do it; the sign-in log names the one.`, "likely");
    },
  },
  "workload-identity": {
    asks: "Which policies that are on name the application's service principal?",
    reads: [...readsOfPolicies, ...readsOfAccess],
    look: async (ask) => {
      const workload = (await policies(ask)).filter(
        ({ conditions }) => (conditions?.clientApplications?.includeServicePrincipals ?? []).length > 0,
      );
      if (workload.length === 0) return ruledOut("No policy that is on is about workload identities.");
      return withAccess(ask, ({ app, title }) => {
        const found = workload.filter(({ conditions }) => {
          const { includeServicePrincipals = [], excludeServicePrincipals = [] } = conditions?.clientApplications ?? {};
          if (!app.principal || excludeServicePrincipals.includes(app.principal.id)) return false;
          const own =
            app.registration !== undefined && includeServicePrincipals.includes("ServicePrincipalsInMyTenant");
          return own || includeServicePrincipals.includes(app.principal.id);
        });
        return found.length > 0
          ? confirmed(`${named(found)} covers ${title}.`)
          : ruledOut(`${named(workload)} does not cover ${title}.`);
      });
    },
  },
  "authentication-flow": {
    asks: "Which policies that are on block device code or clients without a browser?",
    reads: [...readsOfPolicies, ...readsOfUser],
    look: async (ask): Promise<Finding> => {
      const [all, user] = await Promise.all([policies(ask), userOf(ask)]);
      const found = all.filter((one) => {
        const { authenticationFlows, clientAppTypes = [] } = one.conditions ?? {};
        const flows = authenticationFlows?.transferMethods ?? "none";
        return (
          reaches(one, user?.id) &&
          blocks(one, "block") &&
          (flows !== "none" || clientAppTypes.some((type) => type === "other" || type === "exchangeActiveSync"))
        );
      });
      return found.length > 0
        ? open(`${named(found)} blocks such sign-ins.`, "possible")
        : ruledOut("No policy that is on blocks a kind of sign-in.");
    },
  },
};
