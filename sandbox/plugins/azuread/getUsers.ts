import { createHash } from "node:crypto";
import { flag, objects, quoted, sameText, text } from "../body";
import { boolean, id, list, string } from "../property";
import type { Body, FunctionType, Scope } from "../resourceType";
import { notFound } from "../steps";
import type { Values } from "../values";
import { exactlyOneGiven } from "./lookUp";
import { renamed } from "./words";

/** Lists by which users may be wanted, and the property that each holds. */
const lists = {
  objectIds: "id",
  userPrincipalNames: "userPrincipalName",
  mails: "mail",
  mailNicknames: "mailNickname",
  employeeIds: "employeeId",
} as const;

const listNames = Object.keys(lists) as (keyof typeof lists)[];

const given = ({ inputs }: Scope) => listNames.find((name) => inputs[name] !== undefined);

/** All users, or what the look-ups answered: a user each, or a list. */
const found = ({ answers }: Scope): Body[] =>
  objects(answers.all ?? answers.wanted, "value").flatMap((one) =>
    Array.isArray(one.value) ? objects(one, "value") : [one],
  );

const missing = (scope: Scope): string[] => {
  const name = given(scope);
  if (name === undefined) return [];
  return (scope.inputs[name] as string[]).filter(
    (value) => !found(scope).some((user) => sameText(user[lists[name]], value)),
  );
};

export const getUsers: FunctionType = {
  token: "azuread:index/getUsers:getUsers",
  inputs: {
    employeeIds: list(string()),
    ignoreMissing: boolean({ default: false }),
    mailNicknames: list(string()),
    mails: list(string()),
    objectIds: list(id()),
    returnAll: boolean(),
    userPrincipalNames: list(string()),
  },
  outputs: [
    ...["employeeIds", "id", "ignoreMissing", "mailNicknames", "mails", "objectIds", "returnAll"],
    ...["userPrincipalNames", "users"],
  ],
  validate: exactlyOneGiven([...listNames, "returnAll"]),
  steps: [
    {
      does: "Could not retrieve users",
      as: "all",
      request: ({ inputs }) => (inputs.returnAll === true ? { method: "GET", path: "/v1.0/users" } : undefined),
    },
    {
      does: ({ item }) => `Could not retrieve user "${item}"`,
      as: "wanted",
      forEach: (scope) => {
        const name = given(scope);
        return name === undefined ? [] : (scope.inputs[name] as string[]);
      },
      request: (scope) => {
        const property = lists[given(scope) as keyof typeof lists];
        return property === "id"
          ? { method: "GET", path: `/v1.0/users/${scope.item}` }
          : { method: "GET", path: "/v1.0/users", query: { $filter: `${property} eq ${quoted(scope.item)}` } };
      },
      tolerates: notFound,
    },
    {
      does: "Could not find users",
      request: () => undefined,
      refuse: (scope) =>
        missing(scope).length > 0 && scope.inputs.ignoreMissing !== true
          ? `no user has ${lists[given(scope) as keyof typeof lists]} ${missing(scope)
              .map((one) => `"${one}"`)
              .join(", ")}`
          : undefined,
    },
  ],
  result: (scope) => {
    const users = found(scope);
    const all = (name: string) => users.map((user) => text(user, name)).filter((value) => value !== "");
    const ids = all("id");
    return {
      employeeIds: all("employeeId"),
      id: `users#${createHash("sha1").update(ids.join("-")).digest("base64url")}`,
      ignoreMissing: scope.inputs.ignoreMissing,
      mailNicknames: all("mailNickname"),
      mails: all("mail"),
      objectIds: ids,
      returnAll: scope.inputs.returnAll,
      userPrincipalNames: all("userPrincipalName"),
      users: users.map(userOf),
    };
  },
};

const userOf = (user: Body): Values => ({
  ...renamed(user, {
    displayName: "displayName",
    employeeId: "employeeId",
    id: "objectId",
    mail: "mail",
    mailNickname: "mailNickname",
    onPremisesImmutableId: "onpremisesImmutableId",
    onPremisesSamAccountName: "onpremisesSamAccountName",
    onPremisesUserPrincipalName: "onpremisesUserPrincipalName",
    usageLocation: "usageLocation",
    userPrincipalName: "userPrincipalName",
  }),
  accountEnabled: flag(user, "accountEnabled"),
});
