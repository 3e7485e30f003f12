import { entry } from "../entry";
import { apiPermissions, newToken } from "../steps";
import { who } from "../who";
import { integration } from "../yaml";

export const graphIntuneRefusal = entry({
  id: "graph-intune-refusal",
  title: "Intune refused a call through Microsoft Graph",
  signature: {
    texts: [/\bfef\.[\w.]{3,40}\.manage\.microsoft\.com/i, /User is not authorized to perform this operation/i],
    when: ({ line, statuses, codes }) =>
      /deviceManagement|deviceAppManagement|manage\.microsoft\.com/i.test(line) &&
      (statuses.some((status) => status === 403 || status === 401) || codes.includes("Forbidden")),
  },
  supersedes: ["graph-insufficient-privileges", "token-invalid"],
  happened:
    "Microsoft Graph accepted the token and passed the call on to Intune, which refused it without naming what was missing.",
  causes: [
    {
      id: "permission",
      cause:
        "The token lacks Intune's permission for this part: they begin with DeviceManagement (…Configuration, …Apps, …ManagedDevices, …ServiceConfig, …RBAC), each for reading and for writing, as application or delegated permission.",
      likelihood: "likely",
      distinguish:
        "The roles (or, for a user, scp) of the token have no permission of that part. Give the token to this command.",
      fix: {
        configuration: integration(
          "servicenow-entra-spoke",
          "entra-spoke",
          { mode: "application", permissions: ["DeviceManagementManagedDevices.Read.All"] },
          "The permission of the part of Intune that is called.",
        ),
        portal: [
          `${apiPermissions} > Add a permission > Microsoft Graph: the DeviceManagement permission of the operation (its reference page names it); then Grant admin consent.`,
          newToken,
        ],
        who: who.consentsGraph,
      },
    },
    {
      id: "user-lacks-intune-role",
      cause: "The token is a user's, and that user has no role in Intune, or its scope tags leave out these objects.",
      likelihood: "possible",
      weigh: ({ facts }) =>
        /User is not authorized/i.test(facts.line)
          ? { likelihood: "likely", because: "the message says that the user is not authorized" }
          : undefined,
      distinguish: "The token has the claim scp; it works for an Intune Administrator.",
      fix: {
        portal: [
          "Microsoft Intune admin center > Tenant administration > Roles: assign a role with that right; or the directory role Intune Administrator.",
        ],
        who: "Intune Administrator or Global Administrator.",
      },
    },
    {
      id: "no-intune-licence",
      cause:
        "The tenant, or the user who signs in, has no licence of Intune, or the tenant's mobile device management authority is not set.",
      likelihood: "possible",
      distinguish: "Billing > Licenses lists no Intune; the Intune admin center does not open for that user.",
      fix: {
        portal: ["Microsoft 365 admin center > Billing: Intune; assign it to the user who signs in."],
        who: who.managesLicences,
      },
    },
  ],
  sources: [
    {
      title: "Microsoft: Use Microsoft Entra ID to access the Intune APIs in Microsoft Graph",
      url: "https://learn.microsoft.com/intune/intune-service/developer/intune-graph-apis",
    },
    { title: "Microsoft Graph permissions reference", url: "https://learn.microsoft.com/graph/permissions-reference" },
  ],
});
