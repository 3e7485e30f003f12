import { Document, isMap, isScalar, isSeq, type Node, type YAMLMap, type YAMLSeq } from "yaml";
import type { PermissionEvidence } from "../../integrations/evidence";
import { existedBefore, type Migration } from "./migration";

/** An entry of the configuration's list of integrations. */
export interface Entry {
  readonly kind: string;
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** What the configuration says of the integration from now on. */
export function entryOf(migration: Migration): Entry {
  const { integration, name, options, evidence, decision } = migration;
  if (!evidence.application) return { kind: integration.kind, name, options };
  const existed = existedBefore(migration).map(({ id }) => id);
  const keep = keepOf(decision.kept);
  const imported = {
    clientId: evidence.clientId,
    ...(existed.length > 0 ? { existed } : {}),
    ...(keep.length > 0 ? { keep } : {}),
  };
  return { kind: integration.kind, name, options: { ...options, imported } };
}

function keepOf(kept: readonly PermissionEvidence[]) {
  return [...new Set(kept.map(({ api }) => api))].map((api) => {
    const idsOf = (type: PermissionEvidence["type"]) =>
      kept.filter((one) => one.api === api && one.type === type).map(({ id }) => id);
    const [application, delegated] = [idsOf("application"), idsOf("delegated")];
    return {
      api,
      ...(application.length > 0 ? { application } : {}),
      ...(delegated.length > 0 ? { delegated } : {}),
    };
  });
}

/** The entry as a node of a YAML document, each id with a comment that says what it is. */
export function entryNode(migration: Migration, document = new Document()): YAMLMap {
  const node = document.createNode(entryOf(migration)) as YAMLMap;
  node.commentBefore = ` Adopted: "${migration.evidence.displayName}", which was there before this stack.`;
  const meanings = new Map<string, string>([
    ...existedBefore(migration).map(({ id, what }): [string, string] => [id, what]),
    ...migration.decision.kept.map(({ api, apiName }): [string, string] => [api, apiName]),
    ...migration.decision.kept.map(({ id, value }): [string, string] => [id, value ?? "not in the catalogue"]),
  ]);
  comment(node, meanings);
  return node;
}

function comment(node: unknown, meanings: ReadonlyMap<string, string>): void {
  if (isMap(node)) for (const { value } of node.items) comment(value, meanings);
  else if (isSeq(node)) for (const item of node.items) comment(item, meanings);
  else if (isScalar(node)) {
    const meaning = typeof node.value === "string" ? meanings.get(node.value) : undefined;
    if (meaning) (node as Node).comment = ` ${meaning}`;
  }
}

/** The entry as it is written into the configuration's list. */
export function entryText(migration: Migration): string {
  const document = new Document([]);
  (document.contents as unknown as YAMLSeq).items.push(entryNode(migration, document));
  return document.toString({ lineWidth: 0 });
}
