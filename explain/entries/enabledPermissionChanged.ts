import { entry } from "../entry";
import { who } from "../who";

export const enabledPermissionChanged = entry({
  id: "enabled-permission-changed",
  title: "An app role or scope must be disabled before it is changed or deleted",
  signature: {
    codes: ["CannotDeleteOrUpdateEnabledEntitlement"],
    texts: [/Permission \(scope or role\) cannot be deleted or updated unless disabled first/i],
  },
  happened:
    "A request to change an application (PATCH /applications) left out or altered an app role or scope that is still enabled, and Microsoft Graph protects those from accidental deletion.",
  causes: [
    {
      id: "whole-list-replaced",
      cause:
        "The list of app roles or scopes was sent without all that exist, or with another ID for the same value: a list is replaced as a whole.",
      likelihood: "likely",
      distinguish: "A script or template creates a new GUID each time it runs, and worked the first time.",
      fix: {
        portal: [
          "Read the application first, and send existing roles and scopes unchanged, with their IDs.",
          "In Pulumi: give app roles and scopes fixed IDs (random.RandomUuid, which keeps its value).",
        ],
        who: who.managesApplication,
      },
    },
    {
      id: "meant",
      cause: "The role or scope is meant to go: then it takes two steps.",
      likelihood: "possible",
      distinguish: "It was removed on purpose.",
      fix: {
        portal: [
          "App registrations > the application > App roles (or Expose an API): State: Disabled; Apply.",
          "Then delete it, or deploy without it. Whoever was assigned to it loses it.",
        ],
        who: who.managesApplication,
      },
    },
  ],
  sources: [
    {
      title: "Microsoft: Add app roles to your application, delete an app role",
      url: "https://learn.microsoft.com/entra/identity-platform/howto-add-app-roles-in-apps",
    },
    { title: "Microsoft Graph: Update application", url: "https://learn.microsoft.com/graph/api/application-update" },
  ],
});
