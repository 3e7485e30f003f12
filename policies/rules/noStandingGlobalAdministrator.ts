import { assignedRole, assigningTypes } from "../facts/directoryRoles";
import { unknown } from "../model/value";
import { defineRule } from "../rule";

export const noStandingGlobalAdministrator = defineRule({
  name: "no-standing-global-administrator",
  demand: "Nothing and nobody is Global Administrator all the time.",
  severity: "critical",
  why: "A standing Global Administrator is one leaked password or secret away from the whole tenant, and an integration needs far less: User Administrator creates users.",
  remedy:
    "Assign the least role that does the work, limited to an administrative unit where possible. For people, make the role eligible (azuread.DirectoryRoleEligibilityScheduleRequest).",
  source: "https://learn.microsoft.com/entra/identity/role-based-access-control/best-practices",
  examples: {
    bad: `resources:
  role:
    type: azuread:DirectoryRole
    properties:
      displayName: Global Administrator
  assignment:
    type: azuread:DirectoryRoleAssignment
    properties:
      roleId: \${role.templateId}
      principalObjectId: <object-id>
`,
    good: `resources:
  role:
    type: azuread:DirectoryRole
    properties:
      displayName: User Administrator
  assignment:
    type: azuread:DirectoryRoleAssignment
    properties:
      roleId: \${role.templateId}
      principalObjectId: <object-id>
`,
  },
  settings: {
    roles: {
      type: "array",
      description: "Names of the directory roles that nobody may hold all the time.",
      items: { type: "string", description: "Name of a directory role." },
      default: ["Global Administrator", "Privileged Role Administrator", "Privileged Authentication Administrator"],
    },
  },
  resource: {
    types: assigningTypes,
    traces: true,
    check(assignment, { settings }, stack) {
      const role = assignedRole(assignment, stack);
      if (role === unknown) {
        return [
          { message: `"${assignment.name}" assigns a directory role that is not known yet.`, missing: "the role" },
        ];
      }
      if (role === undefined || !settings.roles.some((name) => name.toLowerCase() === role.name.toLowerCase()))
        return [];
      return [{ message: `"${assignment.name}" assigns ${role.name} without an end.` }];
    },
  },
});
