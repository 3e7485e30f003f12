/** What a deployment would change, and what a preview knows of the result. */
import { type Difference, differences, isAbsent } from "./compare";
import type { Property, ResourceType } from "./resourceType";
import { unknown, type Values } from "./values";

export interface Diff {
  readonly differences: readonly Difference[];
  readonly deleteBeforeReplace: boolean;
}

/** The last known state of a resource. */
export interface LastState {
  readonly outputs: Values;
  readonly inputs: Values;
}

/** Compares what the resource has with what it should have. */
export function diff(type: ResourceType, last: LastState, inputs: Values): Diff {
  const found = Object.entries(type.properties).flatMap(([name, property]) =>
    propertyDifferences(type, name, property, last, inputs),
  );
  const replacing = found.some(({ replaces }) => replaces);
  return { differences: found, deleteBeforeReplace: replacing && type.deleteBeforeReplace?.(last.inputs) === true };
}

/** The old value is what the service told last; where it does not tell, what was asked for last. */
export function propertyDifferences(
  type: Pick<ResourceType, "compares">,
  name: string,
  property: Property,
  last: LastState,
  inputs: Values,
): readonly Difference[] {
  if (property.mode === "output" || (property.computed && isAbsent(property, inputs[name]))) return [];
  if (type.compares === "inputs") return differences(property, name, last.inputs[name], inputs[name]);
  const asked = property.kept || property.inputOnly;
  const old = asked ? (last.inputs[name] ?? last.outputs[name]) : last.outputs[name];
  return differences(property, name, old, inputs[name]);
}

/** What a preview knows of a resource that does not exist yet. */
export function previewCreate(type: ResourceType, inputs: Values): Values {
  const entries = Object.entries(type.properties).map(([name, property]) => {
    if (property.inputOnly) return [name, undefined];
    const told = property.computed || property.mode === "output";
    return [name, inputs[name] ?? (told ? unknown : undefined)];
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

export function previewUpdate(type: ResourceType, last: LastState, inputs: Values): Values {
  const outputs: Values = { ...last.outputs };
  for (const [name, property] of Object.entries(type.properties)) {
    if (property.mode === "output" || property.inputOnly) continue;
    if (inputs[name] !== undefined || !property.computed) outputs[name] = inputs[name];
    if (propertyDifferences(type, name, property, last, inputs).length === 0) continue;
    for (const follower of type.follows?.[name] ?? []) outputs[follower] = unknown;
  }
  return outputs;
}
