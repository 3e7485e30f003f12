/** What a tenant is read with. The clients of `components/` are such sources; each raises a `Refusal` where it is refused. */

/** A client of Microsoft Graph or of Azure Resource Manager. */
export interface Source {
  get<T>(path: string): Promise<T>;
  /** All pages. */
  list<T>(path: string): Promise<T[]>;
  /** A collection page by page; also takes the absolute link to a further page. */
  pages<T>(path: string): AsyncIterable<readonly T[]>;
}

export interface BatchedRead {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Microsoft Graph, which takes many reads in one request. */
export interface GraphSource extends Source {
  /** Answers in order; a refused read is a `Refusal` in its place. */
  batch<T>(reads: readonly BatchedRead[]): Promise<(T | Refusal)[]>;
}

export interface TenantSources {
  /** Microsoft Graph v1.0. */
  readonly graph: GraphSource;
  /** Microsoft Graph beta, for the sign-ins of credentials. */
  readonly graphBeta: Source;
  /** Azure Resource Manager; paths carry their `api-version`. */
  readonly arm: Source;
  /** The tenant of whoever reads. */
  readonly tenantId: string;
}

/** A refused request, as the clients raise it: `status` is 0 where there was no answer. */
export interface Refusal extends Error {
  readonly status: number;
  /** As the service names it, e.g. `Authorization_RequestDenied`; `signIn` where no token was issued. */
  readonly code: string;
}

export function isRefusal(value: unknown): value is Refusal {
  return value instanceof Error && typeof (value as Partial<Refusal>).status === "number" && "code" in value;
}

/** e.g. `403 Authorization_RequestDenied` */
export function answerOf({ status, code, message }: Refusal): string {
  return status === 0 ? message : [status, code].filter(Boolean).join(" ");
}
