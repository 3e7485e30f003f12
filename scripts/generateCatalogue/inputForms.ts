import { z } from "zod";

const guid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, "expected a GUID");
const level = z.number().int().min(1).max(10);

/** The form of the permissions file. */
export const permissionsFile = z.object({
  source: z.string().min(1),
  resource: guid,
  permissions: z
    .record(
      z.string().min(1),
      z.object({
        application: guid.optional(),
        delegated: guid.optional(),
        privilegeLevel: z.object({ application: level.optional(), delegated: level.optional() }).optional(),
      }),
    )
    .refine((permissions) => Object.keys(permissions).length > 0, "expected at least one permission"),
});
export type PermissionsFile = z.infer<typeof permissionsFile>;

const columns = ["method", "path", "application", "delegated", "leastApplication", "leastDelegated"] as const;

/** The form of the operations file; an index outside its permission list is an error that names the row. */
export const operationsFile = z
  .object({
    source: z.string().min(1),
    columns: z.array(z.string()).refine((given) => given.join() === columns.join(), `expected ${columns.join(", ")}`),
    permissions: z.array(z.string().min(1)).min(1),
    operations: z
      .array(
        z.tuple([
          z.string().regex(/^[A-Z]+$/, "expected an HTTP method in capitals"),
          z.string().regex(/^\//, "expected a path that begins with /"),
          z.array(z.number().int()),
          z.array(z.number().int()),
          z.number().int(),
          z.number().int(),
        ]),
      )
      .min(1),
  })
  .superRefine((file, context) => {
    const inside = (index: number, least: number) => index >= least && index < file.permissions.length;
    file.operations.forEach(([method, path, application, delegated, leastApplication, leastDelegated], row) => {
      const fits =
        [...application, ...delegated].every((index) => inside(index, 0)) &&
        [leastApplication, leastDelegated].every((index) => inside(index, -1));
      if (fits) return;
      const message = `${method} ${path} points outside the list of ${file.permissions.length} permissions`;
      context.addIssue({ code: "custom", path: ["operations", row], message });
    });
  });
export type OperationsFile = z.infer<typeof operationsFile>;
