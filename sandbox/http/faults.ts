import { ServiceError } from "../errors";
import type { Service } from "../operation";

/** What happens instead of the usual answer. */
export type FaultEffect =
  /** The service refuses with this status; `retryAfter` in seconds goes into the header of that name. */
  | { readonly status: number; readonly retryAfter?: number; readonly code?: string; readonly message?: string }
  /** The connection is closed before the request has any effect. */
  | "dropConnection"
  /** The request takes effect, then the connection is closed without an answer. */
  | "loseAnswer";

/** Which requests fail, and how. A request must meet every condition that is given. */
export interface RouteFault {
  readonly service?: Service;
  readonly method?: string;
  /** Path under the service without version, `*` for any text, no regard to case, e.g. `/applications/*`. */
  readonly path?: string;
  /** How many requests it meets before it wears off; 1 by default, `null` for all. */
  readonly times?: number | null;
  readonly effect: FaultEffect;
}

export interface FaultDelays {
  /** Milliseconds for which a new object stays invisible to reads. */
  readonly replicationDelay: number;
  /** Milliseconds after a consent in which new tokens do not carry it yet. */
  readonly consentDelay: number;
  /** Milliseconds that a resource provider stays in `Registering`; `Infinity` when it never finishes. */
  readonly registrationDelay: number;
}

const none: FaultDelays = { replicationDelay: 0, consentDelay: 0, registrationDelay: 0 };

/** Makes the sandbox as unreliable as the real services can be. */
export class FaultControl {
  private delays: FaultDelays = none;
  private routes: { fault: RouteFault; left: number }[] = [];

  get replicationDelay(): number {
    return this.delays.replicationDelay;
  }

  get consentDelay(): number {
    return this.delays.consentDelay;
  }

  get registrationDelay(): number {
    return this.delays.registrationDelay;
  }

  setDelays(delays: Partial<FaultDelays>): void {
    this.delays = { ...this.delays, ...delays };
  }

  add(fault: RouteFault): void {
    this.routes.push({ fault, left: fault.times === null ? Number.POSITIVE_INFINITY : (fault.times ?? 1) });
  }

  /** The faults that have not worn off, with the number of requests that they will still meet. */
  list(): readonly (RouteFault & { readonly left: number })[] {
    return this.routes.map(({ fault, left }) => ({ ...fault, left }));
  }

  clear(): void {
    this.delays = none;
    this.routes = [];
  }

  /** The effect on this request, if any; counts it as met. */
  take(service: Service, method: string, path: string): FaultEffect | undefined {
    const entry = this.routes.find(({ fault }) => matches(fault, service, method, path));
    if (!entry) return undefined;
    entry.left--;
    if (entry.left <= 0) this.routes = this.routes.filter((other) => other !== entry);
    return entry.fault.effect;
  }
}

function matches(fault: RouteFault, service: Service, method: string, path: string): boolean {
  if (fault.service && fault.service !== service) return false;
  if (fault.method && fault.method.toUpperCase() !== method) return false;
  if (!fault.path) return true;
  const pattern = fault.path.split("*").map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${pattern.join(".*")}$`, "i").test(path);
}

/** The refusal of a fault with a status, in the words that the services use for it. */
export function faultError(effect: Extract<FaultEffect, { status: number }>): ServiceError {
  const [code, message] =
    effect.status === 429
      ? ["TooManyRequests", "Too many requests."]
      : effect.status === 503
        ? ["ServiceUnavailable", "The service is temporarily unavailable. Please retry later."]
        : effect.status === 504
          ? ["GatewayTimeout", "The gateway did not receive a response within the specified time period."]
          : effect.status >= 500
            ? ["InternalServerError", "An internal server error occurred while processing the request."]
            : ["InjectedFault", `The sandbox was told to answer ${effect.status}.`];
  const headers: Record<string, string> =
    effect.retryAfter === undefined ? {} : { "retry-after": String(effect.retryAfter) };
  return new ServiceError(effect.status, effect.code ?? code ?? "", effect.message ?? message ?? "", { headers });
}
