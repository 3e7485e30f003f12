/** A set of objects by id, in order of creation. Every change reports itself, so that the state can be saved. */
export class Collection<T extends { readonly id: string }> {
  private readonly items = new Map<string, T>();
  /** By the function that gives the key; gone with the next change. */
  private readonly indexes = new Map<(item: T) => string, Map<string, T>>();

  constructor(
    initial: readonly T[] = [],
    private readonly changed: () => void = () => {},
  ) {
    for (const item of initial) this.items.set(item.id.toLowerCase(), item);
  }

  get size(): number {
    return this.items.size;
  }

  get(id: string): T | undefined {
    return this.items.get(id.toLowerCase());
  }

  list(): T[] {
    return [...this.items.values()];
  }

  find(predicate: (item: T) => boolean): T | undefined {
    for (const item of this.items.values()) if (predicate(item)) return item;
    return undefined;
  }

  filter(predicate: (item: T) => boolean): T[] {
    return this.list().filter(predicate);
  }

  /** The first object with that key, without a walk through all. Give the same function every time: its index is kept. */
  findBy(keyOf: (item: T) => string, key: string): T | undefined {
    let index = this.indexes.get(keyOf);
    if (!index) {
      index = new Map();
      for (const item of this.items.values()) {
        const own = keyOf(item);
        if (!index.has(own)) index.set(own, item);
      }
      this.indexes.set(keyOf, index);
    }
    return index.get(key);
  }

  insert(item: T): T {
    this.items.set(item.id.toLowerCase(), item);
    this.indexes.clear();
    this.changed();
    return item;
  }

  /** Merges `patch` into the object; returns undefined where there is none. */
  update(id: string, patch: Partial<T>): T | undefined {
    const current = this.get(id);
    if (!current) return undefined;
    return this.insert({ ...current, ...patch });
  }

  remove(id: string): boolean {
    const removed = this.items.delete(id.toLowerCase());
    if (removed) {
      this.indexes.clear();
      this.changed();
    }
    return removed;
  }
}
