/**
 * Schemas of providers, as the YAML host asks for them: it checks programs against them, and finds the tokens of types that are written short.
 * Providers carry them in their plugins. Here they are read from the declarations of the providers' own Node packages, so that a
 * property which the provider does not have is an error here as well.
 */
import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import * as ts from "typescript";
import { projectDirectory } from "../../../cli/project";

type Spec = Record<string, unknown>;

const anything: Spec = { $ref: "pulumi.json#/Any" };

/**
 * The schema of a provider, with the types that a text names: of the package `@pulumi/<name>`, where it is installed.
 *
 * @param program a program in Pulumi YAML
 */
export function schemaOf(name: string, program: string): Spec {
  const types: Spec = {};
  const schema = { resources: {} as Spec, functions: {} as Spec };
  const tokens = [...program.matchAll(new RegExp(`\\b${name}:[\\w/.]+(?::\\w+)?`, "g"))].map(([token]) => token);
  for (const token of new Set(tokens)) add(schema, types, name, token);
  return {
    name,
    version: "99.0.0",
    meta: { moduleFormat: name === "azure-native" ? "(.*)" : "(.*)(?:/[^/]*)" },
    types,
    ...schema,
  };
}

function add({ resources, functions }: { resources: Spec; functions: Spec }, types: Spec, name: string, token: string) {
  const parts = token.split(":");
  const member = parts.at(-1) ?? "";
  const short = `${member.charAt(0).toLowerCase()}${member.slice(1)}`;
  const module = parts.length === 3 ? (parts[1] ?? "").split("/")[0] : "index";
  const full = parts.length === 3 ? token : `${name}:index/${short}:${member}`;
  const folder = path.join(projectDirectory, "node_modules", "@pulumi", name);
  const file = path.join(folder, ...(module === "index" ? [] : [module ?? ""]), `${short}.d.ts`);
  const known = existsSync(file) ? new Declarations(folder, file, name, types) : undefined;
  if (/^get[A-Z]/.test(member)) {
    const upper = `${member.charAt(0).toUpperCase()}${member.slice(1)}`;
    functions[full] = {
      inputs: known?.object(`${upper}Args`) ?? {},
      outputs: known?.object(`${upper}Result`) ?? {},
    };
    return;
  }
  const inputs = known?.object(`${member}Args`) ?? foreign[token] ?? { properties: {} };
  const outputs = known?.object(member) ?? inputs;
  resources[full] = {
    ...outputs,
    inputProperties: inputs.properties,
    requiredInputs: inputs.required ?? [],
  };
}

const text: Spec = { type: "string" };
const number: Spec = { type: "number" };

/** Of packages that are not installed here, and of this project itself, what the programs of the tests use. */
const foreign: Readonly<Record<string, { properties: Spec; required?: string[] }>> = {
  "time:Rotating": { properties: { rotationDays: number, rotationRfc3339: text } },
  "entra-integrations:components:LicenseReplacement": {
    properties: { product: text, managedLicenses: anything, onConflict: text, fails: anything, mayFail: anything },
  },
  "azure:core/resourceProviderRegistration:ResourceProviderRegistration": { properties: { name: text } },
};

/** The declarations of one module. */
class Declarations {
  readonly #file: ts.SourceFile;

  constructor(
    readonly folder: string,
    file: string,
    readonly name: string,
    readonly types: Spec,
  ) {
    this.#file = parsed(file);
  }

  /** The properties of an interface or a class, and which of them are required. */
  object(name: string): { properties: Spec; required: string[]; type: "object" } {
    return this.#objectIn(this.#file, name);
  }

  #objectIn(file: ts.SourceFile, name: string): { properties: Spec; required: string[]; type: "object" } {
    const properties: Spec = {};
    const required: string[] = [];
    const declared = file.statements.find(
      (each): each is ts.InterfaceDeclaration | ts.ClassDeclaration =>
        (ts.isInterfaceDeclaration(each) || ts.isClassDeclaration(each)) && each.name?.text === name,
    );
    for (const member of declared?.members ?? []) {
      if (!(ts.isPropertySignature(member) || ts.isPropertyDeclaration(member)) || !member.type) continue;
      const key = member.name.getText(file);
      properties[key] = this.#type(member.type, file);
      if (!member.questionToken) required.push(key);
    }
    return { type: "object", properties, required };
  }

  #type(node: ts.TypeNode, file: ts.SourceFile): Spec {
    if (ts.isParenthesizedTypeNode(node)) return this.#type(node.type, file);
    if (ts.isUnionTypeNode(node)) return this.#union(node, file);
    if (ts.isArrayTypeNode(node)) return { type: "array", items: this.#type(node.elementType, file) };
    if (ts.isTypeLiteralNode(node)) {
      const [index] = node.members;
      const values = index && ts.isIndexSignatureDeclaration(index) ? this.#type(index.type, file) : anything;
      return { type: "object", additionalProperties: values };
    }
    if (ts.isTypeReferenceNode(node)) return this.#reference(node, file);
    if (node.kind === ts.SyntaxKind.StringKeyword) return { type: "string" };
    if (node.kind === ts.SyntaxKind.NumberKeyword) return { type: "number" };
    return node.kind === ts.SyntaxKind.BooleanKeyword ? { type: "boolean" } : anything;
  }

  /** What may be left out, and the names of values that are texts as well. */
  #union({ types }: ts.UnionTypeNode, file: ts.SourceFile): Spec {
    const real = types.filter(
      (each) => each.kind !== ts.SyntaxKind.UndefinedKeyword && !/^enums\./.test(each.getText(file)),
    );
    const [only] = real;
    return only !== undefined && real.length === 1 ? this.#type(only, file) : anything;
  }

  #reference(node: ts.TypeReferenceNode, file: ts.SourceFile): Spec {
    const name = node.typeName.getText(file);
    const [argument] = node.typeArguments ?? [];
    if (/^pulumi\.(Input|Output)$/.test(name) && argument) return this.#type(argument, file);
    const [, side, type] = /^(inputs|outputs)\.(\w+)$/.exec(name) ?? [];
    // azure-native has megabytes of them, in namespaces; what is in a block is not checked there.
    if (side === undefined || type === undefined) return anything;
    const token = `${this.name}:index/${type}${side === "inputs" ? "" : "Result"}:${type}${side === "inputs" ? "" : "Result"}`;
    if (!(token in this.types)) {
      this.types[token] = {};
      this.types[token] = this.#objectIn(parsed(path.join(this.folder, "types", `${side.slice(0, -1)}.d.ts`)), type);
    }
    return { $ref: `#/types/${token}` };
  }
}

const files = new Map<string, ts.SourceFile>();

function parsed(file: string): ts.SourceFile {
  const known = files.get(file);
  if (known) return known;
  const made = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  files.set(file, made);
  return made;
}
