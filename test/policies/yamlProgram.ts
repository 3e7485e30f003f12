/** Reads resources written in Pulumi YAML, as the rules' examples are, the way a first preview shows them to a policy. */
import { parse } from "yaml";
import { type TestResource, unknownText } from "./runtime";

interface Program {
  variables?: Record<string, unknown>;
  resources: Record<
    string,
    {
      type: string;
      properties?: Record<string, unknown>;
      options?: { ignoreChanges?: string[]; dependsOn?: string[]; protect?: boolean };
    }
  >;
}

/** Object ids that look-ups answer with: known in a preview, and without a resource in the stack. */
const lookedUp = "5a6f1c1e-0000-4000-8000-000000000001";

/**
 * The resources of a program. `${resource.member}` is unknown and comes from that resource; `${variable.member}` is the answer of a look-up.
 */
export function resourcesOf(yaml: string): TestResource[] {
  const program = parse(yaml) as Program;
  const variables = new Set(Object.keys(program.variables ?? {}));
  return Object.entries(program.resources).map(([name, { type, properties = {}, options }]) => {
    const sources: Record<string, string[]> = {};
    const resolve = (value: unknown, property: string): unknown => {
      if (Array.isArray(value)) return value.map((element) => resolve(element, property));
      if (value !== null && typeof value === "object") {
        return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, resolve(member, property)]));
      }
      const references =
        typeof value === "string" ? [...value.matchAll(/\$\{(\w+)[^}]*\}/g)].map(([, of]) => of ?? "") : [];
      const resources = references.filter((of) => !variables.has(of));
      if (resources.length > 0) {
        sources[property] = [...(sources[property] ?? []), ...resources];
        return unknownText;
      }
      return references.length > 0 ? lookedUp : value;
    };
    const resolved = Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, resolve(value, key)]));
    const needed = options?.dependsOn?.map((reference) => reference.replace(/^\$\{(\w+)\}$/, "$1"));
    return { type: typeOf(type), name, properties: resolved, sources, needed, ...options };
  });
}

/** `azuread:Application` is short for `azuread:index/application:Application`. */
function typeOf(short: string): string {
  const [pack = "", name = "", more] = short.split(":");
  return more === undefined ? `${pack}:index/${lower(name)}:${name}` : short;
}

const lower = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);
