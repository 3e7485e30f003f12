import { entry } from "../entry";
import type { Facts } from "../facts/facts";
import { integrationFor } from "../kind";
import { looksOfConditionalAccess } from "../looks/conditionalAccess";
import { signInLogs } from "../steps";
import { who } from "../who";

/** Codes by which a policy asks for a device. */
const deviceCodes: readonly number[] = [53000, 53001, 50005, 50097, 530003];
const ofServicePrincipal = (facts: Facts) =>
  facts.caller?.kind === "application" ||
  /service ?principal (?:sign-?in|name|id)|ServicePrincipalSignInLogs|"servicePrincipal(?:Id|Name)"\s*:\s*"[^"]/i.test(
    facts.line,
  );

export const aadsts53003 = entry({
  id: "aadsts53003-conditional-access",
  title: "A Conditional Access policy blocked the sign-in",
  signature: {
    signInCodes: [53003, 53000, 53001, 53002, 530032, 530034, 530035, 53011, 50131, 50005, 50097, 530003, 530084],
    texts: [/Access has been blocked by Conditional Access policies/i],
  },
  happened:
    "The credential was right; a Conditional Access policy of the tenant refused to issue a token under the conditions of this sign-in.",
  causes: [
    {
      id: "location",
      cause:
        "The policy allows sign-in only from named locations or with compliant devices, and the product (ServiceNow's or Okta's data centre, a CI runner, a container) is neither.",
      likelihood: "likely",
      weigh: ({ facts }) =>
        facts.signInCodes.some((code) => deviceCodes.includes(code))
          ? { likelihood: "unlikely", because: "the code speaks of the device" }
          : facts.signInCodes.includes(530035)
            ? { likelihood: "ruled out", because: "AADSTS530035 speaks of security defaults" }
            : ofServicePrincipal(facts)
              ? { likelihood: "unlikely", because: "it is a sign-in of a service principal" }
              : undefined,
      distinguish:
        "The sign-in log's tab Conditional Access names the policy; its condition Locations or Device did it. The same account works from the office.",
      fix: {
        configuration: (seen) =>
          integrationFor(seen, {}, "As an application instead of a user: policies for users do not apply to it."),
        portal: [
          `${signInLogs} > the failed sign-in > Conditional Access: which policy, which condition.`,
          "Protection > Conditional Access > that policy: exclude the service account (and restrict it by a policy of its own, to the product's addresses), or add the addresses as a named location.",
        ],
        who: who.managesConditionalAccess,
      },
    },
    {
      id: "workload-identity",
      cause:
        "A policy for workload identities covers this application's service principal and blocks it outside its allowed locations, or by its risk.",
      likelihood: "possible",
      weigh: ({ facts }) =>
        ofServicePrincipal(facts)
          ? { likelihood: "likely", because: "it is a sign-in of a service principal" }
          : facts.signInCodes.some((code) => [...deviceCodes, 530035].includes(code))
            ? { likelihood: "ruled out", because: "the code is one of users' sign-ins" }
            : undefined,
      distinguish:
        "It is a sign-in by client credentials: it shows up under Service principal sign-ins, not under user sign-ins.",
      fix: {
        portal: [
          `${signInLogs} > Service principal sign-ins > the failed one > Conditional Access.`,
          "Protection > Conditional Access > that policy > Workload identities: exclude the service principal, or add the product's addresses to its named locations.",
        ],
        who: who.managesConditionalAccess,
      },
    },
    {
      id: "token-protection",
      cause:
        "A policy of token protection wants tokens that are bound to the device, and the program that signs in cannot ask for such.",
      likelihood: "possible",
      applies: ({ facts }) => facts.signInCodes.includes(530084),
      weigh: () => ({ likelihood: "certain", because: "AADSTS530084 says so" }),
      distinguish: "The sign-in log's tab Conditional Access shows the session control Require token protection.",
      fix: {
        configuration: (seen) => integrationFor(seen, {}, "As an application: no device is asked for."),
        portal: [
          "Sign in as an application (client credentials, federated token); a person signs in on Windows with a client that supports it (Azure CLI with the Web Account Manager).",
          "Protection > Conditional Access > that policy > Session: leave the user or the application out.",
        ],
        who: who.managesConditionalAccess,
      },
    },
    {
      id: "device",
      cause:
        "The policy wants a device that is managed, compliant or of a certain platform, and the machine that signs in is none: a server, a container, a Linux machine, a program that cannot name its device.",
      likelihood: "possible",
      applies: ({ facts }) => facts.signInCodes.some((code) => deviceCodes.includes(code)),
      weigh: () => ({ likelihood: "certain", because: "the code speaks of the device" }),
      distinguish:
        "The sign-in log's tab Conditional Access shows the control Require device to be marked as compliant, or the condition Device platforms.",
      fix: {
        configuration: (seen) => integrationFor(seen, {}, "As an application: no device is asked for."),
        portal: [
          "Sign in as an application (client credentials, federated token) in place of a user; a person signs in from a managed machine with its browser.",
          "Protection > Conditional Access > that policy: exclude the service account, and restrict it to the product's addresses by a policy of its own.",
        ],
        who: who.managesConditionalAccess,
      },
    },
    {
      id: "security-defaults",
      cause: "Security defaults of the tenant block sign-ins with name and password alone (legacy authentication).",
      likelihood: "possible",
      applies: ({ facts }) => facts.signInCodes.includes(530035) || /security defaults/i.test(facts.line),
      weigh: () => ({ likelihood: "certain", because: "the message speaks of security defaults" }),
      distinguish: "AADSTS530035.",
      fix: {
        configuration: (seen) => integrationFor(seen, {}, "Client credentials are not touched by security defaults."),
        portal: [
          "Let the product sign in as an application, or with a browser; do not switch security defaults off for one account.",
        ],
        who: who.managesConditionalAccess,
      },
    },
    {
      id: "authentication-flow",
      cause:
        "The policy blocks a kind of sign-in: device code, or username and password without a browser (legacy authentication).",
      likelihood: "possible",
      weigh: ({ facts }) =>
        /device ?code|az login|grant_type.{0,5}password|Microsoft Authentication Library|UserCredentials|0x80048823/i.test(
          facts.line,
        )
          ? { likelihood: "likely", because: "the input shows such a sign-in" }
          : undefined,
      distinguish: "The same account signs in with a browser from the same machine.",
      fix: {
        configuration: (seen) => integrationFor(seen, {}, "Client credentials need neither."),
        portal: [
          "Sign in with a browser, or as an application (client credentials, managed identity, federated token).",
          "Protection > Conditional Access > the policy > Conditions > Authentication flows / Client apps: exclude the account where it must be so.",
        ],
        who: who.managesConditionalAccess,
      },
    },
  ],
  looks: looksOfConditionalAccess,
  sources: [
    { title: "Microsoft Entra error codes: AADSTS53003", url: "https://login.microsoftonline.com/error?code=53003" },
    {
      title: "Microsoft: Troubleshooting sign-in problems with Conditional Access",
      url: "https://learn.microsoft.com/entra/identity/conditional-access/troubleshoot-conditional-access",
    },
    {
      title: "Microsoft: Conditional Access for workload identities",
      url: "https://learn.microsoft.com/entra/identity/conditional-access/workload-identity",
    },
  ],
});
