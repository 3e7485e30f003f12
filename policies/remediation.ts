/** Mends resources where a rule knows how and is set to `remediate`. */
import type { ResourceValidationArgs } from "@pulumi/policy";
import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import { fromValidation } from "./model/resource";
import { unknown, type Value } from "./model/value";
import type { Context, Rule } from "./rule";

/** What was changed, by rule and URN, until the resource is judged, where it is reported. */
const said = new Map<string, string>();
const keyOf = (rule: Rule, urn: string) => `${rule.name} ${urn}`;

/** Changes the resource's inputs in place, so that secrets among them stay secret, and returns them; undefined where nothing is to change. */
export function remediate(rule: Rule, args: ResourceValidationArgs, context: Context) {
  const resource = fromValidation(args);
  if (!rule.resource?.types.includes(resource.type)) return undefined;
  const mended = rule.resource.mend?.(resource, context);
  if (mended === undefined) return undefined;
  for (const [key, value] of Object.entries(mended.properties)) args.props[key] = onWire(value);
  said.set(keyOf(rule, resource.urn), mended.said);
  return args.props;
}

/** What was changed about a resource, once. */
export function takeRemediation(rule: Rule, urn: string): string | undefined {
  const change = said.get(keyOf(rule, urn));
  said.delete(keyOf(rule, urn));
  return change;
}

/** A value as the engine reads it. */
function onWire(value: Value): unknown {
  if (value === unknown) return unknownValue;
  if (Array.isArray(value)) return value.map(onWire);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, onWire(member)]));
}
