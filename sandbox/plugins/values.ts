import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";

/** Properties of a resource as plain JavaScript: strings, numbers, booleans, arrays, objects, and `unknown`. */
export type Values = Record<string, unknown>;

/** A value that is only known when the program is deployed. It appears in previews alone. */
export class Unknown {
  toJSON(): string {
    return "(known after deployment)";
  }
}

export const unknown = new Unknown();

export const isUnknown = (value: unknown): value is Unknown => value instanceof Unknown;

/** Whether an unknown is hidden anywhere in a value. */
export function hasUnknown(value: unknown): boolean {
  if (isUnknown(value)) return true;
  if (Array.isArray(value)) return value.some(hasUnknown);
  return isObject(value) && Object.values(value).some(hasUnknown);
}

export function isObject(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isUnknown(value);
}

// How the engine writes special values into a protobuf Struct. Source: pulumi/sdk/go/common/resource/plugin/rpc.go and
// resource/sig/sig.go.
const unknownOfType = {
  boolean: "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  number: "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  string: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  array: "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  asset: "030794c1-ac77-496b-92df-f27374a8bd58",
  archive: "e48ece36-62e2-4504-bad9-02848725956a",
  object: "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
};
const unknownMarks = new Set<string>(Object.values(unknownOfType));
const signature = "4dabf18193072939515e22adb298388d";
const secretMark = "1b47061264138c4ac30d75fd1eb44270";
const outputMark = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const resourceMark = "5cf8f73096256a8f31e491e813e4eb8e";

/** Reads what the engine sent: secrets and outputs are opened, nulls dropped, unknowns become `unknown`. */
export function fromStruct(struct: Struct | undefined): Values {
  return struct ? (fromWire(struct.toJavaScript()) as Values) : {};
}

function fromWire(value: unknown): unknown {
  if (typeof value === "string") return unknownMarks.has(value) ? unknown : value;
  if (Array.isArray(value)) return value.map(fromWire);
  if (!isObject(value)) return value;
  if (value[signature] === secretMark) return fromWire(value.value);
  if (value[signature] === outputMark) return "value" in value ? fromWire(value.value) : unknown;
  if (value[signature] === resourceMark) return fromWire(value.id ?? value.urn);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null)
      .map(([name, member]) => [name, fromWire(member)]),
  );
}

/** Writes values for the engine. `secret` says, by path of property names (list indexes left out), what is a secret. */
export function toStruct(values: Values, secret: (path: readonly string[]) => boolean = () => false): Struct {
  return Struct.fromJavaScript(toWire(values, [], secret) as Record<string, JavaScriptValue>);
}

function toWire(value: unknown, path: readonly string[], secret: (path: readonly string[]) => boolean): unknown {
  if (isUnknown(value)) return unknownOfType.string;
  if (Array.isArray(value)) return value.map((item) => toWire(item, path, secret));
  if (!isObject(value)) return value;
  const members: Values = {};
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined || member === null) continue;
    const at = [...path, name];
    const written = toWire(member, at, secret);
    members[name] = secret(at) && !isUnknown(member) ? { [signature]: secretMark, value: written } : written;
  }
  return members;
}
