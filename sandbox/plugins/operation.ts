import { randomUUID } from "node:crypto";
import { type LastState, propertyDifferences } from "./diff";
import { formatId, parseId } from "./idForm";
import type { Body, IdParts, RemoteType, Scope, Step } from "./resourceType";
import { Refusal } from "./serviceClient";
import { ProviderError, type Session } from "./session";
import { notFound, runSteps, StepFailed } from "./steps";
import type { Values } from "./values";

interface Start {
  readonly inputs: Values;
  /** Absent on create. */
  readonly last?: LastState;
  readonly id?: string;
}

const nothing: LastState = { outputs: {}, inputs: {} };

/** One create, read, update or delete of a resource that lives in a service: its sequence of requests and what they answered. */
export class Operation {
  readonly scope: Scope;
  private readonly answers: Record<string, Body | undefined> = {};
  private parts: IdParts | undefined;

  private constructor(
    private readonly type: RemoteType,
    private readonly session: Session,
    private readonly begin: Start,
    caller: Scope["caller"],
    private readonly signal: AbortSignal,
  ) {
    this.parts = begin.id === undefined ? undefined : this.partsOf(begin.id);
    const operation = this;
    this.scope = {
      inputs: begin.inputs,
      state: begin.last?.outputs ?? {},
      get id() {
        return operation.parts ?? {};
      },
      answers: this.answers,
      caller,
      item: undefined,
      uuid: randomUUID(),
      changed: (name) => this.changed(name),
      reference: session.reference,
      config: session.config,
    };
  }

  /** @throws ProviderError where the id has not the form of this type */
  static async start(type: RemoteType, session: Session, begin: Start, signal: AbortSignal): Promise<Operation> {
    return new Operation(type, session, begin, await session.caller(signal), signal);
  }

  /** Undefined until the resource has been made. */
  get id(): string | undefined {
    return this.parts && formatId(this.type.idForm, this.parts);
  }

  /** The resource exists: this is what the service tells of it. */
  made(body: Body | undefined): void {
    const step = this.type.create.find(({ creates }) => creates);
    if (step?.as !== undefined) this.answers[step.as] = body;
    const parts = this.type.created(this.scope);
    const missing = Object.keys(parts).find((name) => !parts[name]);
    if (missing) throw new ProviderError(`Bad API response: the answer to the creating request has no ${missing}.`);
    this.parts = parts;
  }

  run(steps: readonly Step[]): Promise<void> {
    return runSteps(steps, this.scope, {
      client: this.session.client,
      signal: this.signal,
      patience: this.session.patience,
      keep: (step, body) => {
        if (step.as !== undefined) this.answers[step.as] = body;
        if (step.creates) this.made(body);
      },
      ...(this.type.existing ? { afterLoss: () => this.find() } : {}),
    });
  }

  /** Reads what has just been made; a service whose copies lag behind may not show it at once. */
  readAfterCreate(): Promise<void> {
    return this.run(this.type.read.map((step) => ({ ...step, retries: [...(step.retries ?? []), ...notFound] })));
  }

  /** Looks for what a create would double. */
  async find(): Promise<Body | undefined> {
    if (!this.type.existing) return undefined;
    await this.run(this.type.existing.steps);
    return this.type.existing.found(this.scope);
  }

  /** Reads the resource and says whether it is there. */
  async present(): Promise<boolean> {
    try {
      await this.run(this.type.read);
    } catch (error) {
      const gone = error instanceof StepFailed && error.reason instanceof Refusal && error.reason.status === 404;
      if (gone) return false;
      throw error;
    }
    return this.type.present?.(this.scope) ?? true;
  }

  /** Every property that the type declares and that has a value. */
  outputs(): Values {
    const told = this.type.outputs(this.scope);
    const entries = Object.entries(this.type.properties).map(([name, property]) => {
      const remembered = property.computed || property.mode === "output" ? this.scope.state[name] : undefined;
      const kept = property.kept ? (this.begin.inputs[name] ?? remembered) : undefined;
      return [name, told[name] ?? kept];
    });
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  }

  locked<T>(work: () => Promise<T>): Promise<T> {
    return this.session.locks.hold(this.type.lock?.(this.scope), work);
  }

  private changed(name: string): boolean {
    const property = this.type.properties[name];
    if (!property) throw new Error(`${this.type.token} has no property ${name}`);
    return propertyDifferences(this.type, name, property, this.begin.last ?? nothing, this.begin.inputs).length > 0;
  }

  private partsOf(id: string): IdParts {
    const forms = [this.type.idForm, ...(this.type.importForms ?? [])];
    for (const form of forms) {
      const parts = parseId(form, id);
      if (parts) return parts;
    }
    throw new ProviderError(
      `"${id}" is not an id of ${this.type.token}. Please give one of the form ${this.type.idForm}.`,
    );
  }
}
