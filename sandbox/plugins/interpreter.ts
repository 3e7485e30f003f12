/** Runs resource types and functions against their service: what each operation of a provider does, whatever the type. */
import { checkInputs } from "./check";
import type { LastState } from "./diff";
import { importedInputs, refreshedInputs } from "./inputsOf";
import { Operation } from "./operation";
import type { FunctionType, LocalType, Problem, RemoteType, ResourceType } from "./resourceType";
import { PartlyCreated, ProviderError, type Session } from "./session";
import type { Values } from "./values";

export interface Resource {
  readonly id: string;
  readonly outputs: Values;
}

/** @throws PartlyCreated where a request failed after the one that made the resource */
export async function create(
  type: ResourceType,
  inputs: Values,
  session: Session,
  signal: AbortSignal,
): Promise<Resource> {
  if (type.generate) return type.generate(inputs);
  const operation = await Operation.start(type, session, { inputs }, signal);
  return operation.locked(async () => {
    try {
      if (await adoptExisting(type, operation)) await operation.run(type.update);
      else await operation.run(type.create);
      await operation.readAfterCreate();
    } catch (error) {
      throw operation.id === undefined ? error : new PartlyCreated(operation.id, inputs, error as Error);
    }
    return { id: operation.id as string, outputs: operation.outputs() };
  });
}

async function adoptExisting(type: RemoteType, operation: Operation): Promise<boolean> {
  const found = type.existing?.looksFirst(operation.scope) ? await operation.find() : undefined;
  if (!found || !type.existing) return false;
  const choice = type.existing.before(operation.scope, found);
  if (typeof choice === "object") throw new ProviderError(choice.refuse);
  if (choice === "adopt") operation.made(found);
  return choice === "adopt";
}

/** Changes the resource in place and returns its outputs. */
export async function update(
  type: ResourceType,
  id: string,
  last: LastState,
  inputs: Values,
  session: Session,
  signal: AbortSignal,
): Promise<Values> {
  if (type.generate) return { ...last.outputs, ...inputs };
  const operation = await Operation.start(type, session, { inputs, last, id }, signal);
  return operation.locked(async () => {
    await operation.run(type.update);
    await operation.run(type.read);
    return operation.outputs();
  });
}

export async function remove(
  type: ResourceType,
  id: string,
  last: LastState,
  session: Session,
  signal: AbortSignal,
): Promise<void> {
  if (type.generate) return;
  const operation = await Operation.start(type, session, { inputs: last.inputs, last, id }, signal);
  await operation.locked(() => operation.run(type.remove));
}

/** Reads the resource; undefined where it is gone. Without a last state this is an import: the inputs come from the outputs. */
export async function read(
  type: ResourceType,
  id: string,
  last: LastState,
  session: Session,
  signal: AbortSignal,
): Promise<(Resource & { readonly inputs: Values }) | undefined> {
  const importing = Object.keys(last.inputs).length === 0 && Object.keys(last.outputs).length === 0;
  if (importing && !type.importable) {
    throw new ProviderError(
      `${type.token} does not support import. Please declare the resource and let it be created.`,
    );
  }
  if (type.generate) return readLocal(type, id, last, importing);
  const operation = await Operation.start(type, session, { inputs: last.inputs, last, id }, signal);
  if (!(await operation.present())) return undefined;
  const outputs = operation.outputs();
  const inputs = importing
    ? importedInputs(type, { ...outputs, ...type.imported?.(operation.scope) })
    : refreshedInputs(type, last, outputs);
  return { id: operation.id as string, outputs, inputs };
}

function readLocal(type: LocalType, id: string, last: LastState, importing: boolean) {
  if (!importing) return { id, outputs: last.outputs, inputs: last.inputs };
  const adopted = type.adopt(id);
  return { ...adopted, inputs: importedInputs(type, adopted.outputs) };
}

/** Runs a function; the problems of its arguments come back instead of a result. */
export async function invoke(
  type: FunctionType,
  args: Values,
  session: Session,
  signal: AbortSignal,
): Promise<{ readonly result: Values } | { readonly problems: readonly Problem[] }> {
  const context = { name: "", oldInputs: {}, config: session.config, suffix: () => "" };
  const { inputs, problems } = checkInputs(type.inputs, args, context, type.validate);
  if (problems.length > 0) return { problems };
  const operation = await Operation.start(asType(type), session, { inputs }, signal);
  await operation.run(type.steps);
  return { result: type.result(operation.scope) };
}

const asType = (type: FunctionType): RemoteType => ({
  token: type.token,
  properties: type.inputs,
  importable: false,
  idForm: "",
  create: [],
  created: () => ({}),
  read: type.steps,
  outputs: type.result,
  update: [],
  remove: [],
});
