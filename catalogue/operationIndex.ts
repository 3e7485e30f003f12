import type { GraphOperation } from "./graphOperation";
import { type OperationCorrection, operationCorrections } from "./operationsSupplement";
import { leastOf } from "./privilegeRank";

type Row = readonly [
  method: string,
  path: string,
  application: number,
  delegated: number,
  leastApplication: number,
  leastDelegated: number,
];

interface Data {
  readonly permissions: readonly string[];
  readonly sets: readonly (readonly number[])[];
  readonly operations: readonly Row[];
}

interface Entry {
  readonly path: string;
  /** Made of the row on the first look-up. */
  operation?: GraphOperation;
  readonly row?: Row;
  segments?: readonly Segment[];
}

/** A segment of a template: its text in lower case with each placeholder as `{}`, and whether the whole of it is one placeholder. */
interface Segment {
  readonly text: string;
  readonly placeholder: boolean;
}

export interface OperationIndex {
  find(method: string, path: string): GraphOperation | undefined;
  list(): GraphOperation[];
}

/** Loads the data and the corrections, and answers look-ups from them. */
export function indexOperations(): OperationIndex {
  // `require`, so that the type-checker does not infer a type from a megabyte of rows.
  const data = require("./generated/graphOperations.json") as Data;
  const buckets = new Map<string, Entry[]>();
  for (const row of data.operations) add(row[0], { path: row[1], row });
  for (const correction of operationCorrections) correct(correction);
  return { find, list: () => [...buckets.values()].flat().map(read) };

  function add(method: string, entry: Entry): void {
    const key = bucketKey(method, entry.path.split("/").length - 1);
    const bucket = buckets.get(key);
    if (bucket === undefined) buckets.set(key, [entry]);
    else bucket.push(entry);
  }

  function correct(correction: OperationCorrection): void {
    const entry = sameTemplate(correction.method, segmentsOf(correction.path));
    const { add: added, ...given } = correction;
    const { application, delegated, ...rest } = { application: [], delegated: [], ...(entry && read(entry)), ...given };
    const operation: GraphOperation = withLeast({
      ...rest,
      application: union(application, added?.application),
      delegated: union(delegated, added?.delegated),
    });
    if (entry) entry.operation = operation;
    else add(correction.method, { path: correction.path, operation });
  }

  function sameTemplate(method: string, segments: readonly Segment[]): Entry | undefined {
    const wanted = segments.map(({ text }) => text).join("/");
    return bucket(method, segments.length).find((entry) => {
      entry.segments ??= segmentsOf(entry.path);
      return entry.segments.map(({ text }) => text).join("/") === wanted;
    });
  }

  function bucket(method: string, length: number): readonly Entry[] {
    return buckets.get(bucketKey(method.toUpperCase(), length)) ?? [];
  }

  function find(method: string, path: string): GraphOperation | undefined {
    for (const spelling of spellings(method, path)) {
      let best: { entry: Entry; score: number } | undefined;
      for (const entry of bucket(method, spelling.length)) {
        entry.segments ??= segmentsOf(entry.path);
        const score = match(entry.segments, spelling);
        if (score !== undefined && (best === undefined || score > best.score)) best = { entry, score };
      }
      if (best) return read(best.entry);
    }
    return undefined;
  }

  function read(entry: Entry): GraphOperation {
    if (entry.operation) return entry.operation;
    const [method, path, application, delegated, leastApplication, leastDelegated] = entry.row as Row;
    const names = (set: number) => (data.sets[set] ?? []).map((index) => data.permissions[index] as string);
    const name = (index: number) => (index < 0 ? undefined : data.permissions[index]);
    entry.operation = withLeast({
      method,
      path,
      application: withBroader(names(application)),
      delegated: withBroader(names(delegated)),
      leastApplication: name(leastApplication),
      leastDelegated: name(leastDelegated),
    });
    return entry.operation;
  }
}

/** Who may write the whole directory may read it; the data has the one without the other in places. */
function withBroader(names: string[]): string[] {
  return names.includes("Directory.Read.All") ? union(names, ["Directory.ReadWrite.All"]) : names;
}

/** The operation with its least privileged permissions set right; members without a value are left out. */
function withLeast(operation: GraphOperation): GraphOperation {
  const { leastApplication: givenApplication, leastDelegated: givenDelegated, ...rest } = operation;
  const leastApplication = leastOf(operation, "application", givenApplication);
  const leastDelegated = leastOf(operation, "delegated", givenDelegated);
  return {
    ...rest,
    ...(leastApplication ? { leastApplication } : {}),
    ...(leastDelegated ? { leastDelegated } : {}),
  };
}

const bucketKey = (method: string, length: number) => `${method} ${length}`;

const union = (names: readonly string[], more: readonly string[] = []) => [...new Set([...names, ...more])];

function segmentsOf(path: string): Segment[] {
  return path
    .toLowerCase()
    .split("/")
    .filter((segment) => segment !== "")
    .map((segment) => {
      const text = segment.replace(/\{[^}]*\}/g, "{}").replace(/=(?:'[^']*'|[^,()])*(?=[,)])/g, "={}");
      return { text, placeholder: text === "{}" };
    });
}

/** How well a called path fits a template: literal segments count, the earlier the more. Undefined where it does not fit. */
function match(template: readonly Segment[], called: readonly Segment[]): number | undefined {
  let score = 0;
  for (const [position, segment] of template.entries()) {
    const { text, placeholder } = called[position] as Segment;
    score *= 3;
    if (segment.text === text) score += 2;
    else if (segment.text === unqualified(text)) score += 1;
    // A placeholder stands for an id, never for an OData keyword; a called placeholder only fits a placeholder.
    else if (!segment.placeholder || placeholder || text.startsWith("$")) return undefined;
  }
  return score;
}

const unqualified = (segment: string) => segment.replace(/^microsoft\.graph\./, "");

/** The readings of a called path, best first: as it is, without a trailing OData keyword, without a cast, `/me` as a user. */
function* spellings(method: string, path: string): Generator<readonly Segment[]> {
  const asCalled = segmentsOf(pathOf(path));
  yield asCalled;
  const last = asCalled.at(-1)?.text;
  const shorter =
    last !== undefined && /^\$(ref|count|value)$/.test(last) && (last === "$ref" || method.toUpperCase() === "GET");
  const bare = shorter ? asCalled.slice(0, -1) : asCalled;
  if (shorter) yield bare;
  const uncast = bare.filter(({ text }, position) => position === 0 || !text.startsWith("microsoft.graph."));
  if (uncast.length < bare.length) yield uncast;
  if (uncast[0]?.text === "me")
    yield [{ text: "users", placeholder: false }, { text: "{}", placeholder: true }, ...uncast.slice(1)];
}

/** The path after origin, prefix and version: `https://host/graph/v1.0/users?$top=1` is `/users`. */
function pathOf(called: string): string {
  const path = called.replace(/^https?:\/\/[^/]+/i, "").replace(/[?#].*$/, "");
  return path.replace(/^(?:\/[^/]+)?\/(?:v1\.0|beta)(?=\/|$)/i, "").replace(/\/{2,}/g, "/");
}
