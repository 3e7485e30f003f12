/** Parts of paths to read. */

/** A key in a path: sign-in names of guests hold a #. */
export const key = (id: string): string => encodeURIComponent(id);

/** A text in a `$filter`. */
export const quoted = (text: string): string => `'${encodeURIComponent(text.replaceAll("'", "''"))}'`;
