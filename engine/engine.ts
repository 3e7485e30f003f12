/** A Pulumi engine that is complete and runs. */
export interface Engine {
  /** Such as "3.220.0". */
  readonly version: string;
  /** Put it first on PATH. */
  readonly directory: string;
  /** How it was found: on PATH, in the engine's folder of versions, or just now downloaded or built. */
  readonly source: "path" | "cache" | "download" | "build";
}

/** Told a line at a time what goes on. */
export type Reporter = (line: string) => void;

/**
 * The version that is downloaded or built. Later ones are accepted where they are installed; but from 3.259 policy packs
 * need a language host that the Go proxy does not serve.
 */
export const engineVersion = "3.220.0";

/** No engine, and why. `advice` says what to do next. */
export class EngineError extends Error {
  override readonly name = "EngineError";

  constructor(
    message: string,
    readonly advice: string,
  ) {
    super(message);
  }
}
