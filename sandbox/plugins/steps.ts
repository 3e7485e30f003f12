/** Runs the requests of a resource type in order. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Body, Hesitation, Scope, Step } from "./resourceType";
import { Refusal, type Request, type ServiceClient } from "./serviceClient";
import { ConnectionLost } from "./transport";

/** A sequence stopped; `message` says at which step and why. */
export class StepFailed extends Error {
  constructor(
    does: string,
    readonly reason: Error | string,
  ) {
    const why = typeof reason === "string" ? reason : reason.message;
    super(does === "" ? why : `${does}: ${why}`);
  }
}

export interface RunContext {
  readonly client: ServiceClient;
  readonly signal: AbortSignal;
  /** How long to go on asking where a service says "not yet", in milliseconds. */
  readonly patience: number;
  /** Keeps an answer for later steps. */
  readonly keep: (step: Step, body: Body | undefined) => void;
  /** Finds what a creating request made whose answer was lost; the request is sent again when there is nothing. */
  readonly afterLoss?: (step: Step) => Promise<Body | undefined>;
}

export async function runSteps(steps: readonly Step[], scope: Scope, context: RunContext): Promise<void> {
  for (const step of steps) {
    if (!step.forEach) {
      await runStep(step, scope, context);
      continue;
    }
    const answers: (Body | undefined)[] = [];
    const gathering = { ...context, keep: (_: Step, body: Body | undefined) => void answers.push(body) };
    for (const item of step.forEach(scope)) await runStep(step, withItem(scope, item), gathering);
    context.keep(step, { value: answers.filter((answer) => answer !== undefined) });
  }
}

const withItem = (scope: Scope, item: unknown): Scope => Object.create(scope, { item: { value: item } });

async function runStep(step: Step, scope: Scope, context: RunContext): Promise<void> {
  const does = typeof step.does === "string" ? step.does : step.does(scope);
  const problem = step.refuse?.(scope);
  if (problem !== undefined) throw new StepFailed(does, problem);
  const request = step.request(scope);
  if (!request) return;
  const end = Date.now() + context.patience;
  for (let pause = 25; ; pause = Math.min(pause * 2, 1000)) {
    const outcome = await attempt(step, request, scope, context);
    if (outcome.done) {
      context.keep(step, outcome.body);
      return;
    }
    if (Date.now() + pause > end) throw new StepFailed(does, outcome.reason);
    await sleep(pause, undefined, { signal: context.signal });
  }
}

type Outcome =
  | { readonly done: true; readonly body: Body | undefined }
  | { readonly done: false; readonly reason: Error | string };

async function attempt(step: Step, request: Request, scope: Scope, context: RunContext): Promise<Outcome> {
  let body: Body | undefined;
  try {
    body = (await context.client.send(request, context.signal)).body;
  } catch (error) {
    if (error instanceof ConnectionLost) return afterLoss(step, request, context, error);
    if (!(error instanceof Refusal)) throw error;
    if (step.ignoreRefusal) return { done: true, body: undefined };
    if (!matches(step.tolerates, error)) {
      if (matches(step.retries, error)) return { done: false, reason: error };
      throw new StepFailed(typeof step.does === "string" ? step.does : step.does(scope), error);
    }
  }
  if (step.until && !step.until(body, scope)) return { done: false, reason: "the service has not caught up in time" };
  return { done: true, body };
}

/**
 * Other methods than POST have been repeated by the client already; a POST is, where that cannot double anything: what it made may take a
 * moment to be seen, so it is looked for more than once.
 */
async function afterLoss(step: Step, request: Request, context: RunContext, lost: ConnectionLost): Promise<Outcome> {
  const repeatable = request.method === "POST" && !(step.creates && !context.afterLoss);
  if (!repeatable) throw lost;
  if (!step.creates || !context.afterLoss) return { done: false, reason: lost };
  const end = Date.now() + Math.min(context.patience / 2, 3000);
  for (let pause = 50; ; pause *= 2) {
    const found = await context.afterLoss(step);
    if (found) return { done: true, body: found };
    if (Date.now() + pause > end) return { done: false, reason: lost };
    await sleep(pause, undefined, { signal: context.signal });
  }
}

export const matches = (hesitations: readonly Hesitation[] | undefined, refusal: Refusal): boolean =>
  hesitations?.some(
    ({ status, message }) =>
      refusal.status === status && (!message || message.test(`${refusal.code}: ${refusal.reason}`)),
  ) ?? false;

/** Nothing there (yet, or any more). */
export const notFound: readonly Hesitation[] = [{ status: 404 }];
