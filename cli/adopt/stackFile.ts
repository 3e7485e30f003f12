import { existsSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { type Document, isSeq, parseDocument } from "yaml";
import { projectName } from "../project";
import { UserError } from "../userError";
import { entryNode } from "./entry";
import type { Migration } from "./migration";

/** The configuration file of a stack, with its comments. */
export class StackFile {
  private constructor(
    readonly file: string,
    private readonly document: Document,
  ) {}

  /** Raises a UserError where the file is missing or no YAML. */
  static open(file: string): StackFile {
    const name = path.basename(file);
    if (!existsSync(file)) {
      throw new UserError(
        `There is no ${name}.`,
        "Make the stack first (`pulumi stack init <name>`) and its file; Pulumi.prod.example.yaml is a start. Or name another with --stack.",
      );
    }
    const document = parseDocument(readFileSync(file, "utf8"));
    const [problem] = document.errors;
    if (problem) {
      throw new UserError(`${name} is no valid YAML: ${problem.message.split("\n")[0]}`, "Mend it at that line.");
    }
    return new StackFile(file, document);
  }

  /** Names of its integrations. */
  names(): string[] {
    return this.entries().flatMap(({ name }) => (typeof name === "string" ? [name] : []));
  }

  /** Name of the integration that has this application already. */
  integrationWith(clientId: string): string | undefined {
    const wanted = clientId.toLowerCase();
    const found = this.entries().find(({ options }) =>
      [options?.clientId, options?.existingClientId, options?.imported?.clientId].some(
        (id) => String(id ?? "").toLowerCase() === wanted,
      ),
    );
    return found && String(found.name);
  }

  /** A value of the stack's configuration, by its key with namespace. */
  setting(key: string): string | undefined {
    const value = this.document.getIn(["config", key]);
    return typeof value === "string" ? value : undefined;
  }

  /** Adds an entry at the end of the list; comments and everything else stay. */
  add(migration: Migration): void {
    const listPath = ["config", `${projectName()}:integrations`];
    const list = this.document.getIn(listPath);
    const node = entryNode(migration, this.document);
    if (isSeq(list)) {
      list.flow = false;
      list.items.push(node);
    } else if (list === undefined || list === null) {
      const made = this.document.createNode([]);
      made.items.push(node as never);
      this.document.setIn(listPath, made);
    } else {
      throw new UserError(
        `${path.basename(this.file)}: ${listPath.join(".")} is no list.`,
        "Mend it; docs/configuration.md shows one.",
      );
    }
    writeFileSync(this.file, this.document.toString({ lineWidth: 0 }));
  }

  private entries(): StackEntry[] {
    const list = this.document.toJS()?.config?.[`${projectName()}:integrations`];
    return Array.isArray(list) ? list.filter((entry) => entry !== null && typeof entry === "object") : [];
  }
}

interface StackEntry {
  readonly name?: unknown;
  readonly options?: {
    readonly clientId?: unknown;
    readonly existingClientId?: unknown;
    readonly imported?: { readonly clientId?: unknown };
  };
}
