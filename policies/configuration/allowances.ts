/** A setting that lets named permissions pass, each with a reason. */
import type { ResourceView } from "../model/resource";
import { matches } from "./exemptions";
import type { Schema, ValueOf } from "./schema";

export const allowedPermissions = {
  type: "array",
  description: "Permissions that the rule lets pass, each with a reason.",
  items: {
    type: "object",
    description: "One permission.",
    properties: {
      permission: { type: "string", description: "Name of the permission, for example Application.ReadWrite.All." },
      reason: { type: "string", description: "Why it is needed." },
      resource: {
        type: "string",
        description:
          "URN or name of the resource that may ask for it; * stands for any characters. Any resource when left out.",
      },
    },
    required: ["permission", "reason"],
  },
  default: [],
} as const satisfies Schema & { default: unknown };

export type AllowedPermission = ValueOf<typeof allowedPermissions>[number];

/** Whether a resource may ask for a permission. */
export function isAllowed(allowed: readonly AllowedPermission[], permission: string, resource: ResourceView): boolean {
  const wanted = permission.toLowerCase();
  return allowed.some(
    (entry) => entry.permission.toLowerCase() === wanted && (!entry.resource || matches(entry.resource, resource)),
  );
}
