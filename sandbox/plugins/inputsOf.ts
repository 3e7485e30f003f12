/** Makes the inputs of a resource from what a service told: for an import, and for a refresh that found drift. */
import { differences, isAbsent } from "./compare";
import type { LastState } from "./diff";
import type { Property, ResourceType } from "./resourceType";
import { isObject, type Values } from "./values";

/** The inputs that would declare a resource which has these values. */
export function importedInputs(type: ResourceType, values: Values): Values {
  const entries = Object.entries(type.properties)
    .filter(([, property]) => property.mode !== "output")
    .map(([name, property]) => [name, property, inputForm(property, values[name])] as const)
    // As the real bridge does: a value that is not the default is told, false in the place of true above all.
    .filter(([, property, value]) => !saysNothing(property, value));
  return Object.fromEntries(entries.map(([name, , value]) => [name, value]));
}

const saysNothing = (property: Property, value: unknown): boolean =>
  isAbsent(property, value) ||
  (Array.isArray(value) && value.every((item) => isObject(item) && Object.keys(item).length === 0));

/** The last inputs, with what drifted as it is now. */
export function refreshedInputs(type: ResourceType, last: LastState, outputs: Values): Values {
  const inputs: Values = { ...last.inputs };
  for (const [name, property] of Object.entries(type.properties)) {
    if (property.mode === "output" || property.kept || property.inputOnly) continue;
    if (drifted(type, name, property, last, outputs)) inputs[name] = inputForm(property, outputs[name]);
  }
  return Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== undefined));
}

function drifted(type: ResourceType, name: string, property: Property, last: LastState, outputs: Values): boolean {
  const now = outputs[name];
  if (type.compares === "inputs") return differences(property, name, last.outputs[name], now).length > 0;
  const asked = last.inputs[name];
  if (asked === undefined && (property.computed || isAbsent(property, now))) return false;
  return differences(property, name, now, asked).length > 0;
}

/** Leaves out of an object what cannot be set or says nothing. */
function inputForm(property: Property, value: unknown): unknown {
  if (Array.isArray(value)) {
    const { element } = property;
    return element ? value.map((item) => inputForm(element, item)) : value;
  }
  const { properties } = property;
  if (property.kind !== "object" || !properties || value === undefined) return value;
  const entries = Object.entries(value as Values).flatMap(([name, member]) => {
    const of = properties[name];
    const says = of && of.mode !== "output" && (of.mode === "required" || !isAbsent(of, member));
    return says ? [[name, inputForm(of, member)]] : [];
  });
  return Object.fromEntries(entries);
}
