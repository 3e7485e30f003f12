import { z } from "zod";
import { integrations } from "./index";
import { evenAfterOtherProblems } from "./options";

/** Longest name of an integration: Azure's shortest limit on what is named after it. */
const longestName = 40;

const name = z
  .string()
  .regex(
    new RegExp(`^[a-z][a-z0-9-]{0,${longestName - 1}}$`),
    `a name of at most ${longestName} lower-case letters, digits and hyphens that starts with a letter`,
  )
  .describe("Name of the integration, unique in the stack; its resources are named after it.");

/** One entry of the list, by kind. */
const entries = integrations.map((integration) =>
  z
    .strictObject({
      kind: z.literal(integration.kind),
      name,
      options: integration.options.prefault({}),
    })
    .describe(integration.summary),
);

/** The stack's configuration: types, validation and reference derive from it. */
export const configurationSchema = z.strictObject({
  sandbox: z
    .boolean()
    .default(false)
    .describe("The stack deploys to the local sandbox, never to a real tenant. Default false."),
  integrations: z
    .array(z.discriminatedUnion("kind", entries as unknown as [(typeof entries)[number]]))
    .min(1, "at least one integration")
    .superRefine((list, context) => {
      if (!Array.isArray(list)) return;
      const seen = new Map<string, number>();
      list.forEach((entry, index) => {
        const first = seen.get(entry?.name);
        if (typeof entry?.name !== "string") return;
        if (first === undefined) seen.set(entry.name, index);
        else {
          context.addIssue({
            code: "custom",
            path: [index, "name"],
            message: `got "${entry.name}", which is the name of integrations[${first}] already. Give each integration a name of its own.`,
          });
        }
      });
    }, evenAfterOtherProblems)
    .describe("The integrations that the stack provisions."),
});

export type Configuration = z.output<typeof configurationSchema>;
export type ConfigurationEntry = Configuration["integrations"][number];
