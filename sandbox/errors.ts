/**
 * A refusal in the service's own words. Operations throw it; the server's one error handler turns it into the envelope
 * of the service that was called (Microsoft Graph, ARM or Entra sign-in).
 */
export class ServiceError extends Error {
  readonly headers: Readonly<Record<string, string>>;
  /** ARM only: `details` of the envelope. */
  readonly details: readonly Record<string, unknown>[] | undefined;

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    extra: { headers?: Record<string, string>; details?: readonly Record<string, unknown>[] } = {},
  ) {
    super(message);
    this.headers = extra.headers ?? {};
    this.details = extra.details;
  }
}
