import { objects, quoted, sameText, text } from "../body";
import { computed, id, output, replaces, rules, string } from "../property";
import type { Body, RemoteType, Scope } from "../resourceType";
import { notEmpty } from "../rules";
import { notFound } from "../steps";
import { exactlyOneGiven } from "./lookUp";
import { renamed, typed } from "./words";

/** The template, found by name or id (`answers.templates`, `answers.template`). */
const templateOf = ({ answers, inputs }: Scope): Body | undefined =>
  answers.template ?? objects(answers.templates, "value").find((one) => sameText(one.displayName, inputs.displayName));

/** A directory role, activated where the tenant never used it. There is no way to deactivate one. */
export const directoryRole: RemoteType = {
  token: "azuread:index/directoryRole:DirectoryRole",
  idForm: "/directoryRoles/{objectId}",
  importable: false,
  properties: {
    displayName: string({
      ...computed,
      ...replaces,
      ...rules(notEmpty),
      canonical: (name) => String(name).toLowerCase(),
    }),
    templateId: id({ ...computed, ...replaces }),
    description: string(output),
    objectId: string(output),
  },
  validate: exactlyOneGiven(["displayName", "templateId"]),
  existing: {
    looksFirst: () => true,
    steps: [
      {
        does: "listing directory role templates",
        as: "templates",
        request: ({ inputs }) =>
          inputs.displayName === undefined ? undefined : { method: "GET", path: "/v1.0/directoryRoleTemplates" },
      },
      {
        does: ({ inputs }) => `no directory role template with object ID "${inputs.templateId}" was found`,
        as: "template",
        request: ({ inputs }) =>
          inputs.templateId === undefined
            ? undefined
            : { method: "GET", path: `/v1.0/directoryRoleTemplates/${inputs.templateId}` },
      },
      {
        does: "no directory role template found",
        as: "roles",
        refuse: (scope) =>
          templateOf(scope) ? undefined : `"${scope.inputs.displayName}" is not the name of a directory role`,
        request: (scope) => ({
          method: "GET",
          path: "/v1.0/directoryRoles",
          query: { $filter: `roleTemplateId eq ${quoted(text(templateOf(scope), "id"))}` },
        }),
        tolerates: notFound,
      },
    ],
    found: ({ answers }) => objects(answers.roles, "value")[0],
    before: () => "adopt",
  },
  create: [
    {
      does: (scope) => `activating directory role for template ID "${text(templateOf(scope), "id")}"`,
      as: "made",
      creates: true,
      request: (scope) => ({
        method: "POST",
        path: "/v1.0/directoryRoles",
        body: typed("directoryRole", { roleTemplateId: text(templateOf(scope), "id") }),
      }),
    },
  ],
  created: ({ answers }) => ({ objectId: text(answers.made, "id") }),
  read: [
    {
      does: ({ id: { objectId } }) => `retrieving Directory Role (Directory Role: "${objectId}")`,
      as: "role",
      request: ({ id: { objectId } }) => ({ method: "GET", path: `/v1.0/directoryRoles/${objectId}` }),
    },
  ],
  outputs: ({ answers }) =>
    renamed(answers.role, {
      description: "description",
      displayName: "displayName",
      id: "objectId",
      roleTemplateId: "templateId",
    }),
  update: [],
  remove: [],
};
