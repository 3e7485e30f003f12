import { entry, type Seen } from "../entry";
import { looksOfLinkedAuthorizationFailed } from "../looks/azureRoles";
import { leastAzureRoles } from "../operations/azure";
import { either, who } from "../who";

/** Built-in roles for what resources are usually linked for; narrower than those of the catalogue. */
const usualRoles: readonly (readonly [action: RegExp, role: string])[] = [
  [/^Microsoft\.ManagedIdentity\/userAssignedIdentities\/assign\/action$/i, "Managed Identity Operator"],
  [/^Microsoft\.Network\/.*\/join\/action$/i, "Network Contributor"],
];

function rolesFor({ values }: Seen): readonly string[] {
  const { missing } = values;
  if (missing === undefined) return [];
  const usual = usualRoles.find(([action]) => action.test(missing));
  return usual ? [usual[1]] : leastAzureRoles(missing);
}

const notFound = /linked subscription '[^']{1,120}' was not found/i;

export const armLinkedAuthorizationFailed = entry({
  id: "azure-linked-authorization-failed",
  title: "Azure: the action is allowed, the one on a resource that it refers to is not",
  signature: {
    codes: ["LinkedAuthorizationFailed", "LinkedAccessCheckFailed"],
    texts: [
      /however, it does not have permission to perform action/i,
      /is not authorized to access linked subscription/i,
    ],
  },
  values: {
    action: /permission to perform action '([A-Za-z0-9./*]{3,200})' on scope/i,
    missing: /does not have (?:permission|authorization) to perform action\(?s?\)? '([A-Za-z0-9./*]{3,200})'/i,
    linked: /(?:linked scope\(s\)|over scope) '([^',]{1,400})/i,
    subscription: /access linked subscription '([^']{1,80})'/i,
  },
  supersedes: ["azure-authorization-failed", "provider-registration-failed"],
  happened: ({ values }) =>
    `The caller may perform ${values.action ?? "the action itself"}, and the request refers to a second resource${values.linked ? ` (${values.linked})` : ""}, on which it lacks ${values.missing ?? "the right to use it"}.`,
  causes: [
    {
      id: "no-role-on-linked",
      cause: (seen) =>
        `The caller has no role on the linked resource with ${seen.values.missing ?? "the action in the message"}: it often lies in another resource group (a network, a user-assigned identity, a key).${rolesFor(seen).length > 0 ? ` ${either(rolesFor(seen))} would allow it.` : ""}`,
      likelihood: "likely",
      applies: ({ values }) => values.subscription === undefined,
      weigh: ({ facts }) =>
        notFound.test(facts.line)
          ? { likelihood: "unlikely", because: "the message says that the linked subscription was not found" }
          : undefined,
      distinguish: "The linked scope of the message exists, and Check access there shows no fitting role.",
      fix: {
        portal: (seen) => [
          `Azure portal > the linked resource${seen.values.linked ? ` ${seen.values.linked}` : ""} > Access control (IAM) > Add role assignment > ${rolesFor(seen)[0] ?? "a role with the action of the message"} > Members: the caller.`,
          "On that resource or its resource group, not on the subscription.",
        ],
        who: who.assignsAzureRoles,
      },
    },
    {
      id: "linked-missing",
      cause:
        'The linked resource does not exist, was deleted, or its ID is mistyped ("or the linked scope(s) are invalid").',
      likelihood: "possible",
      applies: ({ values }) => values.subscription === undefined,
      weigh: ({ facts }) =>
        notFound.test(facts.line)
          ? { likelihood: "certain", because: "the message says that the linked subscription was not found" }
          : undefined,
      distinguish: "It cannot be opened in the portal by an owner of that subscription either.",
      fix: {
        portal: ["Correct the reference, or remove it from the resource that still names it."],
        who: who.configuresProduct,
      },
    },
    {
      id: "other-tenant",
      cause: ({ values }) =>
        `The linked resource is in the subscription ${values.subscription}, which belongs to another tenant than the token.`,
      likelihood: "likely",
      applies: ({ values }) => values.subscription !== undefined,
      distinguish: "The two subscriptions belong to different directories.",
      fix: {
        portal: [
          "Keep both in one tenant, or call with a token of each (header x-ms-authorization-auxiliary) as a multi-tenant application with a role in both.",
        ],
        who: who.assignsAzureRoles,
      },
    },
    {
      id: "new-subscription",
      cause: "The subscription was registered for the service moments ago, and its first use is not set up everywhere.",
      likelihood: "possible",
      applies: ({ values }) => values.subscription !== undefined,
      distinguish: "Both subscriptions are the same, and it works ten minutes later.",
      fix: { portal: ["Wait ten minutes, and repeat."], who: who.deploys },
    },
  ],
  looks: looksOfLinkedAuthorizationFailed,
  sources: [
    {
      title: "Microsoft: Troubleshoot Azure RBAC",
      url: "https://learn.microsoft.com/azure/role-based-access-control/troubleshooting",
    },
    {
      title: "Microsoft: Authenticate requests across tenants",
      url: "https://learn.microsoft.com/azure/azure-resource-manager/management/authenticate-multi-tenant",
    },
  ],
});
