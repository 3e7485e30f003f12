import type { Clock } from "../clock";
import type { Service } from "../operation";

/** One request that the sandbox answered. Holds no token, no secret and no body. */
export interface JournalEntry {
  /** ISO 8601, by the sandbox's clock. */
  readonly time: string;
  readonly service: Service;
  readonly method: string;
  /** As it was called, with the query; values of secrets in a query are masked. */
  readonly path: string;
  /** 0 where a fault dropped the connection before the request was answered. */
  readonly status: number;
  /** Whether it was meant to change something: any method but GET and HEAD, outside sign-in. */
  readonly write: boolean;
  readonly callerAppId?: string;
  readonly callerObjectId?: string;
  readonly clientRequestId?: string;
  /** The code of the refusal, e.g. `Authorization_RequestDenied`. */
  readonly errorCode?: string;
}

const secretParameter = /([?&](?:client_secret|client_assertion|password|code|refresh_token|access_token|sig)=)[^&]*/gi;

/** The latest requests, oldest first; the oldest go when there are more than `limit`. */
export class Journal {
  private entries: JournalEntry[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly limit = 10_000,
  ) {}

  record(entry: Omit<JournalEntry, "time" | "write">): void {
    this.entries.push({
      time: this.clock.now().toISOString(),
      write: !["GET", "HEAD", "OPTIONS"].includes(entry.method) && entry.service !== "signIn",
      ...entry,
      path: entry.path.replace(secretParameter, "$1***"),
    });
    if (this.entries.length > this.limit) this.entries = this.entries.slice(-this.limit);
  }

  list(): readonly JournalEntry[] {
    return [...this.entries];
  }

  writes(): readonly JournalEntry[] {
    return this.entries.filter((entry) => entry.write);
  }

  clear(): void {
    this.entries = [];
  }
}
