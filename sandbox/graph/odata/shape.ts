import type { EntityType } from "../schema/property";

export type Shown = Record<string, unknown>;

/** The properties of an object that an answer shows: those of `$select`, else all that need no `$select`. */
export function shape(
  full: Readonly<Shown>,
  type: EntityType,
  select: readonly string[] | undefined,
  showAll = false,
): Shown {
  if (select) {
    const names = select.filter((name) => Object.hasOwn(full, name));
    return Object.fromEntries(names.map((name) => [name, full[name]]));
  }
  return Object.fromEntries(
    Object.entries(full).filter(([name]) => {
      const property = type.properties[name];
      return showAll || !property?.onSelect;
    }),
  );
}
