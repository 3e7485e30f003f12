import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { plugins } from "../../sandbox/plugins";
import { parseId } from "../../sandbox/plugins/idForm";
import type { Properties, Property } from "../../sandbox/plugins/resourceType";
import { Declarations, type DeclaredMember, type DeclaredType, fileOf, memberOf } from "./support/sdkDeclarations";

const sdk = (plugin: string) => dirname(require.resolve(`@pulumi/${plugin}/package.json`));

const declarationsOf = (token: string) => Declarations.of(`${fileOf(token)}.d.ts`, Declarations.inputTypesOf(token));

const names = (properties: Properties, holds: (property: Property) => boolean) =>
  Object.keys(properties)
    .filter((name) => holds(properties[name] as Property))
    .sort();

const sorted = (members: readonly DeclaredMember[], holds: (member: DeclaredMember) => boolean = () => true) =>
  members
    .filter(holds)
    .map(({ name }) => name)
    .sort();

/** Where a type differs in kind or members from what the SDK declares. */
function mismatches(path: string, property: Property, declared: DeclaredType): string[] {
  if (declared.kind === "any") return [];
  const kinds = {
    array: ["list", "set"],
    map: ["map"],
    object: ["object"],
    string: ["string"],
    boolean: ["boolean"],
    number: ["number"],
  };
  if (!kinds[declared.kind].includes(property.kind))
    return [`${path} is a ${property.kind}, declared ${declared.kind}`];
  if (declared.kind === "array" || declared.kind === "map") {
    return property.element ? mismatches(`${path}[]`, property.element, declared.of) : [`${path} has no element`];
  }
  if (declared.kind !== "object") return [];
  const properties = property.properties ?? {};
  const extra = Object.keys(properties).filter((name) => !declared.members.some((member) => member.name === name));
  return [
    ...extra.map((name) => `${path}.${name} is not declared`),
    ...declared.members.flatMap((member) => {
      const nested = properties[member.name];
      if (!nested) return [`${path}.${member.name} is missing`];
      const required = nested.mode === "required";
      const wrong = required === member.optional ? [`${path}.${member.name} is ${nested.mode}`] : [];
      return [...wrong, ...mismatches(`${path}.${member.name}`, nested, member.type)];
    }),
  ];
}

const types = plugins.flatMap((plugin) => plugin.types.map((type) => [type.token, type] as const));

/** Replace, though the SDK's comments do not say so: ForceNew or RequiresReplace in the providers' sources. */
const undocumentedReplacements: Record<string, readonly string[]> = {
  "azuread:index/servicePrincipal:ServicePrincipal": ["clientId"],
  "azuread:index/applicationCertificate:ApplicationCertificate": ["encoding", "value"],
};

describe.each(types)("%s", (token, type) => {
  const declarations = declarationsOf(token);
  const args = declarations.interface(`${memberOf(token)}Args`) ?? [];
  const outputs = declarations.class(memberOf(token));
  const script = readFileSync(`${fileOf(token)}.js`, "utf8");

  test("takes exactly the inputs that the SDK declares, the same ones required", () => {
    expect(names(type.properties, ({ mode }) => mode !== "output")).toEqual(sorted(args));
    expect(names(type.properties, ({ mode }) => mode === "required")).toEqual(
      sorted(args, ({ optional }) => !optional),
    );
  });

  test("has the types that the SDK declares, members of objects included", () => {
    const wrong = args.flatMap(({ name, type: declared }) =>
      mismatches(name, type.properties[name] as Property, declared),
    );
    expect(wrong).toEqual([]);
  });

  test("gives exactly the outputs that the SDK declares, and always those that it promises", () => {
    expect(names(type.properties, ({ inputOnly }) => !inputOnly)).toEqual(sorted(outputs));
    const promised = ({ mode, computed, default: value }: Property) =>
      mode !== "optional" || computed || value !== undefined;
    const missing = sorted(outputs, ({ optional }) => !optional).filter(
      (name) => !promised(type.properties[name] as Property),
    );
    expect(missing).toEqual([]);
  });

  test("keeps the same outputs secret", () => {
    const declared = /additionalSecretOutputs: \[(.*?)\]/.exec(script)?.[1] ?? "";
    expect(names(type.properties, ({ secret }) => secret === true)).toEqual(
      [...declared.matchAll(/"(\w+)"/g)].map(([, name]) => name).sort(),
    );
  });

  test("replaces on the changes of which the SDK says so", () => {
    if (token.startsWith("random:") || token.startsWith("azure-native:")) return;
    const says = ({ documentation }: DeclaredMember) => /forces a new resource/i.test(documentation);
    const documented = sorted(args, says);
    const replacing = names(type.properties, ({ replaces }) => replaces === true);
    expect(replacing).toEqual([...documented, ...(undocumentedReplacements[token] ?? [])].sort());
  });

  test("takes the import id of the SDK's example, and none where it has none", () => {
    if (type.generate) return;
    expect(type.importable).toBe(!/does not support import/.test(declarations.text));
    const example = /(?:pulumi import \S+ \S+|terraform import \S+\n \*) (\S+)/.exec(declarations.text)?.[1];
    const forms = [type.idForm, ...(type.importForms ?? [])];
    const takes = (id: string) => forms.some((form) => parseId(form, id) !== undefined);
    expect(example === undefined || takes(example.replaceAll(/["{}]/g, ""))).toBe(true);
  });
});

const functions = plugins.flatMap((plugin) => plugin.functions.map((type) => [type.token, type] as const));

describe.each(functions)("%s", (token, type) => {
  const declarations = declarationsOf(token);
  const name = memberOf(token).replace(/^g/, "G");

  test("takes exactly the arguments that the SDK declares", () => {
    const args = declarations.interface(`${name}Args`) ?? [];
    expect(Object.keys(type.inputs).sort()).toEqual(sorted(args));
    expect(names(type.inputs, ({ mode }) => mode === "required")).toEqual(sorted(args, ({ optional }) => !optional));
  });

  test("gives exactly the result that the SDK declares", () => {
    expect([...type.outputs].sort()).toEqual(sorted(declarations.interface(`${name}Result`) ?? []));
  });
});

test.each(plugins.map((plugin) => [plugin.name, plugin] as const))(
  "%s has the SDK's configuration and version",
  (name, plugin) => {
    const declared = Declarations.of(join(sdk(name), "provider.d.ts")).interface("ProviderArgs") ?? [];
    expect(Object.keys(plugin.configuration).sort()).toEqual(sorted(declared));
    expect(plugin.version).toBe(require(`@pulumi/${name}/package.json`).version);
  },
);
