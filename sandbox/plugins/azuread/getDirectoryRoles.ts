import { createHash } from "node:crypto";
import { objects } from "../body";
import type { FunctionType } from "../resourceType";
import { renamed } from "./words";

/** The activated directory roles. */
export const getDirectoryRoles: FunctionType = {
  token: "azuread:index/getDirectoryRoles:getDirectoryRoles",
  inputs: {},
  outputs: ["id", "objectIds", "roles", "templateIds"],
  steps: [
    { does: "Could not retrieve roles", as: "list", request: () => ({ method: "GET", path: "/v1.0/directoryRoles" }) },
  ],
  result: ({ answers }) => {
    const roles = objects(answers.list, "value").map((role) =>
      renamed(role, {
        description: "description",
        displayName: "displayName",
        id: "objectId",
        roleTemplateId: "templateId",
      }),
    );
    const objectIds = roles.map(({ objectId }) => String(objectId));
    return {
      id: `roles#${createHash("sha1").update(objectIds.join("/")).digest("base64url")}`,
      objectIds,
      roles,
      templateIds: roles.map(({ templateId }) => templateId),
    };
  },
};
