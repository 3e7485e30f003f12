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
  return example.replace(placeholder, (_, kind: string, name?: string) => idOf(kind, name));
}

/** An example for readers: with ids, and behind them in a comment what they are, where the line has no comment of its own. */
export function annotated(example: string): string {
  return example
    .split("\n")
    .map((line) => {
      const meant = [...line.matchAll(placeholder)].flatMap(([, kind, name]) =>
        name ? `${titles[kind ?? ""] ?? ""}${name}` : [],
      );
      return filled(line) + (meant.length > 0 && !line.includes(" # ") ? ` # ${meant.join(", ")}` : "");
    })
    .join("\n");
}

const placeholder = /<([a-z-]+)(?: ([^>]+))?>/g;
const titles: Readonly<Record<string, string>> = { delegated: "delegated ", application: "application permission " };

function idOf(kind: string, name = ""): string {
  const id = fill[kind]?.(name);
  if (id === undefined) throw new Error(`The catalogue cannot fill <${kind} ${name}> in an example.`);
  return id;
}

const permissionId = (name: string, type: PermissionType) => findPermission("microsoftGraph", name)?.[type];
