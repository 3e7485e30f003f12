/** The form of a correction to the generated operations, and what its rows are written with. */

/** A row that adds to the generated one (`add`), or gives its members anew (the others stay). A path that the data lacks is a new row. */
export interface OperationCorrection {
  readonly method: string;
  readonly path: string;
  readonly add?: { readonly application?: readonly string[]; readonly delegated?: readonly string[] };
  readonly application?: readonly string[];
  readonly delegated?: readonly string[];
  readonly leastApplication?: string;
  readonly leastDelegated?: string;
  readonly also?: { readonly application?: readonly string[]; readonly delegated?: readonly string[] };
  readonly onlyFor?: Readonly<Record<string, readonly string[]>>;
  readonly source: string;
}

/** The page of an operation in Microsoft's API reference. */
export const api = (page: string) => `https://learn.microsoft.com/graph/api/${page}`;

/** The same names as application and as delegated permissions. */
export const both = (...names: string[]) => ({ application: names, delegated: names });

/** The same least privileged permission for both types. */
export const least = (name: string) => ({ leastApplication: name, leastDelegated: name });
