import { entry } from "../entry";
import { who } from "../who";

export const memberExists = entry({
  id: "group-member-exists",
  title: "The user is a member (or owner) of the group already",
  signature: { texts: [/added object references already exist for the following modified properties/i] },
  values: { property: /modified properties: '(\w{2,40})'/i },
  supersedes: ["graph-object-conflict"],
  happened: ({ values }) =>
    `Something was to be added to ${values.property ?? "members or owners"} and is there already. Nothing was changed, and nothing is missing.`,
  causes: [
    {
      id: "already-there",
      cause:
        "The membership exists: given by hand, by a dynamic rule, by another flow, or by an earlier attempt whose answer was lost.",
      likelihood: "certain",
      fix: {
        portal: [
          "Treat this answer as success (ServiceNow: Is User in Group before Add User to Group, or let the flow go on at this error).",
          "Pulumi and Terraform: import the membership, or manage the members in one place only.",
        ],
        who: who.configuresProduct,
      },
    },
  ],
  sources: [
    {
      title: "Microsoft Graph: Add members to a group",
      url: "https://learn.microsoft.com/graph/api/group-post-members",
    },
  ],
});
