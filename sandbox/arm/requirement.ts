import type { Method } from "../operation";
import { normalizeId, providerPartOf, segmentsOf, subscriptionOf } from "./resourceId";

/** What a caller must be allowed to do, and where. */
export interface Requirement {
  /** E.g. `Microsoft.Automation/automationAccounts/write`, spelled as the request spells the type: so ARM's refusals quote it. */
  readonly action: string;
  readonly scope: string;
}

/** The action that a request asks for, from its method and the resource type in its path. */
export function requirementOf(method: Method, path: string): Requirement {
  const part = providerPartOf(path);
  if (!part) return ofResourceManager(method, path);
  const { namespace, types, names, scope } = part;
  if (types.length === 0) return { action: "Microsoft.Resources/subscriptions/providers/read", scope };
  if (method === "POST") return ofPost(path);
  const isCollection = types.length > names.length;
  return {
    action: `${namespace}/${types.join("/")}/${verbs[method]}`,
    scope: isCollection ? parentOf(path) : normalizeId(path),
  };
}

const verbs: Record<Method, string> = {
  GET: "read",
  HEAD: "read",
  PUT: "write",
  PATCH: "write",
  DELETE: "delete",
  POST: "action",
};

/** Subscriptions, resource groups and what ARM itself lists in them. */
function ofResourceManager(method: Method, path: string): Requirement {
  const segments = segmentsOf(path);
  const types = segments.filter((_, index) => index % 2 === 0);
  const isCollection = segments.length % 2 === 1;
  const scope = isCollection ? parentOf(path) : scopeAsWritten(path);
  return { action: `Microsoft.Resources/${types.join("/")}/${verbs[method]}`, scope };
}

/** `POST …/{namespace}/register` and `POST {resource}/{action}`: the last segment is what is done. */
function ofPost(path: string): Requirement {
  const segments = segmentsOf(path);
  const last = segments.at(-1);
  const part = providerPartOf(segments.slice(0, -1).join("/"));
  const type = part ? [part.namespace, ...part.types].join("/") : "Microsoft.Resources";
  const isRegistration = part?.types.length === 0 && subscriptionOf(path) !== undefined;
  return { action: `${type}/${last}/action`, scope: isRegistration ? part.scope : parentOf(path) };
}

function parentOf(path: string): string {
  return normalizeId(segmentsOf(path).slice(0, -1).join("/"));
}

/** ARM quotes a resource group's id as the client wrote it; the SDKs write `resourcegroups`. */
function scopeAsWritten(path: string): string {
  return `/${segmentsOf(path).join("/")}`;
}
