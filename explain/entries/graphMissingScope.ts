import { findPermission } from "../../catalogue/permissions";
import { entry, type Seen } from "../entry";
import { looksOfMissingScope } from "../looks/missingScope";
import { apiPermissions, grantApplicationPermissions, newToken, serviceNowClientCredentials } from "../steps";
import { accessTokens } from "../tokens/judge";
import { who } from "../who";
import { integration } from "../yaml";

const names = (list: string | undefined) =>
  (list ?? "").split(/[,\s]+/).filter((name) => /^[A-Za-z][\w.-]{2,80}$/.test(name));
const required = ({ values }: Seen) => names(values.required ?? values.must ?? values.missing);
const carried = ({ values }: Seen) => values.carried ?? values.roles;

/** The first of those asked for that exists as an application permission. */
const asApplication = (seen: Seen) =>
  required(seen)
    .flatMap((name) => [name, `${name}.All`])
    .find((name) => findPermission("microsoftGraph", name)?.application !== undefined);
/** Whether the service saw a user's token: it speaks of scopes on the request. */
const ofUser = ({ facts }: Seen) =>
  /scopes? on the request|missing scope permissions/i.test(facts.line) && !/roles on the request/i.test(facts.line);
const appOnly = /called in app only context|roles on the request|missing role permissions/i;

export const graphMissingScope = entry({
  id: "graph-missing-scope",
  title: "Microsoft Graph names the permissions that the token lacks",
  signature: {
    codes: ["PermissionScopeNotGranted"],
    texts: [
      /Authorization failed due to missing permission scope [\w.,]{3,400}/i,
      /Missing (?:scope|role) permissions on the request\.[^"]{0,200}/i,
      /Application must have one of the following scopes: [\w., ]{3,200}/i,
      /called in app only context but does not have application permissions configured/i,
      /No authorization information present on the request/i,
      /Required scopes? (?:are|is) missing in the token/i,
    ],
  },
  values: {
    required: /API requires one of '([^']{1,600})'/i,
    carried: /(?:Scopes|Roles) on the request '([^']{0,1500})'?/i,
    must: /must have one of the following scopes: ([\w., ]{3,800}?) (?:-|$)/i,
    missing: /missing permission scope ([\w.,]{3,400}\w)/i,
  },
  supersedes: ["graph-insufficient-privileges", "graph-intune-refusal"],
  happened: (seen) => {
    const wanted = required(seen);
    const has = carried(seen);
    return `The token was accepted, and carries none of the permissions that this call takes${wanted.length > 0 ? ` (one of ${wanted.join(", ")})` : ""}.${has === undefined ? "" : has.trim() === "" ? " It carried none at all." : ` It carried ${has.trim()}.`}`;
  },
  causes: [
    {
      id: "delegated-permission-missing",
      cause: (seen) =>
        `The token is a user's, and the application has no consent to the delegated permission${required(seen)[0] ? ` ${required(seen)[0]}` : ""}, or the sign-in did not ask for it.`,
      likelihood: "possible",
      weigh: (seen) => {
        const token = accessTokens(seen.facts)[0];
        if (token?.kind === "application") return { likelihood: "ruled out", because: "the token is an application's" };
        if (token?.kind === "delegated") return { likelihood: "certain", because: "the token is a user's" };
        if (ofUser(seen))
          return { likelihood: "likely", because: "the message speaks of scopes, which only a user's token has" };
        return appOnly.test(seen.facts.line)
          ? { likelihood: "ruled out", because: "the message says that the token is an application's" }
          : undefined;
      },
      distinguish: "The token has the claim scp, and the permission is not in it. Give the token to this command.",
      fix: {
        configuration: (seen) => {
          const [name] = required(seen).filter((one) => findPermission("microsoftGraph", one)?.delegated !== undefined);
          return integration(
            "servicenow-entra-spoke",
            "entra-spoke-delegated",
            {
              mode: "serviceAccount",
              userPrincipalName: "svc-servicenow@example.com",
              instance: "https://example.service-now.com",
              ...(name ? { permissions: [name] } : {}),
            },
            "Declares the delegated permission, and consents to it for the service account.",
          );
        },
        portal: (seen) => [
          `${apiPermissions} > Add a permission > Microsoft Graph > Delegated permissions: ${required(seen)[0] ?? "one of those in the message"}; then Grant admin consent.`,
          "Sign in again and ask for that scope: a token, and a refresh token's grant, keep the scopes of their sign-in.",
        ],
        who: who.consentsDelegated,
      },
    },
    {
      id: "application-permission-missing",
      cause: (seen) =>
        `The token is an application's, and the application permission${asApplication(seen) ? ` ${asApplication(seen)}` : ""} is not granted, or not consented.`,
      likelihood: "likely",
      weigh: (seen) => {
        const token = accessTokens(seen.facts)[0];
        if (token?.kind === "application") return { likelihood: "certain", because: "the token is an application's" };
        if (token?.kind === "delegated") return { likelihood: "ruled out", because: "the token is a user's" };
        if (appOnly.test(seen.facts.line))
          return { likelihood: "certain", because: "the message says that the token is an application's" };
        return ofUser(seen)
          ? { likelihood: "unlikely", because: "the message speaks of scopes, which only a user's token has" }
          : undefined;
      },
      distinguish: "The token has no claim scp, and its roles lack the permission.",
      fix: {
        configuration: (seen) =>
          integration(
            "servicenow-entra-spoke",
            "entra-spoke",
            { mode: "application", ...(asApplication(seen) ? { permissions: [asApplication(seen) as string] } : {}) },
            "Declares it as an application permission, and consents.",
          ),
        portal: (seen) => [
          ...grantApplicationPermissions([asApplication(seen) ?? required(seen)[0] ?? "one of those in the message"]),
          newToken,
        ],
        who: who.consentsGraph,
      },
    },
    {
      id: "grant-type-mismatch",
      cause:
        "Application permissions were granted and a user signs in, or delegated ones were granted and the product uses client credentials: what was granted is then not in the token.",
      likelihood: "possible",
      distinguish: "API permissions lists the permission with the green status, under the other Type.",
      fix: {
        configuration: integration(
          "servicenow-entra-spoke",
          "entra-spoke",
          { mode: "application" },
          "Application permissions and client credentials together.",
        ),
        portal: [
          "Client credentials go with Application permissions, a user's sign-in with Delegated ones.",
          ...serviceNowClientCredentials,
        ],
        who: `${who.consentsGraph} In the product: its administrator.`,
      },
    },
  ],
  looks: looksOfMissingScope,
  sources: [
    { title: "Microsoft Graph permissions reference", url: "https://learn.microsoft.com/graph/permissions-reference" },
    {
      title: "Microsoft: Resolve Microsoft Graph authorization errors",
      url: "https://learn.microsoft.com/graph/resolve-auth-errors",
    },
  ],
});
