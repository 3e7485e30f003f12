/** Ids written as forms: `/applications/{objectId}`. A part holds no slash, one that ends in `*` may. */
import type { IdParts } from "./resourceType";

const part = /\{(\w+)(\*?)\}/g;

export const formatId = (form: string, parts: IdParts): string =>
  form.replace(part, (_, name: string) => parts[name] ?? "");

/** The parts of an id, or undefined where it has another form. */
export function parseId(form: string, id: string): IdParts | undefined {
  const names: string[] = [];
  const pattern = form
    .split(part)
    .map((piece, index) => {
      if (index % 3 === 0) return piece.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
      if (index % 3 === 2) return "";
      names.push(piece);
      return form.includes(`{${piece}*}`) ? "(.+)" : "([^/]+)";
    })
    .join("");
  const match = new RegExp(`^${pattern}$`, "i").exec(id);
  return match ? Object.fromEntries(names.map((name, index) => [name, match[index + 1] as string])) : undefined;
}
