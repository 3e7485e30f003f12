/** Lets work on the same thing happen one after the other. */
export class Locks {
  private readonly last = new Map<string, Promise<unknown>>();

  /** Runs `work` when all earlier work under `key` is over, failed or not. */
  async hold<T>(key: string | undefined, work: () => Promise<T>): Promise<T> {
    if (key === undefined) return work();
    const before = this.last.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.last.get(key) === mine) this.last.delete(key);
    }
  }
}
