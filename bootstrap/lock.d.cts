export interface Lock {
  /** Counts a child as owner too: where this process is killed, the lock holds until the child has ended as well. */
  shareWith(pid: number): void;
  release(): void;
}

export function acquireLock(
  file: string,
  options?: { readonly onWait?: (owner: string) => void; readonly pollMs?: number },
): Promise<Lock>;
