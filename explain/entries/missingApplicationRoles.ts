import { entry, type Seen } from "../entry";
import { speaksOfManagedIdentity } from "../facts/context";
import { bareRefusal } from "../facts/refusal";
import { looksOfMissingRoles } from "../looks/missingRoles";
import { explainDefenderRequest } from "../operations/defender";
import { apiPermissions, assignToManagedIdentity, grantApplicationPermissions, newToken } from "../steps";
import { accessTokens } from "../tokens/judge";
import { either, who } from "../who";
import { integration } from "../yaml";

/** Names between "API required roles:" and ", application roles:". */
const required = ({ values }: Seen) =>
  (values.required ?? values.needed ?? "")
    .split(",")
    .flatMap((name) => (/^[A-Za-z][\w.-]+$/.test(name.trim()) ? [name.trim()] : []));
/** What the token carried; undefined where the message does not say. */
const carried = ({ values }: Seen) => values.carried?.replace(/\.$/, "").trim();
const isGraph = (seen: Seen) =>
  required(seen).length === 0 || required(seen).some((name) => /^Security|^Threat/.test(name));
/** The request to a Defender API of its own, where no message names the roles. */
const called = (seen: Seen) =>
  required(seen).length > 0
    ? undefined
    : seen.facts.requests.find(({ service }) => service === "defender" || service === "threatProtection");
function asked(seen: Seen): readonly string[] {
  if (required(seen).length > 0) return required(seen);
  const request = called(seen);
  if (!request) return ["SecurityIncident.Read.All", "SecurityIncident.ReadWrite.All"];
  const choice = explainDefenderRequest(request)?.application;
  return choice?.least
    ? [choice.least, ...choice.alternatives]
    : ["the permission that the reference of the call names"];
}
/** Of a call whose message names no role: WindowsDefenderATP, unless the call is one of the other API. */
const surfaceOf = (seen: Seen) => {
  const request = called(seen);
  return request ? (explainDefenderRequest(request)?.api ?? "WindowsDefenderATP") : "Microsoft Graph";
};
const surface = (seen: Seen) =>
  called(seen)
    ? surfaceOf(seen)
    : isGraph(seen)
      ? "Microsoft Graph"
      : required(seen).some((name) => name.startsWith("Incident"))
        ? "Microsoft Threat Protection"
        : "WindowsDefenderATP";

const ofManagedIdentity = ({ facts }: Seen) => speaksOfManagedIdentity(facts.line);

/** Whether a token of the input has what the message misses: then another, older one was refused. */
const holdsNow = (seen: Seen) =>
  accessTokens(seen.facts).some(
    ({ kind, roles }) => kind === "application" && asked(seen).some((name) => roles.includes(name)),
  );
const nowHeld = { likelihood: "ruled out", because: "the token given here has the permission" } as const;

/** Reading is enough where the message lists the reading permission as one of several that would do. */
function snippet(seen: Seen): string | undefined {
  const request = called(seen);
  if (request) return explainDefenderRequest(request)?.configuration ?? undefined;
  const names = required(seen);
  const apiSurface = {
    "Microsoft Graph": undefined,
    WindowsDefenderATP: "windowsDefenderAtp",
    "Microsoft Threat Protection": "microsoftThreatProtection",
  }[surface(seen)];
  const ofIncidents = names.length === 0 || names.every((name) => name.startsWith("SecurityIncident."));
  return integration(
    "servicenow-defender",
    "sir-defender",
    {
      ...(apiSurface ? { apiSurface } : {}),
      ...(ofIncidents ? {} : { permissions: names.slice(0, 1) }),
    },
    "Declares them as application permissions, and consents.",
  );
}

export const missingApplicationRoles = entry({
  id: "missing-application-roles",
  title: "Missing required roles: the token carries none of the application permissions that the API asks for",
  signature: {
    texts: [
      /Missing application roles\. API required roles:[^"]{0,200}/i,
      /Error is: ?Missing required roles/i,
      /^["']?Missing (?:required|application) roles\.?["']?$/i,
      /integration failed to initiate[^"]{0,200}Missing required roles/i,
      /Missing required roles(?=.{0,400}(?:defender|integration))/i,
      /(?:defender|service-?now|security incident)[^"]{0,200}Missing required roles/i,
      /does not have any of the required application permissions \([^)]{0,300}\)/i,
      /Auth token does not contain valid permissions or user does not have valid roles/i,
    ],
    sees: (facts) =>
      bareRefusal(facts, "defender", 403, "Forbidden") ?? bareRefusal(facts, "threatProtection", 403, "Forbidden"),
  },
  values: {
    required: /API required roles: ?((?:[A-Za-z]\w{0,60}(?:\.\w{1,60}){1,5}(?:,\s?)?){1,20})/i,
    needed: /required application permissions \(([^)]{1,400})\)/i,
    carried: /application roles: ?([\w.,\s-]{0,800}?)(?:\.["'\s]|\.$|"|$)/i,
  },
  supersedes: ["token-without-permissions"],
  happened: (seen) => {
    const has = carried(seen);
    const names = required(seen);
    if (called(seen))
      return `${surface(seen)} accepted the token and refused the call, and does not say why. It takes ${either(asked(seen))} in the token; a user also needs the role for it in Defender.`;
    return [
      `A token was issued, and ${surface(seen)} found none of the application permissions in it that the call needs${names.length > 0 ? ` (one of ${names.join(", ")})` : ""}.`,
      has === undefined
        ? ""
        : has === ""
          ? "The token carried no application permission at all."
          : `It carried only ${has.split(",").join(", ")}.`,
    ]
      .filter((part) => part !== "")
      .join(" ");
  },
  causes: [
    {
      id: "delegated-only",
      cause:
        "The permissions are listed on the application as Delegated. A background service such as ServiceNow's Security Incident Response has no user, so they yield nothing.",
      likelihood: "likely",
      weigh: (seen) => {
        const has = carried(seen);
        const delegated = accessTokens(seen.facts).find(({ kind }) => kind === "delegated");
        if (holdsNow(seen)) return nowHeld;
        if (delegated) return { likelihood: "certain", because: "the token is a delegated one" };
        if (ofManagedIdentity(seen))
          return {
            likelihood: "unlikely",
            because: "a managed identity has no app registration that lists permissions",
          };
        if (called(seen)) return { likelihood: "possible", because: "the answer does not say what is missing" };
        return has !== undefined && has !== ""
          ? { likelihood: "possible", because: "the token does carry other application permissions" }
          : undefined;
      },
      distinguish: "API permissions shows Type Delegated for them.",
      fix: {
        configuration: snippet,
        portal: (seen) => [
          `${apiPermissions}: note the Type of each; remove the delegated entries.`,
          ...grantApplicationPermissions(asked(seen), surface(seen)),
          newToken,
          "ServiceNow: save the Defender configuration again, which validates it; the user who does so needs sn_si.admin and sn_si.ingestion_profile_admin.",
        ],
        who: who.consentsGraph,
      },
    },
    {
      id: "not-consented",
      cause:
        "They are not granted as application permissions: not listed at all, or listed and admin consent was not given since.",
      likelihood: "likely",
      weigh: (seen) => (holdsNow(seen) ? nowHeld : undefined),
      distinguish: 'API permissions shows Type Application without the green status "Granted for …".',
      fix: {
        configuration: snippet,
        portal: (seen) =>
          ofManagedIdentity(seen)
            ? assignToManagedIdentity(asked(seen)[0] ?? "the permission", surface(seen))
            : [
                `${apiPermissions} > Grant admin consent; where the button is grey, a Privileged Role Administrator must do it.`,
                newToken,
              ],
        who: who.consentsGraph,
      },
    },
    {
      id: "other-surface",
      cause:
        "The permissions were granted on another API than the one that is called: Microsoft Graph, WindowsDefenderATP and Microsoft Threat Protection have permissions of their own, partly of like names.",
      likelihood: "possible",
      weigh: (seen) => {
        const token = accessTokens(seen.facts).find(({ api }) => api !== null && api !== surface(seen));
        return token
          ? { likelihood: "certain", because: `the token is for ${token.api}, and ${surface(seen)} was called` }
          : undefined;
      },
      distinguish: "The group heading under API permissions is another API than the one whose address is called.",
      fix: {
        configuration: snippet,
        portal: (seen) => [...grantApplicationPermissions(asked(seen), surface(seen)), newToken],
        who: who.consentsGraph,
      },
    },
    {
      id: "user-lacks-role",
      cause: "The token is a user's, and that user lacks a security role in the directory.",
      likelihood: "unlikely",
      applies: ({ facts }) => /user does not have valid roles/i.test(facts.line),
      distinguish: "The token has the claim scp.",
      fix: {
        portal: ["Roles & admins > Security Reader (to write: Security Operator) > Add assignments > the account."],
        who: who.assignsDirectoryRoles,
      },
    },
    {
      id: "consent-too-fresh",
      cause: "The consent is newer than the token that was refused.",
      likelihood: "possible",
      weigh: (seen) =>
        holdsNow(seen) ? { likelihood: "likely", because: "the token given here has the permission" } : undefined,
      distinguish: "It works some minutes to an hour later without a change.",
      fix: { portal: [newToken], who: who.configuresProduct },
    },
  ],
  looks: looksOfMissingRoles,
  sources: [
    {
      title: 'ServiceNow KB2965877: Microsoft Defender integration fails with "Missing required roles"',
      url: "https://support.servicenow.com/kb?id=kb_article_view&sysparm_article=KB2965877",
    },
    { title: "ServiceNow KB2795226: Sentinel to Defender migration", url: null },
    {
      title: "Microsoft Graph: List incidents, permissions",
      url: "https://learn.microsoft.com/graph/api/security-list-incidents",
    },
    {
      title: "wazuh issue 31669: delegated or application permissions",
      url: "https://github.com/wazuh/wazuh/issues/31669",
    },
  ],
});
