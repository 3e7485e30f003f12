/** The lanes of an integration's picture: one for each way in which it may do something. */
import type {
  Access,
  ApplicationAccess,
  AzureRoleAccess,
  DelegatedAccess,
  DirectoryRoleAccess,
  IntegrationAccess,
  UnconsentedAccess,
} from "../model";
import { type Box, type BoxLine, fewRoles, good, name, note, roleTitle, scopeName, shortened, warning } from "./boxes";
import { narrowingOf } from "./narrowing";
import { count } from "./text";

export interface Lane {
  readonly type: Access["type"];
  readonly grant: Box;
  /** The user through whom delegated access goes. */
  readonly via?: Box;
  readonly target: Box;
  /** How many permissions or roles there are: the width of the band. */
  readonly weight: number;
  /** Share of the band that gets through to the target. */
  readonly share: number;
  /** The same in a sentence, for the text alternative. */
  readonly sentence: string;
}

export function laneOf(access: Access, integration: Pick<IntegrationAccess, "unattended">): Lane {
  switch (access.type) {
    case "application":
      return applicationLane(access);
    case "delegated":
      return delegatedLane(access, integration.unattended);
    case "unconsented":
      return unconsentedLane(access);
    case "azureRole":
      return azureLane(access);
    case "directoryRole":
      return directoryRoleLane(access);
  }
}

function applicationLane({ api, permissions }: ApplicationAccess): Lane {
  const tierZero = permissions.filter((each) => each.tierZero !== undefined).length;
  return {
    type: "application",
    grant: { label: plural(permissions.length, "Application permission"), lines: shortened(permissions) },
    target: {
      label: "API",
      lines: [name(api.name), note("as itself, no user"), ...(tierZero > 0 ? [warning(`${tierZero} of tier 0`)] : [])],
    },
    weight: permissions.length,
    share: 1,
    sentence: `It acts as itself on ${api.name}, with ${count(permissions.length, "application permission")} that an administrator consented to.`,
  };
}

function delegatedLane(access: DelegatedAccess, unattended: boolean): Lane {
  const { api, scopes } = access;
  const grant = {
    label: plural(scopes.length, "Delegated permission"),
    lines: shortened(scopes.map((scope) => ({ name: scope }))),
  };
  const common = { type: "delegated" as const, grant, weight: scopes.length };
  const on = `${count(scopes.length, "delegated permission")} on ${api.name}`;
  if (typeof access.of === "string" || "users" in access.of) {
    const whom = access.of === "everyone" ? "Every user" : count(access.of.users, "user");
    const useless = unattended && access.of === "everyone";
    const outcome = useless ? warning("nobody signs in") : note("own roles decide");
    return {
      ...common,
      via: { label: "Rights of", lines: [name(whom), outcome] },
      target: { label: "API", lines: [name(api.name), ...(useless ? [warning("no token has it")] : [])] },
      share: useless ? 0 : 1,
      sentence: useless
        ? `It has ${on} for every user, but nobody signs in to it, so its own token carries none of them.`
        : `It may act for ${whom.toLowerCase()} with ${on}; what each user's own directory roles allow narrows that.`,
    };
  }
  const user = access.of.userPrincipalName;
  const narrowed = narrowingOf(access);
  const roles = access.roles?.map((role) => roleTitle(role));
  const held =
    roles === undefined
      ? [note("roles could not be read")]
      : roles.length > 0
        ? roles.map(note)
        : [warning("no directory role")];
  const azure =
    access.azureRoles && (access.azureRoles.length > 0 ? access.azureRoles.map(note) : [warning("no Azure role")]);
  const passes = narrowed && narrowed.works + narrowed.limited;
  const total = narrowed?.counted.length ?? 0;
  const shut = access.azureRoles?.length === 0 || !access.of.enabled;
  const share = shut ? 0 : (narrowed?.share ?? 1);
  const verdict: BoxLine[] =
    narrowed?.share === undefined || passes === undefined
      ? []
      : [passes === total ? good(`all ${total} work`) : warning(`${passes} of ${total} work`)];
  return {
    ...common,
    via: {
      label: azure ? "Azure roles of" : "Directory roles of",
      lines: [name(user), ...(access.of.enabled ? [] : [warning("account disabled")]), ...(azure ?? fewRoles(held))],
    },
    target: { label: "API", lines: [name(api.name), ...verdict] },
    share,
    sentence: !access.of.enabled
      ? `It would act as ${user} with ${on}, but that account is disabled, so nothing works.`
      : narrowed?.share === undefined
        ? `It acts as ${user} with ${on}; what the account itself may do narrows that.`
        : `It acts as ${user} with ${on}; of ${count(total, "operation")} that these allow and a role must allow too, the account's directory roles let ${passes === 0 ? "none" : passes === total ? "all" : passes} through.`,
  };
}

function unconsentedLane({ api, permissionType, permissions }: UnconsentedAccess): Lane {
  const kind = permissionType === "application" ? "application permission" : "delegated permission";
  return {
    type: "unconsented",
    grant: {
      label: `Declared ${permissionType}, no consent`,
      lines: shortened(permissions.map((each) => ({ name: each }))),
    },
    target: { label: "API", lines: [name(api.name), warning("no token has it")] },
    weight: permissions.length,
    share: 0,
    sentence: `It declares ${count(permissions.length, kind)} on ${api.name} that nobody consented to; no token carries ${permissions.length === 1 ? "it" : "them"}.`,
  };
}

function azureLane({ role, scopes }: AzureRoleAccess): Lane {
  const [first] = scopes;
  const kind = first?.kind ?? "scope";
  const where = scopes.length === 1 ? `${kind} ${first?.name}` : `${scopes.length} scopes`;
  return {
    type: "azureRole",
    grant: { label: "Azure role", lines: [name(role)] },
    target: {
      label: scopes.length === 1 ? kind : `${scopes.length} scopes`,
      lines: [
        ...shortened(scopes),
        ...(scopes.length === 1 && first?.subscription ? [note(`in ${first.subscription}`)] : []),
      ],
    },
    weight: scopes.length,
    share: 1,
    sentence: `It holds the Azure role ${role} on ${where}.`,
  };
}

function directoryRoleLane({ role }: DirectoryRoleAccess): Lane {
  const whole = role.directoryScopeId === "/";
  return {
    type: "directoryRole",
    grant: { label: "Directory role", lines: [name(role.name)] },
    target: {
      label: whole ? "Directory" : "Part of the directory",
      lines: [name(whole ? "Whole tenant" : scopeName(role.directoryScopeId))],
    },
    weight: 1,
    share: 1,
    sentence: `Its service principal holds the directory role ${role.name}${whole ? " in the whole tenant" : ""}.`,
  };
}

const plural = (number: number, label: string) => (number === 1 ? label : `${number} ${label.toLowerCase()}s`);
