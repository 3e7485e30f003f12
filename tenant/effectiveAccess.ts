/**
 * What a delegated grant comes to. The permissions of the application are not enough: each call must also be one that the directory roles
 * of the signed-in user allow. Both sides come from the catalogue.
 */
import { type DirectoryRoleName, rolesThatAllow } from "../catalogue/directoryRoles";
import { namedOperations } from "../catalogue/namedOperations";
import { findOperation, type GraphOperation, listOperations, operationAllowed } from "../catalogue/operations";

/** A directory role that somebody holds. */
export interface HeldRole {
  /** Name of the built-in role; else the id of the definition. */
  readonly name: string;
  /** False for a custom role, of which the catalogue does not know what it allows. */
  readonly builtIn: boolean;
  /** `/` for the whole directory, else the administrative unit or object that it is limited to. */
  readonly directoryScopeId: string;
}

/** An operation that the application's permissions allow and for which a user needs a directory role. */
export interface OperationVerdict {
  readonly method: string;
  /** Template without version. */
  readonly path: string;
  /** Where the operation changes these properties only. */
  readonly properties?: readonly string[];
  /** Names of the actions that call it; none where no product in the catalogue has a name for it. */
  readonly actions: readonly string[];
  /** `limited`: only on what the role is limited to. `depends`: on which user signs in. */
  readonly verdict: "works" | "limited" | "refused" | "depends";
  /** The held role that allows it; of a refused one, the role that would without what it is limited to. */
  readonly by?: string;
  /** The directory roles that allow it, least privileged first. */
  readonly allowing: readonly DirectoryRoleName[];
}

export interface EffectiveAccess {
  /** Those with a name first. */
  readonly operations: readonly OperationVerdict[];
  /** How many operations the permissions allow that every member of the tenant may call: no role narrows these. */
  readonly open: number;
}

/**
 * Intersects delegated permissions of Microsoft Graph with directory roles.
 *
 * @param scopes names of the delegated permissions
 * @param roles of the user whom the grant names; undefined where it names none, and each user's own roles decide
 */
export function effectiveAccess(scopes: readonly string[], roles: readonly HeldRole[] | undefined): EffectiveAccess {
  const { candidates, open } = allowedBy(scopes);
  return { operations: candidates.map((candidate) => ({ ...candidate, ...judge(candidate, roles) })), open };
}

type Candidate = Omit<OperationVerdict, "verdict" | "by">;

function judge(
  { method, path, allowing }: Candidate,
  roles: readonly HeldRole[] | undefined,
): Pick<OperationVerdict, "verdict" | "by"> {
  if (roles === undefined) return { verdict: "depends" };
  const fitting = roles.filter(({ name }) => (allowing as readonly string[]).includes(name));
  const whole = fitting.find(({ directoryScopeId }) => directoryScopeId === "/");
  if (whole !== undefined) return { verdict: "works", by: whole.name };
  // What is made in the directory itself is in no administrative unit.
  const makes = method === "POST" && !path.includes("{");
  const [part] = fitting;
  return part === undefined ? { verdict: "refused" } : { verdict: makes ? "refused" : "limited", by: part.name };
}

interface Allowed {
  readonly candidates: readonly Candidate[];
  readonly open: number;
}

/** By the permissions: many grants of a tenant have the same. */
const known = new Map<string, Allowed>();

function allowedBy(scopes: readonly string[]): Allowed {
  const key = [...new Set(scopes)].sort().join(" ");
  const found = known.get(key) ?? findAllowed(scopes);
  known.set(key, found);
  return found;
}

function findAllowed(scopes: readonly string[]): Allowed {
  const candidates = new Map<string, Candidate>();
  for (const { name, method, path, properties } of namedOperations) {
    const operation = findOperation(method, path);
    const allowing = rolesThatAllow(method, path, properties);
    if (!operation || !allowing || !operationAllowed(operation, "delegated", scopes, properties)) continue;
    const key = keyOf(method, path, properties);
    const actions = [...(candidates.get(key)?.actions ?? []), name];
    candidates.set(key, { method, path, ...(properties && { properties }), actions, allowing });
  }
  let open = 0;
  for (const operation of listOperations()) {
    if (!operationAllowed(operation, "delegated", scopes)) continue;
    const allowing = rolesOf(operation);
    const key = keyOf(operation.method, operation.path);
    if (allowing === undefined) open += 1;
    else if (!candidates.has(key)) {
      candidates.set(key, { method: operation.method, path: operation.path, actions: [], allowing });
    }
  }
  const named = (candidate: Candidate) => (candidate.actions.length > 0 ? 0 : 1);
  const sorted = [...candidates.values()].sort((a, b) => named(a) - named(b) || a.path.length - b.path.length);
  return { candidates: sorted, open };
}

let ruled: Map<GraphOperation, readonly DirectoryRoleName[] | undefined> | undefined;

function rolesOf(operation: GraphOperation): readonly DirectoryRoleName[] | undefined {
  ruled ??= new Map(listOperations().map((each) => [each, rolesThatAllow(each.method, each.path)]));
  return ruled.get(operation);
}

/** With and without `$ref` an operation is the same. */
const keyOf = (method: string, path: string, properties: readonly string[] = []) =>
  `${method} ${path.replace(/\/\$ref$/, "").toLowerCase()} ${[...properties].sort()}`;
