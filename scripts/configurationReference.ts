import { z } from "zod";
import { integrations } from "../integrations";
import { configurationSchema } from "../integrations/configuration";

/** The part of JSON Schema that the configuration uses. */
interface Schema {
  readonly description?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

/** The reference of `Pulumi.<stack>.yaml`, from the schema that reads it. */
export function configurationReference(): string {
  const schema = z.toJSONSchema(configurationSchema, { io: "input" }) as Schema;
  const general = Object.entries(schema.properties ?? {}).map(
    ([key, value]) => `| \`entra-integrations:${key}\` | ${typeOf(value)} | ${value.description ?? ""} |`,
  );
  return `${[
    "# Configuration",
    "",
    "<!-- Generated from integrations/configuration.ts by `npm run docs`. -->",
    "",
    "A stack is configured in `Pulumi.<stack>.yaml`, under `config`:",
    "",
    "| key | type | what it is |",
    "|---|---|---|",
    ...general,
    "",
    "Each entry of `integrations` has a `kind`, a `name` (unique in the stack; its resources are named after it) and the",
    "`options` of its kind.",
    ...integrations.flatMap((integration) => sectionOf(integration)),
  ].join("\n")}\n`;
}

function sectionOf({ kind, title, summary, options }: (typeof integrations)[number]): string[] {
  const schema = z.toJSONSchema(options, { io: "input" }) as Schema;
  return ["", `## ${kind}`, "", `${title}. ${summary}`, "", ...tableOf(schema)];
}

function tableOf(schema: Schema): string[] {
  return ["| option | type | what it is |", "|---|---|---|", ...rowsOf(schema, "")];
}

function rowsOf(schema: Schema, prefix: string): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, value]) => {
    const name = `${prefix}${key}`;
    const needed = schema.required?.includes(key) ? " (required)" : "";
    const branches = value.oneOf ?? value.anyOf ?? [];
    const nested = branches.length > 0 ? branches : value.properties ? [value] : [];
    return [
      `| \`${name}\`${needed} | ${typeOf(value)} | ${value.description ?? ""} |`,
      ...nested.flatMap((branch) => rowsOf(branch, `${name}${labelOf(branch)}.`)),
    ];
  });
}

/** Which of the alternatives this is, e.g. ` (type: certificate)`. */
function labelOf({ properties = {} }: Schema): string {
  const [key, only] = Object.entries(properties).find(([, value]) => value.const !== undefined) ?? [];
  return key ? `(${key}: ${String(only?.const)})` : "";
}

function typeOf(schema: Schema): string {
  if (schema.const !== undefined) return `\`${String(schema.const)}\``;
  if (schema.enum) return schema.enum.map((value) => `\`${String(value)}\``).join(" or ");
  if (schema.items) return schema.items.type && !schema.items.properties ? `list of ${schema.items.type}s` : "list";
  if (schema.oneOf ?? schema.anyOf) return "object";
  return schema.type ?? "";
}
