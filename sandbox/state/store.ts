import { renameSync } from "node:fs";
import { join } from "node:path";
import { readIfThere, writePrivate } from "./files";
import { SandboxState, type StateDocument } from "./state";
import { documentProblems } from "./validate";

/** How long changes are gathered before they are written, in milliseconds. */
const debounce = 200;

/**
 * The live state and the one file that it is kept in. Without a directory it lives in memory only.
 * A file that cannot be read as this version's state is moved aside, never overwritten.
 */
export class StateStore {
  /** Whether the state comes from the seed, not from a file. */
  readonly freshlySeeded: boolean;
  readonly warnings: string[] = [];
  private live: SandboxState;
  private timer: NodeJS.Timeout | undefined;
  private dirty = false;
  private closed = false;

  /**
   * @param directory Where `state.json` is kept; `undefined` for memory only.
   * @param initial State to start from instead of the file's.
   * @param seed Makes a fresh state.
   * @param warn Told of a write that failed while running.
   */
  constructor(
    private readonly directory: string | undefined,
    initial: StateDocument | undefined,
    seed: () => StateDocument,
    private readonly warn: (line: string) => void = () => {},
  ) {
    const kept = initial ? undefined : this.load();
    this.freshlySeeded = !kept && !initial;
    this.live = new SandboxState(initial ?? kept ?? seed(), () => this.changed());
    if (!kept) this.save();
  }

  get state(): SandboxState {
    return this.live;
  }

  /** Takes another state in place of the present one. The document must have been checked. */
  replace(document: StateDocument): void {
    this.live = new SandboxState(document, () => this.changed());
    this.changed();
  }

  /** Writes what is not yet written. @throws Error in a sentence where the file cannot be written. */
  save(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.dirty = false;
    if (!this.directory) return;
    try {
      writePrivate(this.file, `${JSON.stringify(this.live.toDocument(), null, 1)}\n`);
    } catch (error) {
      this.dirty = true;
      throw error;
    }
  }

  close(): void {
    this.closed = true;
    if (this.dirty) this.save();
    clearTimeout(this.timer);
  }

  /** Stops writing: another process has taken the directory over. */
  abandon(): void {
    this.closed = true;
    this.dirty = false;
    clearTimeout(this.timer);
  }

  private get file(): string {
    return join(this.directory ?? "", "state.json");
  }

  private changed(): void {
    this.dirty = true;
    if (this.closed || this.timer || !this.directory) return;
    this.timer = setTimeout(() => {
      try {
        this.save();
      } catch (error) {
        this.warn(`warning: ${error instanceof Error ? error.message : String(error)}`);
      }
    }, debounce);
    this.timer.unref();
  }

  private load(): StateDocument | undefined {
    if (!this.directory) return undefined;
    const text = readIfThere(this.file);
    if (text === undefined) return undefined;
    const { document, problems } = readDocument(text);
    if (document) return document;
    const aside = this.moveAside();
    this.warnings.push(
      `The sandbox's state in ${this.file} cannot be used: ${problems.slice(0, 3).join("; ")}. ` +
        `It was kept as ${aside}, and the sandbox starts from a fresh tenant.`,
    );
    return undefined;
  }

  private moveAside(): string {
    const stamp = new Date().toISOString().replaceAll(":", "-");
    const aside = join(this.directory ?? "", `state.corrupt-${stamp}.json`);
    renameSync(this.file, aside);
    return aside;
  }
}

function readDocument(text: string): { document?: StateDocument; problems: readonly string[] } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { problems: [`it is not JSON (${error instanceof Error ? error.message : error})`] };
  }
  const problems = documentProblems(value);
  return problems.length > 0 ? { problems } : { document: value as StateDocument, problems };
}
