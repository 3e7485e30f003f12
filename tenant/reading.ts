import type { SkippedRead } from "./model";
import { type GraphRead, type Need, needOf } from "./needs";
import { answerOf, type GraphSource, isRefusal, type Refusal, type Source } from "./sources";

/** One list of Microsoft Graph that is read as part of a batch. */
export interface PlannedList<T> {
  readonly read: GraphRead;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Takes a page of it. */
  take(items: readonly T[]): void;
}

interface Page {
  readonly value?: readonly unknown[];
  readonly "@odata.nextLink"?: string;
}

/** One reading of a tenant: keeps in mind what was refused. */
export class Reading {
  private readonly refused = new Map<string, SkippedRead>();

  get skipped(): readonly SkippedRead[] {
    return [...this.refused.values()];
  }

  /** Notes something as not read; each thing once, however often it was refused. */
  skip(need: Need, answer: string): void {
    if (!this.refused.has(need.what)) this.refused.set(need.what, { ...need, answer });
  }

  /** Whether a thing was read in full. */
  wasRead(read: GraphRead): boolean {
    return !this.refused.has(needOf(read).what);
  }

  /**
   * Runs a read; where it is forbidden, that is noted and the answer is undefined. Any other failure is the caller's.
   *
   * @param unavailable further statuses that say that the tenant or the cloud does not have it
   */
  async attempt<T>(need: Need, run: () => Promise<T>, unavailable: readonly number[] = []): Promise<T | undefined> {
    try {
      return await run();
    } catch (error) {
      if (!isRefusal(error) || ![403, ...unavailable].includes(error.status)) throw error;
      this.skip(need, answerOf(error));
      return undefined;
    }
  }

  /** Reads a list page by page, keeping of each item what `keep` makes of it. */
  async list<T, R>(source: Source, read: GraphRead, path: string, keep: (item: T) => R, unavailable?: number[]) {
    const kept: R[] = [];
    const run = async () => {
      for await (const page of source.pages<T>(path)) for (const item of page) kept.push(keep(item));
    };
    await this.attempt(needOf(read), run, unavailable);
    return kept;
  }

  /** Reads the first page of each list in batches, and what further pages there are one by one. */
  // biome-ignore lint/suspicious/noExplicitAny: lists of different items are read together.
  async batch(graph: GraphSource, planned: readonly PlannedList<any>[]): Promise<void> {
    if (planned.length === 0) return;
    const answers = await graph.batch<Page>(planned.map(({ path, headers }) => ({ path, headers })));
    for (const [index, plan] of planned.entries()) {
      const answer = answers[index];
      if (answer === undefined) continue;
      if (isRefusal(answer)) await this.refusedInBatch(graph, plan, answer);
      else {
        plan.take(answer.value ?? []);
        const next = answer["@odata.nextLink"];
        if (next) await this.further(graph, plan, next);
      }
    }
  }

  private async further(graph: GraphSource, plan: PlannedList<unknown>, path: string): Promise<void> {
    await this.attempt(needOf(plan.read), async () => {
      for await (const page of graph.pages<unknown>(path)) plan.take(page);
    });
  }

  private async refusedInBatch(graph: GraphSource, plan: PlannedList<unknown>, answer: Refusal): Promise<void> {
    if (answer.status === 403) return this.skip(needOf(plan.read), answerOf(answer));
    // The object went away between two requests.
    if (answer.status === 404) return;
    const whole = withoutPageSize(plan.path);
    if (answer.status !== 400 || whole === plan.path) throw answer;
    // Not every list takes a page size, and not every cloud has every list.
    await this.attempt(needOf(plan.read), async () => {
      for await (const page of graph.pages<unknown>(whole)) plan.take(page);
    }, [400]);
  }
}

function withoutPageSize(path: string): string {
  return path.replace(/([?&])\$top=\d+(&|$)/, (_, before: string, after: string) => (after ? before : ""));
}

/** As `Promise.all`, but where one fails it waits for the others: nothing goes on behind the caller's back. */
export async function together<T extends readonly unknown[]>(running: [...{ [K in keyof T]: Promise<T[K]> }]) {
  const settled = await Promise.allSettled(running);
  for (const one of settled) if (one.status === "rejected") throw one.reason;
  return settled.map((one) => (one as PromiseFulfilledResult<unknown>).value) as unknown as T;
}

/** Runs work on each item, so many at a time. */
export async function inParallel<T>(items: readonly T[], limit: number, work: (item: T) => Promise<void>) {
  const queue = [...items];
  const run = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await together(Array.from({ length: Math.min(limit, items.length) }, run));
}
