import { entry } from "../entry";
import { federatedCredentials } from "../steps";
import { who } from "../who";

export const issuerUnreachable = entry({
  id: "federated-issuer-unreachable",
  title: "Entra could not fetch the keys of the issuer whose token was presented",
  signature: {
    signInCodes: [50166, 501661, 90061],
    texts: [/Request to External OIDC endpoint failed/i],
  },
  happened:
    "A token of another issuer (Kubernetes, GitHub, GitLab …) was presented in place of a secret. To check it, Entra fetches <issuer>/.well-known/openid-configuration and the keys named there from the internet, and that failed.",
  causes: [
    {
      id: "not-public",
      cause: "The issuer's address is not reachable from the internet, or its certificate is not trusted.",
      likelihood: "likely",
      distinguish:
        "`curl <issuer>/.well-known/openid-configuration` from outside the network does not answer 200 with JSON.",
      fix: {
        portal: [
          "Publish the discovery document and the keys (jwks_uri) at the issuer's address, by HTTPS with a public certificate; for a private cluster or GitLab place them in public storage.",
          `Then compare Issuer under ${federatedCredentials} with the claim iss of the token.`,
        ],
        who: `Whoever runs the issuer. ${who.managesApplication}`,
      },
    },
    {
      id: "just-created",
      cause: "The cluster or issuer was made or changed moments ago, and its address does not answer yet everywhere.",
      likelihood: "possible",
      distinguish: "It works some minutes later.",
      fix: { portal: ["Repeat after some minutes."], who: "Anyone." },
    },
    {
      id: "transient",
      cause: "The issuer answered too slowly, or with an error, this once.",
      likelihood: "possible",
      distinguish: "Most sign-ins with the same credential succeed.",
      fix: { portal: ["Repeat; if it recurs, look at the issuer's availability."], who: "Whoever runs the issuer." },
    },
  ],
  sources: [
    {
      title: "Azure AD Workload Identity: OpenID Connect issuer",
      url: "https://azure.github.io/azure-workload-identity/docs/installation/self-managed-clusters/oidc-issuer.html",
    },
    {
      title: "Azure AD Workload Identity: troubleshooting, AADSTS90061",
      url: "https://azure.github.io/azure-workload-identity/docs/troubleshooting.html",
    },
  ],
});
