import { entry } from "../entry";

export const azureLock = entry({
  id: "azure-scope-locked",
  title: "A lock in Azure forbids the change",
  signature: {
    codes: ["ScopeLocked"],
    texts: [/cannot perform (?:delete|write) operation because (?:the )?following scope\(s\) are locked/i],
  },
  values: {
    operation: /cannot perform (delete|write) operation/i,
    locked: /scope\(s\) are locked: '([^']{1,300})'/i,
  },
  happened: ({ values }) =>
    `The caller's role was enough, and ${values.locked ?? "the scope"} is locked against ${values.operation === "delete" ? "deletion" : "changes"}.`,
  causes: [
    {
      id: "locked",
      cause:
        "Somebody set a lock (CanNotDelete, or ReadOnly, which forbids every change) on the resource, its group or the subscription.",
      likelihood: "certain",
      fix: {
        portal: [
          "Azure portal > the locked scope > Settings > Locks: read why it is there, remove it, make the change, and set it again.",
        ],
        who: "Owner or User Access Administrator (Microsoft.Authorization/locks/*).",
      },
    },
  ],
  sources: [
    {
      title: "Microsoft: Lock your resources",
      url: "https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources",
    },
  ],
});
