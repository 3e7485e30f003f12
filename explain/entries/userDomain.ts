import { entry } from "../entry";
import { who } from "../who";
import { integration } from "../yaml";

export const userDomain = entry({
  id: "user-domain-not-verified",
  title: "The domain of the new user's sign-in name is not the tenant's",
  signature: {
    codes: ["InvalidDomain"],
    texts: [/domain portion of the userPrincipalName property is invalid/i],
    when: ({ line, ofMicrosoft }) => ofMicrosoft || /userPrincipalName/i.test(line),
  },
  values: { name: /[Cc]reating user "([^"]{3,120})"/ },
  happened: ({ values }) =>
    `A user${values.name ? ` ${values.name}` : ""} was to be created or renamed with a userPrincipalName whose part after the @ is no verified domain of the tenant.`,
  causes: [
    {
      id: "not-verified",
      cause: "The domain is not added to this tenant, or not verified; or it is another tenant's.",
      likelihood: "likely",
      distinguish: "Settings > Domain names does not list it with status Verified.",
      fix: {
        configuration: integration(
          "servicenow-entra-spoke",
          "entra-spoke-delegated",
          {
            mode: "serviceAccount",
            userPrincipalName: "svc-servicenow@<tenant>.onmicrosoft.com",
            instance: "https://example.service-now.com",
          },
          "The service account in a domain that the tenant has.",
        ),
        portal: [
          "Microsoft Entra admin center > Settings > Domain names: use a verified one (<tenant>.onmicrosoft.com always is), or add the domain and verify it by its DNS record.",
        ],
        who: "Domain Name Administrator or Global Administrator (to add a domain).",
      },
    },
    {
      id: "malformed",
      cause:
        "The value is no sign-in name: without @, with an empty domain, or with a whole address in place of the name.",
      likelihood: "possible",
      distinguish: "The body of the request has a userPrincipalName other than name@domain.",
      fix: { portal: ["Correct the mapping that makes userPrincipalName."], who: who.configuresProduct },
    },
    {
      id: "federated",
      cause:
        "The domain is federated (with AD FS or Okta): users of it are made by the identity provider or by synchronisation.",
      likelihood: "possible",
      distinguish: "Domain names shows it as Federated.",
      fix: {
        portal: ["Use a managed domain for cloud-only accounts, such as <tenant>.onmicrosoft.com."],
        who: who.managesUsers,
      },
    },
  ],
  sources: [
    {
      title: "Microsoft Graph: Create user, userPrincipalName",
      url: "https://learn.microsoft.com/graph/api/user-post-users",
    },
    {
      title: "Microsoft: Manage custom domain names",
      url: "https://learn.microsoft.com/entra/identity/users/domains-manage",
    },
  ],
});
