/** Short ways to write down properties. */
import type { Properties, Property, Rule } from "./resourceType";
import { uuid } from "./rules";

type Extra = Omit<Partial<Property>, "kind" | "element" | "properties">;

const property =
  (kind: Property["kind"]) =>
  (extra: Extra = {}): Property => ({ mode: "optional", ...extra, kind });

export const string = property("string");
export const boolean = property("boolean");
export const number = property("number");
export const any = property("any");

export const list = (element: Property, extra: Extra = {}): Property => ({ ...property("list")(extra), element });
/** A list whose order means nothing. */
export const set = (element: Property, extra: Extra = {}): Property => ({ ...property("set")(extra), element });
export const map = (element: Property, extra: Extra = {}): Property => ({ ...property("map")(extra), element });
export const object = (properties: Properties, extra: Extra = {}): Property => ({
  ...property("object")(extra),
  properties,
});

/** Marks for `Extra`. */
export const required = { mode: "required" } as const;
export const output = { mode: "output" } as const;
export const computed = { computed: true } as const;
export const replaces = { replaces: true } as const;

export const rules = (...all: readonly Rule[]) => ({ rules: all });

export const id = (extra: Extra = {}): Property => string({ ...rules(uuid), ...extra });
