import { entry } from "../entry";

export const aadsts500212 = entry({
  id: "aadsts500212-cross-tenant-policy",
  title: "A policy about access between tenants refused the sign-in",
  signature: {
    signInCodes: [500212, 500213, 500021, 500022, 50002],
    texts: [/Access to '[^']{1,120}' tenant is denied/i, /cross-tenant access policy (?:does not|doesn't) allow/i],
  },
  values: { tenant: /Access to '([^']{1,120})' tenant is denied/i },
  happened: ({ values }) =>
    `The account and the application are of different tenants, and one side does not allow it${values.tenant ? ` (tenant ${values.tenant})` : ""}.`,
  causes: [
    {
      id: "outbound",
      cause: "The home tenant of the user does not let its users sign in to other tenants (outbound access).",
      likelihood: "possible",
      weigh: ({ facts }) =>
        facts.signInCodes.includes(500212)
          ? { likelihood: "certain", because: "AADSTS500212 says so" }
          : facts.signInCodes.includes(500213)
            ? { likelihood: "ruled out", because: "AADSTS500213 is about the resource tenant" }
            : undefined,
      distinguish: "AADSTS500212.",
      fix: {
        portal: [
          "In the user's home tenant: External Identities > Cross-tenant access settings > the other organization > Outbound access: allow this user and this application.",
        ],
        who: "Security Administrator of the user's home tenant.",
      },
    },
    {
      id: "inbound",
      cause: "The tenant that has the application does not admit users of that home tenant (inbound access).",
      likelihood: "possible",
      weigh: ({ facts }) =>
        facts.signInCodes.includes(500213)
          ? { likelihood: "certain", because: "AADSTS500213 says so" }
          : facts.signInCodes.includes(500212)
            ? { likelihood: "ruled out", because: "AADSTS500212 is about the home tenant" }
            : undefined,
      distinguish: "AADSTS500213.",
      fix: {
        portal: [
          "External Identities > Cross-tenant access settings > the user's organization > Inbound access: allow the user and the application.",
        ],
        who: "Security Administrator.",
      },
    },
    {
      id: "tenant-restrictions",
      cause:
        "A proxy of the network adds the header Restrict-Access-To-Tenants, which lists the tenants that may be signed in to, and this one is not in it.",
      likelihood: "possible",
      weigh: ({ facts }) =>
        facts.signInCodes.some((code) => [500021, 500022, 50002].includes(code))
          ? { likelihood: "certain", because: "the code is that of tenant restrictions" }
          : facts.signInCodes.some((code) => [500212, 500213].includes(code))
            ? { likelihood: "ruled out", because: "the code is another one" }
            : undefined,
      distinguish: "AADSTS500021; from another network it works.",
      fix: {
        portal: [
          "Let the network's administrators add the tenant to the header; a MID Server or agent behind that proxy is affected as well.",
        ],
        who: "Whoever runs the proxy.",
      },
    },
  ],
  sources: [
    {
      title: "Microsoft: Authentication and authorization error codes, AADSTS500212, 500213, 500021",
      url: "https://learn.microsoft.com/entra/identity-platform/reference-error-codes",
    },
    {
      title: "Microsoft: Cross-tenant access settings",
      url: "https://learn.microsoft.com/entra/external-id/cross-tenant-access-overview",
    },
    {
      title: "Microsoft: Tenant restrictions",
      url: "https://learn.microsoft.com/entra/identity/enterprise-apps/tenant-restrictions",
    },
  ],
});
