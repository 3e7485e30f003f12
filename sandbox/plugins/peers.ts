import { ProviderError, type Session } from "./session";

/**
 * The provider instances that share one stand-in. The engine opens a connection for each provider resource of each command, and names none of
 * them in its calls: the connection's address tells them apart.
 */
export class Peers {
  private readonly sessions = new Map<string, Session>();
  private readonly aborts = new Map<string, AbortController>();

  /** Addresses come back, so a new connection starts from nothing. */
  forget(peer: string): void {
    this.sessions.delete(peer);
    this.aborts.delete(peer);
  }

  configure(peer: string, session: Session): void {
    this.sessions.set(peer, session);
  }

  /** @throws ProviderError before Configure */
  session(peer: string): Session {
    const session = this.sessions.get(peer);
    if (session) return session;
    throw new ProviderError("The engine used this provider before configuring it. Please run the command again.");
  }

  /** Aborts when the engine cancels what this connection is doing. */
  signal(peer: string): AbortSignal {
    let abort = this.aborts.get(peer);
    if (!abort) {
      abort = new AbortController();
      this.aborts.set(peer, abort);
    }
    return abort.signal;
  }

  cancel(peer: string): void {
    this.aborts.get(peer)?.abort(new Error("the deployment was cancelled"));
    this.aborts.delete(peer);
  }
}
