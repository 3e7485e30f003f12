/** The boxes of the picture, and how lists and roles are written in them. */
/** A box of the picture: a label, and lines of text of which each gets one line. */
export interface Box {
  readonly label: string;
  readonly lines: readonly BoxLine[];
}

export interface BoxLine {
  readonly text: string;
  /** Takes two lines. */
  readonly tall?: true;
  /** `name`: the thing itself; `note`: what there is to say of it; `warning`, `good`: a verdict. */
  readonly tone: "name" | "note" | "warning" | "good";
}

/** So many lines of a list are shown, the others counted. */
const mostLines = 4;

export const name = (text: string): BoxLine => ({ text, tone: "name" });
export const note = (text: string): BoxLine => ({ text, tone: "note" });
export const warning = (text: string): BoxLine => ({ text, tone: "warning" });
export const good = (text: string): BoxLine => ({ text, tone: "good" });

export function roleTitle({
  name: title,
  builtIn,
  directoryScopeId,
}: {
  name: string;
  builtIn: boolean;
  directoryScopeId: string;
}): string {
  const part = directoryScopeId === "/" ? "" : `, in ${scopeName(directoryScopeId)}`;
  return `${builtIn ? title : `custom role ${title}`}${part}`;
}

export const scopeName = (id: string) => id.replace(/^\/administrativeUnits\//, "administrative unit ");

/** A line for each, of many the first. */
export function shortened(items: readonly { readonly name: string }[]): readonly BoxLine[] {
  const shown = items.length > mostLines + 1 ? items.slice(0, mostLines) : items;
  const rest = items.length - shown.length;
  return [...shown.map((item) => name(item.name)), ...(rest > 0 ? [note(`and ${rest} more`)] : [])];
}

/** Roles: of many the first. */
export function fewRoles(lines: readonly BoxLine[]): readonly BoxLine[] {
  return lines.length <= 3 ? lines : [...lines.slice(0, 2), note(`and ${lines.length - 2} more roles`)];
}
