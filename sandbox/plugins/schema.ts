import type { Plugin } from "./plugin";
import type { Properties, Property } from "./resourceType";

type Json = Record<string, unknown>;

/**
 * The package schema of a stand-in: what it serves, with no documentation. The engine asks for it to write the code of an import.
 * Source: pulumi/pkg/codegen/schema, "Pulumi Package Metaschema".
 */
export function schemaOf(plugin: Plugin): Json {
  const types: Record<string, Json> = {};
  const typed = (properties: Properties, path: string) => {
    const entries = Object.entries(properties);
    return Object.fromEntries(entries.map(([name, property]) => [name, spec(property, path + capital(name))]));
  };
  const spec = (property: Property, path: string): Json => ({
    ...typeSpec(property, path),
    ...(property.secret ? { secret: true } : {}),
    ...(property.replaces ? { willReplaceOnChanges: true } : {}),
  });
  const typeSpec = (property: Property, path: string): Json => {
    switch (property.kind) {
      case "list":
      case "set":
        return { type: "array", items: typeSpec(property.element as Property, path) };
      case "map":
        return { type: "object", additionalProperties: typeSpec(property.element as Property, path) };
      case "object": {
        const members = property.properties ?? {};
        types[`${plugin.name}:index/${path}:${path}`] = {
          type: "object",
          properties: typed(members, path),
          required: namesWhere(members, ({ mode }) => mode === "required"),
        };
        return { $ref: `#/types/${plugin.name}:index/${path}:${path}` };
      }
      case "any":
        return { $ref: "pulumi.json#/Any" };
      default:
        return { type: property.kind };
    }
  };
  const resources = plugin.types.map((type): [string, Json] => {
    const path = type.token.split(":").at(-1) as string;
    const inputs = Object.fromEntries(Object.entries(type.properties).filter(([, { mode }]) => mode !== "output"));
    return [
      type.token,
      {
        properties: typed(type.properties, path),
        required: namesWhere(type.properties, ({ mode, computed }) => mode !== "optional" || computed === true),
        inputProperties: typed(inputs, path),
        requiredInputs: namesWhere(type.properties, ({ mode }) => mode === "required"),
      },
    ];
  });
  const functions = plugin.functions.map((type): [string, Json] => [
    type.token,
    {
      inputs: { type: "object", properties: typed(type.inputs, capital(type.token.split(":").at(-1) as string)) },
      outputs: {
        type: "object",
        properties: Object.fromEntries(type.outputs.map((name) => [name, { $ref: "pulumi.json#/Any" }])),
      },
    },
  ]);
  return {
    name: plugin.name,
    version: plugin.version,
    resources: Object.fromEntries(resources),
    functions: Object.fromEntries(functions),
    types,
    config: {},
    language: {},
  };
}

const namesWhere = (properties: Properties, holds: (property: Property) => boolean) =>
  Object.keys(properties).filter((name) => holds(properties[name] as Property));

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
