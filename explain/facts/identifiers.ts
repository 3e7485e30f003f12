/** Identifiers in a text: what they name, and what they are known to be. */
import { apiByAppId, apis } from "../../catalogue/apis";
import { findAzureRole } from "../../catalogue/azureRoles";
import { directoryRoleById } from "../../catalogue/directoryRoles";
import { firstPartyName } from "../../catalogue/firstParty";
import { permissionByIdAnywhere } from "../../catalogue/permissions";

export interface Identifier {
  readonly name: string;
  readonly value: string;
  /** What the catalogue knows it as, such as an API or a role; null for an id of the user's own. */
  readonly meaning: string | null;
}

const guid = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const named: readonly (readonly [name: string, pattern: RegExp])[] = [
  [
    "tenant",
    new RegExp(
      `(?:tenant|directory|tid|sts\\.windows\\.net/)["'\\s:=/]{0,4}(?:id|named)?["'\\s:=]{0,4}(${guid})`,
      "gi",
    ),
  ],
  ["tenant", new RegExp(`login\\.(?:microsoftonline|windows)\\.[a-z]+/(${guid})`, "gi")],
  [
    "application (client) id",
    new RegExp(`(?:app|application|client)(?: with)?[ _-]?(?:identifier|id)?["'\\s:=(]{1,4}(${guid})`, "gi"),
  ],
  ["object id", new RegExp(`(?:object[ _-]?id|Principal|oid)["'\\s:=]{1,4}(${guid}|[0-9a-f]{32}\\b)`, "gi")],
  ["subscription", new RegExp(`/subscriptions/(${guid})`, "gi")],
  ["trace id", new RegExp(`trace[ _-]?id["'\\s:=]{1,4}(${guid})`, "gi")],
  ["correlation id", new RegExp(`correlation[ _-]?id["'\\s:=]{1,4}(${guid})`, "gi")],
  ["request id", new RegExp(`(?<!client-)request[ _-]?id["'\\s:=]{1,4}(${guid})`, "gi")],
];
const most = 25;

export function readIdentifiers(line: string): Identifier[] {
  const found = new Map<string, Identifier>();
  for (const [name, pattern] of named) {
    for (const match of line.matchAll(pattern)) add(name, match[1] ?? "");
  }
  for (const [value] of line.matchAll(new RegExp(`\\b${guid}\\b`, "gi"))) {
    if (meaningOf(value) !== null) add("id", value);
  }
  return [...found.values()].slice(0, most);

  function add(name: string, value: string): void {
    const key = value.toLowerCase();
    if (!found.has(key)) found.set(key, { name, value, meaning: meaningOf(value) });
  }
}

function meaningOf(value: string): string | null {
  const api = apiByAppId(value);
  if (api) return `${apis[api].displayName}, an API of Microsoft`;
  const application = firstPartyName(value);
  if (application) return `${application}, an application of Microsoft`;
  const permission = permissionByIdAnywhere(value);
  if (permission) {
    const { permission: known, type } = permission;
    return `${type} permission ${known.value} of ${apis[known.api].displayName}`;
  }
  const role = directoryRoleById(value);
  if (role) return `directory role ${role.name}`;
  const azureRole = findAzureRole(value);
  return azureRole ? `Azure role ${azureRole.name}` : null;
}
