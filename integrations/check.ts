import type { Cloud } from "../catalogue/clouds";
import type { RestReader } from "../components/restClient";
import type { IntegrationRecord } from "./record";

/** One thing that must hold for an integration to work. */
export interface Check {
  readonly id: string;
  /** What holds when it passes, e.g. `A token is issued with the integration's own credential`. */
  readonly title: string;
  /** Changes something in the tenant: runs with `--write` only. */
  readonly write?: boolean;
  run(context: CheckContext): Promise<CheckResult>;
}

export interface CheckResult {
  /** A `warning` is told and does not fail the verification. */
  readonly outcome: "passed" | "warning" | "failed" | "skipped";
  /** What was seen. */
  readonly detail: string;
  /** What to do about it. */
  readonly advice?: string;
}

/** The claims of an access token that checks read. */
export interface TokenClaims {
  readonly aud?: string;
  readonly appid?: string;
  readonly tid?: string;
  /** Application permissions. */
  readonly roles?: readonly string[];
  /** Delegated permissions, space-separated. */
  readonly scp?: string;
  readonly [claim: string]: unknown;
}

export interface CheckContext {
  readonly record: IntegrationRecord;
  readonly cloud: Cloud;
  /** Claims of a token issued to the integration itself. Raises what sign-in answered. */
  token(): Promise<TokenClaims>;
  /**
   * Claims of a token that satisfies `ready`, asking for new ones until the bound on waiting is over; then the last one.
   * A consent takes a while to reach tokens.
   */
  tokenWhen(ready: (claims: TokenClaims) => boolean, what: string): Promise<TokenClaims>;
  /** A call with the integration's own token. Throttling and passing faults are retried within a bound. */
  call(method: string, url: string, body?: unknown): Promise<Answer>;
  /** Has a person sign in to the integration's application on another screen; undefined unless one is there (`--interactive`). */
  readonly signIn?: () => Promise<SignedIn>;
  /**
   * A read of the tenant by Microsoft Graph, e.g. `/applications/{id}`, with the reading identity of whoever runs the
   * check; undefined where there is none or it may not read this.
   */
  readTenant(path: string): Promise<unknown | undefined>;
  /** Microsoft Graph as that reading identity. Raises a RestError where there is none or it may not read this. */
  readonly graph: RestReader;
}

/** What a person who signed in may do through the integration's application. */
export interface SignedIn {
  readonly claims: TokenClaims;
  call(method: string, url: string, body?: unknown): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  /** Parsed where it is JSON, else the text. */
  readonly body: unknown;
}

export const passed = (detail: string): CheckResult => ({ outcome: "passed", detail });
export const warned = (detail: string, advice: string): CheckResult => ({ outcome: "warning", detail, advice });
export const failed = (detail: string, advice: string): CheckResult => ({ outcome: "failed", detail, advice });
export const skipped = (detail: string): CheckResult => ({ outcome: "skipped", detail });

/** The answer's error in one line, as Microsoft words it. */
export function describeAnswer({ status, body }: Answer): string {
  const error = (body as { error?: { code?: string; message?: string } } | undefined)?.error;
  if (error?.code ?? error?.message) return `${status} ${error?.code ?? ""}: ${error?.message ?? ""}`.trim();
  return `${status} ${typeof body === "string" ? body.slice(0, 200) : ""}`.trim();
}
