/** The examples of the rules with their placeholders filled in. Ids are the catalogue's business, also in an example. */
import { type ApiName, apis } from "../catalogue/apis";
import { findAzureRole, roleDefinitionId } from "../catalogue/azureRoles";
import { findPermission, type PermissionType } from "../catalogue/permissions";

const subscription = "/subscriptions/22222222-aaaa-4bbb-8ccc-000000000001";

const fill: Readonly<Record<string, (name: string) => string | undefined>> = {
  api: (name) => apis[name as ApiName]?.appId,
  application: (name) => permissionId(name, "application"),
  delegated: (name) => permissionId(name, "delegated"),
  "azure-role": (name) => {
    const role = findAzureRole(name);
    return role && roleDefinitionId(role, subscription);
  },
  subscription: () => subscription,
  "object-id": () => "5a6f1c1e-0000-4000-8000-000000000001",
};

/**
 * An example with ids: `<api microsoftGraph>`, `<application User.Read.All>`, `<delegated User.Read.All>`, `<azure-role Contributor>`,
 * `<subscription>`, `<object-id>`. Throws where the catalogue does not know a name.
 */
export function filled(example: string): string {
  return example.replace(/<([a-z-]+)(?: ([^>]+))?>/g, (placeholder, kind: string, name = "") => {
    const id = fill[kind]?.(name);
    if (id === undefined)
      throw new Error(`The example has the placeholder ${placeholder}, which the catalogue cannot fill.`);
    return id;
  });
}

const permissionId = (name: string, type: PermissionType) => findPermission("microsoftGraph", name)?.[type];
