import { randomUUID } from "node:crypto";
import { ServiceError } from "../errors";
import type {
  Environment,
  InnerRequest,
  Method,
  Operation,
  Reply,
  SandboxRequest,
  ServiceDefinition,
} from "../operation";
import type { SigningKey } from "../signIn/signingKey";
import type { SandboxState } from "../state/state";
import { parseBody } from "./body";
import { type FaultControl, type FaultEffect, faultError } from "./faults";
import type { Journal } from "./journal";
import { pathSegments } from "./path";
import { bodyTooLarge, internalError, methodNotAllowed, unknownRoute } from "./refusals";
import { Router } from "./router";
import { anonymous, checkToken } from "./tokenCheck";

/** A request as it came from the network. Header names are in lower case. */
export interface RawRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Bytes from the network, or a value that needs no parsing; `"tooLarge"` where reading was given up. */
  readonly body: { readonly raw: Buffer | undefined } | { readonly value: unknown } | "tooLarge";
}

/** The answer, or the order to close the connection without one. */
export type Outcome = Required<Omit<Reply, "body">> & { readonly body?: unknown; readonly dropped: boolean };

export interface DispatcherParts {
  readonly services: readonly ServiceDefinition[];
  readonly state: () => SandboxState;
  readonly key: SigningKey;
  readonly environment: Environment;
  readonly faults: FaultControl;
  readonly journal: Journal;
  readonly bodyLimit: number;
  readonly log: (line: string) => void;
}

interface Mounted {
  readonly definition: ServiceDefinition;
  readonly router: Router;
}

/** Takes a request through routing, token check, permission check, faults and the operation to an answer. */
export class Dispatcher {
  private readonly mounted: readonly Mounted[];

  constructor(private readonly parts: DispatcherParts) {
    this.mounted = parts.services
      .map((definition) => ({ definition, router: new Router(definition.operations) }))
      .sort((a, b) => b.definition.basePath.length - a.definition.basePath.length);
  }

  /** Answers a request that an operation makes; a dropped connection shows as 504. */
  async inner(request: InnerRequest): Promise<Reply> {
    const outcome = await this.answer({ ...request, body: { value: request.body } });
    return outcome.dropped ? { status: 504, headers: outcome.headers } : outcome;
  }

  async answer(raw: RawRequest): Promise<Outcome> {
    const requestId = randomUUID();
    const call = new Call(raw, this.mounted, this.parts, requestId);
    const { definition } = call.mounted;
    let reply: Reply;
    let errorCode: string | undefined;
    try {
      reply = await call.run();
    } catch (error) {
      const refusal = this.refusal(error, call, requestId);
      errorCode = refusal.code;
      const body = definition.errorBody(refusal, requestId, this.parts.environment.clock, call.clientRequestId);
      reply = { status: refusal.status, body, headers: { ...refusal.headers, ...call.errorHeaders() } };
    }
    const entry = {
      service: definition.service,
      method: raw.method,
      path: raw.url,
      status: call.dropped ? 0 : reply.status,
      ...(call.caller && call.caller.kind !== "anonymous"
        ? { callerAppId: call.caller.appId, callerObjectId: call.caller.objectId }
        : {}),
      ...(call.clientRequestId === requestId ? {} : { clientRequestId: call.clientRequestId }),
      ...(errorCode ? { errorCode } : {}),
    };
    this.parts.journal.record(entry, () => call.parsedBody());
    return {
      status: reply.status,
      headers: { ...call.standardHeaders(), ...lowerCase(reply.headers) },
      dropped: call.dropped,
      ...(raw.method === "HEAD" || reply.body === undefined ? {} : { body: reply.body }),
    };
  }

  private refusal(error: unknown, call: Call, requestId: string): ServiceError {
    if (error instanceof ServiceError) {
      if (error.code === "UnknownRoute") this.parts.log(`warning: ${error.message}`);
      return error;
    }
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.parts.log(`error: ${call.raw.method} ${call.raw.url} (request id ${requestId}): ${reason}`);
    return internalError(call.mounted.definition.service, requestId);
  }
}

function lowerCase(headers: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** One request on its way. */
class Call {
  readonly mounted: Mounted;
  /** Of the service, in this call. */
  private readonly basePath: string;
  private readonly path: string;
  private readonly query: URLSearchParams;
  readonly clientRequestId: string;
  caller: SandboxRequest["caller"] | undefined;
  dropped = false;

  constructor(
    readonly raw: RawRequest,
    services: readonly Mounted[],
    private readonly parts: DispatcherParts,
    private readonly requestId: string,
  ) {
    const [path = "/", ...rest] = raw.url.replace(/#.*$/s, "").split("?");
    this.path = path.replace(/\/{2,}/g, "/");
    this.query = new URLSearchParams(rest.join("?"));
    const { headers } = raw;
    const given =
      headers["client-request-id"] ?? headers["x-ms-client-request-id"] ?? this.query.get("client-request-id") ?? "";
    this.clientRequestId = /^[\x21-\x7e]{1,128}$/.test(given) ? given : requestId;
    const lower = `${this.path.toLowerCase()}/`;
    const below = (base: string) => lower.startsWith(`${base.toLowerCase()}/`);
    const atRoot = services.find(({ definition }) => definition.rootSegments?.some((segment) => below(`/${segment}`)));
    const found = atRoot ?? services.find(({ definition }) => below(definition.basePath));
    if (!found) throw new Error("No service is mounted at the root.");
    this.mounted = found;
    this.basePath = atRoot ? "" : found.definition.basePath;
  }

  async run(): Promise<Reply> {
    const { definition } = this.mounted;
    const { raw } = this;
    const { version, segments } = this.locate();
    const found = this.find(segments, version);
    const { environment } = this.parts;
    const state = this.parts.state();

    this.caller =
      found.operation.access === "public" || !definition.audiences
        ? anonymous(state.tenantId)
        : await checkToken(raw.headers.authorization, definition, this.parts.key, state, environment);
    const request: SandboxRequest = {
      method: raw.method as Method,
      path: `/${segments.join("/")}`,
      version,
      params: found.params,
      query: this.query,
      headers: raw.headers,
      body: this.body(),
      caller: this.caller,
    };
    const effect = definition.service === "control" ? undefined : this.fault(request);
    if (effect === "dropConnection") return this.drop();
    if (effect !== undefined && effect !== "loseAnswer") throw faultError(effect);

    if (found.operation.access === undefined) definition.authorize?.(found.operation, request, state, environment);
    const reply = await found.operation.run(state, request, environment);
    return effect === "loseAnswer" ? this.drop() : reply;
  }

  standardHeaders(): Record<string, string> {
    const { service } = this.mounted.definition;
    return {
      date: this.parts.environment.clock.now().toUTCString(),
      "cache-control": "no-store",
      "request-id": this.requestId,
      "client-request-id": this.clientRequestId,
      "x-ms-request-id": this.requestId,
      ...(service === "arm" ? { "x-ms-correlation-request-id": this.clientRequestId } : {}),
      ...(service === "graph"
        ? {
            "content-type":
              "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8",
            "odata-version": "4.0",
          }
        : { "content-type": "application/json; charset=utf-8" }),
    };
  }

  errorHeaders(): Record<string, string> {
    return { "content-type": "application/json; charset=utf-8" };
  }

  private locate(): { version: string; segments: readonly string[] } {
    const { service } = this.mounted.definition;
    const segments = pathSegments(this.path.slice(this.basePath.length), service !== "arm");
    if (service === "arm") return { version: this.query.get("api-version") ?? "", segments };
    if (service !== "graph") return { version: "", segments };
    const [version = "", ...rest] = segments;
    if (!/^(v1\.0|beta)$/i.test(version)) {
      throw new ServiceError(400, "BadRequest", version ? `Invalid version: ${version}` : "Invalid version.");
    }
    return { version: version.toLowerCase(), segments: rest };
  }

  private find(segments: readonly string[], version: string): { operation: Operation; params: Record<string, string> } {
    const { definition, router } = this.mounted;
    const { method, url } = this.raw;
    const found =
      router.match(method, segments, version) ??
      (method === "HEAD" ? router.match("GET", segments, version) : undefined);
    if (found) return found;
    const allowed = router.methods(segments, version);
    if (allowed.length > 0) throw methodNotAllowed(definition.service, method, allowed);
    throw unknownRoute(definition.service, method, url);
  }

  /** The body as far as it can be read; undefined where it cannot. */
  parsedBody(): unknown {
    try {
      return this.body();
    } catch {
      return undefined;
    }
  }

  private body(): unknown {
    const { body, headers } = this.raw;
    const { service } = this.mounted.definition;
    if (body === "tooLarge") throw bodyTooLarge(service, this.parts.bodyLimit);
    return "value" in body ? body.value : parseBody(body.raw, headers["content-type"], service);
  }

  private fault(request: SandboxRequest): FaultEffect | undefined {
    return this.parts.faults.take(this.mounted.definition.service, request.method, request.path);
  }

  private drop(): Reply {
    this.dropped = true;
    return { status: 0 };
  }
}
