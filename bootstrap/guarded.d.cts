export interface GuardedResult {
  readonly code: number;
  /** Both output streams, as they came. */
  readonly output: string;
  readonly stdout: string;
  readonly timedOut: boolean;
}

export interface GuardedOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** A folder that is removed when the command is ended early, by any of the ways below or with this process. */
  readonly scratch?: string;
  /** Ends the command after so many milliseconds. */
  readonly limitMs?: number;
  /** Ends the command when it aborts. */
  readonly signal?: AbortSignal;
  readonly onStart?: (pid: number) => void;
}

/** Runs a command whose whole process tree ends with this process, even if this process is killed. */
export function runGuarded(command: string, args: readonly string[], options?: GuardedOptions): Promise<GuardedResult>;
