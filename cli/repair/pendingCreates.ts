import { capture } from "../child";
import { projectDirectory } from "../project";
import { UserError } from "../userError";

/** A resource that the engine was making when it was interrupted: whether it exists, the state does not know. */
export interface PendingCreate {
  readonly urn: string;
  /** As the engine names it, e.g. `azuread:index/user:User`. */
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

export interface InterruptedStack {
  readonly pending: readonly PendingCreate[];
  /** Ids of the resources that the state has, in lower case. */
  readonly knownIds: ReadonlySet<string>;
  /** The stack as `pulumi stack export` gives it, secrets encrypted. */
  readonly exported: ExportedStack;
}

interface ExportedResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
}

export interface ExportedStack {
  readonly deployment?: {
    readonly resources?: readonly ExportedResource[];
    readonly pending_operations?: readonly { readonly type: string; readonly resource: ExportedResource }[];
  };
}

/** What an interrupted deployment left open. Raises a UserError where the stack cannot be read. */
export async function readInterrupted(stack: string, environment: NodeJS.ProcessEnv): Promise<InterruptedStack> {
  const args = ["stack", "export", "--stack", stack, "--non-interactive"];
  const { code, stdout, stderr } = await capture("pulumi", args, { environment, cwd: projectDirectory });
  if (code !== 0) {
    throw new UserError(
      `Stack "${stack}" could not be read: ${stderr.trim()}`,
      "Name another with --stack, or run `pulumi login` with the backend that holds it.",
    );
  }
  const exported = JSON.parse(stdout) as ExportedStack;
  const { resources = [] } = exported.deployment ?? {};
  return {
    exported,
    pending: openCreates(exported).map(({ urn, type, inputs = {} }) => {
      return { urn, type, name: urn.split("::").slice(3).join("::"), inputs };
    }),
    knownIds: new Set(resources.flatMap(({ id }) => (id ? [id.toLowerCase()] : []))),
  };
}

/**
 * The stack with the resources that were made after all, and without anything pending. Their outputs are not known yet: a
 * refresh reads them.
 *
 * @param ids id of each such resource, by its URN
 */
export function withResources(exported: ExportedStack, ids: ReadonlyMap<string, string>): ExportedStack {
  const made = openCreates(exported).flatMap((resource) => {
    const id = ids.get(resource.urn);
    return id ? [{ ...resource, id, outputs: resource.inputs ?? {} }] : [];
  });
  const { resources = [], pending_operations: _, ...rest } = exported.deployment ?? {};
  return { ...exported, deployment: { ...rest, resources: [...resources, ...made] } };
}

/** The same resource may have been interrupted more than once, and made since. */
function openCreates({ deployment }: ExportedStack): ExportedResource[] {
  const made = new Set(deployment?.resources?.map(({ urn }) => urn));
  const open = new Map<string, ExportedResource>();
  for (const { type, resource } of deployment?.pending_operations ?? []) {
    if (type === "creating" && !made.has(resource.urn)) open.set(resource.urn, resource);
  }
  return [...open.values()];
}
