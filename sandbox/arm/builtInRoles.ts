import { azureRoles } from "../../catalogue/azureRoles";
import type { RoleDefinition } from "./roleDefinitions";

/** Azure's built-in roles, from the catalogue. They can be assigned everywhere. */
export const builtInRoles: readonly RoleDefinition[] = azureRoles.map(
  ({ id, name, description, actions, notActions }) => ({
    name: id,
    roleName: name,
    description,
    type: "BuiltInRole",
    permissions: [{ actions, notActions }],
    assignableScopes: ["/"],
  }),
);
