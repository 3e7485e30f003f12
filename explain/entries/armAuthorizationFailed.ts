import { findAzureRole } from "../../catalogue/azureRoles";
import { entry, type Seen } from "../entry";
import { bareRefusal } from "../facts/refusal";
import { looksOfAuthorizationFailed } from "../looks/azureRoles";
import { leastAzureRoles } from "../operations/azure";
import { either, who } from "../who";
import { integration } from "../yaml";

const registers = ({ values }: Seen) => /\/register\/action$/i.test(values.action ?? "");
const assigns = ({ values }: Seen) =>
  /Microsoft\.Authorization\/roleAssignments\/(?:write|delete)$/i.test(values.action ?? "");
const groupOf = ({ values }: Seen) => /\/resourceGroups\/([^/]{1,90})/i.exec(values.scope ?? "")?.[1];
const rolesFor = ({ values }: Seen) => (values.action ? leastAzureRoles(values.action) : []);

export const armAuthorizationFailed = entry({
  id: "azure-authorization-failed",
  title: "Azure: no role allows the action on that scope",
  signature: {
    codes: ["AuthorizationFailed"],
    texts: [
      /does not have (?:authorization|permission)(?: or an ABAC condition not fulfilled)? to perform action '[^']{0,200}'?/i,
    ],
    sees: (facts) => bareRefusal(facts, "azure", 403, "Forbidden"),
  },
  values: {
    client: /The client '?([^']{1,120}?)'? with object id/i,
    objectId: /with object id '([^']{1,80})'/i,
    action: /(?:authorization|permission|fulfilled) to perform action '([A-Za-z0-9./*]{3,200})'/i,
    scope: /(?:over|at|on) scope '([^']{1,400})'/i,
  },
  supersedes: ["provider-registration-failed"],
  happened: (seen) => {
    const { client, objectId, action, scope } = seen.values;
    return `${client || objectId ? `${client ?? "The client"}${objectId && objectId !== client ? ` (object ID ${objectId})` : ""}` : "The caller"} may not perform ${action ?? "the action"}${scope ? ` on ${scope}` : ""}: no role assignment of it covers that scope with a role that has the action. The sign-in itself was fine; permissions of Microsoft Graph have no effect in Azure.`;
  },
  causes: [
    {
      id: "register-needs-subscription",
      cause:
        "Registering a resource provider is an action on the subscription. A role on a resource group does not have it, whichever it is, nor has Automation Contributor anywhere.",
      likelihood: "certain",
      applies: registers,
      distinguish: "The action ends in /register/action and the scope is the subscription.",
      fix: {
        configuration: (seen) =>
          integration(
            "servicenow-azure-spoke",
            "azure-spoke",
            {
              resourceGroup: { existing: groupOf(seen) ?? "<resource group>" },
              ...(/^Microsoft\.Automation\//i.test(seen.values.action ?? "")
                ? {}
                : { resourceProviders: [(seen.values.action ?? "<namespace>").split("/")[0] ?? ""] }),
            },
            "The identity that deploys registers it; the integration keeps its role on the resource group.",
          ),
        portal: [
          "Let somebody with Contributor on the subscription register it once: Subscriptions > the subscription > Resource providers > the namespace > Register.",
          'Terraform: resource_provider_registrations = "none" (formerly skip_provider_registration), so that it does not try to register dozens.',
        ],
        who: "Contributor or Owner on the subscription.",
      },
    },
    {
      id: "no-role",
      cause: (seen) =>
        `The caller has no role there with that action${assigns(seen) ? ": Contributor does not have it, nor does a directory role such as Global Administrator" : ""}. ${rolesFor(seen).length > 0 ? `Of the built-in roles that are known here, ${either(rolesFor(seen))} would allow it, the first with the least besides.` : ""}`.trim(),
      likelihood: "likely",
      applies: (seen) => !registers(seen),
      distinguish: "The scope > Access control (IAM) > Check access lists no role for the object ID in the message.",
      fix: {
        configuration: (seen) => {
          if (assigns(seen)) return undefined;
          const [role] = rolesFor(seen);
          return integration(
            "servicenow-azure-spoke",
            "azure-spoke",
            {
              resourceGroup: { existing: groupOf(seen) ?? "<resource group>" },
              ...(role &&
              role !== "Contributor" &&
              findAzureRole(role) &&
              !["Owner", "User Access Administrator"].includes(role)
                ? { roles: [role] }
                : {}),
            },
            "The role on that resource group, and nothing above it.",
          );
        },
        portal: (seen) => [
          `Azure portal > ${groupOf(seen) ? `Resource groups > ${groupOf(seen)}` : "the scope in the message"} > Access control (IAM) > Add role assignment > ${rolesFor(seen)[0] ?? "Contributor"} > Members: the application's service principal.`,
          ...(assigns(seen)
            ? [
                "To assign roles takes Role Based Access Control Administrator: for the identity that deploys, never for an integration.",
              ]
            : []),
          "Wait some minutes, then get a new token.",
        ],
        who: who.assignsAzureRoles,
      },
    },
    {
      id: "condition",
      cause:
        "The caller's role comes with a condition that this request does not meet: such as which roles may be assigned, or to which kind of principal.",
      likelihood: "likely",
      applies: ({ facts }) => /ABAC condition/i.test(facts.line),
      distinguish: "Access control (IAM) > Role assignments > the caller's assignment shows View/Edit condition.",
      fix: {
        portal: [
          "Access control (IAM) > Role assignments > the caller's assignment > Condition: allow the role and the principal that are needed, or let somebody without the condition assign it.",
        ],
        who: who.assignsAzureRoles,
      },
    },
    {
      id: "just-granted",
      cause:
        "The role was assigned moments ago: assignments take up to ten minutes, and a token or session from before may not know them.",
      likelihood: "possible",
      applies: (seen) => !registers(seen),
      distinguish: "Check access lists a role that allows it.",
      fix: {
        portal: ["Wait ten minutes, sign in again (`az logout`, `az login`; ServiceNow: Refetch Token), and repeat."],
        who: who.deploys,
      },
    },
    {
      id: "denied",
      cause:
        "A deny assignment keeps the caller from it, whatever its roles: deployment stacks, managed applications and Azure Blueprints make them.",
      likelihood: "unlikely",
      applies: (seen) => !registers(seen),
      distinguish: "The scope > Access control (IAM) > Deny assignments lists one that names the caller, or everyone.",
      fix: {
        portal: [
          "Change it where it was made: the deny settings of the deployment stack, or the managed application. It cannot be removed by itself.",
        ],
        who: "Whoever manages the deployment stack or managed application.",
      },
    },
    {
      id: "other-object",
      cause:
        "The role was assigned to another object: the object ID in the message is the service principal's, and the app registration has another; or the assignment is on another resource group or subscription.",
      likelihood: "possible",
      applies: (seen) => !registers(seen),
      distinguish:
        "Enterprise applications > the application > Object ID must equal the one in the message, and the scope in the message must lie at or below the assignment's.",
      fix: {
        portal: ["Assign the role to the service principal (Enterprise application) with exactly that object ID."],
        who: who.assignsAzureRoles,
      },
    },
    {
      id: "no-such-scope",
      cause:
        'The scope does not exist, or the caller may not see it: Azure answers the same for both ("or the scope is invalid").',
      likelihood: "possible",
      weigh: ({ values }) =>
        values.scope === "" || values.scope?.includes("//")
          ? { likelihood: "likely", because: "a part of the scope in the message is empty" }
          : undefined,
      distinguish: "The subscription or resource group of the message is mistyped, or was deleted.",
      fix: { portal: ["Compare the scope with what exists; the subscription ID first."], who: who.configuresProduct },
    },
  ],
  looks: looksOfAuthorizationFailed,
  sources: [
    {
      title: "Microsoft: Troubleshoot Azure RBAC",
      url: "https://learn.microsoft.com/azure/role-based-access-control/troubleshooting",
    },
    {
      title: "Microsoft: Azure built-in roles",
      url: "https://learn.microsoft.com/azure/role-based-access-control/built-in-roles",
    },
    {
      title: "ServiceNow KB2714685: Steps to setup client credentials with the Resource Management spoke",
      url: "https://support.servicenow.com/kb?id=kb_article_view&sysparm_article=KB2714685",
    },
  ],
});
