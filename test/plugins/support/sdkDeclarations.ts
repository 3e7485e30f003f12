/** Reads what a Pulumi SDK declares of its classes and functions, from its `.d.ts` and `.js` files. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as ts from "typescript";

export interface DeclaredMember {
  readonly name: string;
  readonly optional: boolean;
  readonly type: DeclaredType;
  readonly documentation: string;
}

export type DeclaredType =
  | { readonly kind: "string" | "boolean" | "number" | "any" }
  | { readonly kind: "array" | "map"; readonly of: DeclaredType }
  | { readonly kind: "object"; readonly members: readonly DeclaredMember[] };

const folder = (packageName: string) => dirname(require.resolve(`${packageName}/package.json`));

/** The file of a token's class or function: `azuread:index/user:User` → `user`, `azure-native:resources:X` → `resources/x`. */
export function fileOf(token: string): string {
  const [packageName, module = "", member = ""] = token.split(":");
  const path = module.includes("/") ? module.split("/")[1] : join(module, lowerFirst(member));
  return join(folder(`@pulumi/${packageName}`), path as string);
}

export const memberOf = (token: string): string => token.split(":")[2] ?? "";

const lowerFirst = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

export class Declarations {
  private readonly source: ts.SourceFile;
  readonly text: string;

  constructor(
    text: string,
    private readonly inputs?: Declarations,
  ) {
    this.text = text;
    this.source = ts.createSourceFile("declarations.d.ts", text, ts.ScriptTarget.ES2022, true);
  }

  static of(file: string, inputs?: Declarations): Declarations {
    return new Declarations(readFileSync(file, "utf8"), inputs);
  }

  /** The input types that a class of a token may name; those of azure-native have a namespace for each module. */
  static inputTypesOf(token: string): Declarations | undefined {
    const [packageName, module = ""] = token.split(":");
    if (packageName === "random") return undefined;
    const text = readFileSync(join(folder(`@pulumi/${packageName}`), "types/input.d.ts"), "utf8");
    if (packageName !== "azure-native") return new Declarations(text);
    const [, rest = ""] = text.split(`export declare namespace ${module} {`);
    return new Declarations(rest.split("\nexport declare namespace ")[0] ?? "");
  }

  /** Members of an interface; undefined where there is none of that name. */
  interface(name: string): DeclaredMember[] | undefined {
    const found = this.source.statements.find(
      (one): one is ts.InterfaceDeclaration => ts.isInterfaceDeclaration(one) && one.name.text === name,
    );
    return found?.members.filter(ts.isPropertySignature).map((member) => this.member(member));
  }

  /** Outputs of a class: its read-only members. */
  class(name: string): DeclaredMember[] {
    const found = this.source.statements.find(
      (one): one is ts.ClassDeclaration => ts.isClassDeclaration(one) && one.name?.text === name,
    );
    const members = found?.members.filter(ts.isPropertyDeclaration) ?? [];
    return members
      .filter((one) => !one.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword))
      .map((member) => this.member(member));
  }

  private member(node: ts.PropertySignature | ts.PropertyDeclaration): DeclaredMember {
    const type = node.type as ts.TypeNode;
    return {
      name: (node.name as ts.Identifier).text,
      optional: node.questionToken !== undefined || /\|\s*undefined>$/.test(type.getText()),
      type: this.type(type),
      documentation: node.getFullText().slice(0, node.getLeadingTriviaWidth()),
    };
  }

  private type(node: ts.TypeNode): DeclaredType {
    if (ts.isUnionTypeNode(node)) {
      const [first] = node.types.filter((one) => one.kind !== ts.SyntaxKind.UndefinedKeyword);
      return this.type(first as ts.TypeNode);
    }
    if (ts.isArrayTypeNode(node)) return { kind: "array", of: this.type(node.elementType) };
    if (ts.isTypeLiteralNode(node)) {
      const [index] = node.members.filter(ts.isIndexSignatureDeclaration);
      return { kind: "map", of: this.type((index as ts.IndexSignatureDeclaration).type) };
    }
    if (ts.isTypeReferenceNode(node)) {
      const name = node.typeName.getText();
      if (/^pulumi\.(Input|Output)$/.test(name)) return this.type(node.typeArguments?.[0] as ts.TypeNode);
      const members = (this.inputs ?? this).interface(name.split(".").at(-1) as string);
      return members ? { kind: "object", members } : { kind: "any" };
    }
    switch (node.kind) {
      case ts.SyntaxKind.StringKeyword:
        return { kind: "string" };
      case ts.SyntaxKind.BooleanKeyword:
        return { kind: "boolean" };
      case ts.SyntaxKind.NumberKeyword:
        return { kind: "number" };
      default:
        return { kind: "any" };
    }
  }
}
