import type { Clock } from "./clock";
import type { SandboxState } from "./state/state";

/** The services of the sandbox. Each has its own base path, envelope of errors and token audience. */
export type Service = "signIn" | "graph" | "arm" | "defender" | "threatProtection" | "serviceNow" | "control";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD";

/** Who calls, read from a token whose signature, audience and expiry have been checked. */
export interface Caller {
  readonly kind: "app" | "user" | "anonymous";
  readonly tenantId: string;
  /** Client id of the application that the token was issued to. */
  readonly appId: string;
  /** Object id of the caller: the service principal of an app token, the user of a delegated one (claim `oid`). */
  readonly objectId: string;
  /** Application permissions in the token (claim `roles`): what was consented when it was issued. */
  readonly roles: readonly string[];
  /** Delegated permissions in the token (claim `scp`). */
  readonly scopes: readonly string[];
  /** Template ids of the directory roles that the caller holds now over the whole tenant; not those scoped to a unit. */
  readonly directoryRoles: readonly string[];
}

export interface SandboxRequest {
  readonly method: Method;
  /** Path within the service, without version, e.g. `/applications/1234`. */
  readonly path: string;
  /** `v1.0` or `beta` for Microsoft Graph, the `api-version` for ARM, empty elsewhere. */
  readonly version: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The parsed JSON or form body; `undefined` where there was none. */
  readonly body: unknown;
  readonly caller: Caller;
}

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request that an operation makes within the sandbox, e.g. one entry of a Graph `$batch`. */
export interface InnerRequest {
  readonly method: string;
  /** Path and query under the origin, e.g. `/graph/v1.0/users?$top=5`. */
  readonly url: string;
  /** Names in lower case; put `authorization` of the outer request here. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** A value, not text: it takes the place of the parsed body. */
  readonly body?: unknown;
}

/** What an operation may use beside the state and the request. */
export interface Environment {
  readonly clock: Clock;
  /** `https://localhost:<port>`; absolute links are made from it. */
  readonly origin: string;
  /** Base URL of each service, without a trailing slash. */
  readonly baseUrls: Readonly<Record<Service, string>>;
  readonly faults: {
    /** Milliseconds for which a new object stays invisible to reads (replication delay); 0 by default. */
    readonly replicationDelay: () => number;
    /** Milliseconds that a resource provider stays in `Registering`; `Infinity` when it never finishes. */
    readonly registrationDelay: () => number;
  };
  /**
   * Answers a request as if it had come over HTTPS: same routing, token check, faults, envelopes and journal.
   * A connection that a fault drops shows as 504.
   */
  dispatch(request: InnerRequest): Promise<Reply>;
}

/**
 * One operation of a service: data plus one function of (state, request).
 * `path` uses `:name` for one segment and `:name*` for any number of segments, none included (joined by `/`). It is
 * matched without regard to case, within its service and version; `//` and a slash at the end do not matter, literal
 * segments win over parameters, parameters over `:name*`. Values keep the case in which they came and are decoded.
 * OData keys become segments: `users('a')` is `/users/a`, `users(appId='a')` is `/users/appId='a'`, `delta()` is `/delta`.
 */
export interface Operation {
  readonly service: Service;
  readonly method: Method;
  readonly path: string;
  /** Graph only: the versions that serve it; both when absent. */
  readonly versions?: readonly ("v1.0" | "beta")[];
  /**
   * Graph only: the operation of the catalogue whose permissions apply, where it is not `method path`,
   * e.g. `POST /users/{id}/assignLicense` for the namespace-qualified form.
   */
  readonly permissionsOf?: string;
  /** `public` needs no token; `authenticated` any valid one; by default the service's own rule decides. */
  readonly access?: "public" | "authenticated";
  run(state: SandboxState, request: SandboxRequest, environment: Environment): Reply | Promise<Reply>;
}

/** A service of the sandbox: where it lives, what it serves, who may call what, and how it says no. */
export interface ServiceDefinition {
  readonly service: Service;
  /** Path under the origin, without a trailing slash, e.g. `/graph`; empty for sign-in. */
  readonly basePath: string;
  /**
   * First segments of paths that it serves at the root too, e.g. `subscriptions`: clients that read a resource id out of the path of a
   * request know of no base path.
   */
  readonly rootSegments?: readonly string[];
  readonly operations: readonly Operation[];
  /** Values of the claim `aud` that a token for this service may carry; absent where no token is needed. */
  audiences?(environment: Environment): readonly string[];
  /** Throws a ServiceError where the caller may not do this. Called after signature, audience and expiry were checked. */
  authorize?(operation: Operation, request: SandboxRequest, state: SandboxState, environment: Environment): void;
  /** The body of a refusal. `requestId` and `clientRequestId` (the caller's, else the same) are in the headers too. */
  errorBody(error: import("./errors").ServiceError, requestId: string, clock: Clock, clientRequestId: string): unknown;
}
