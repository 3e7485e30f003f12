/** One operation of Microsoft Graph. Lists are alternatives: any one permission allows the operation, with `also` where that is given. */
export interface GraphOperation {
  /** In capitals. */
  readonly method: string;
  /** Template without version, for example `/users/{id}/assignLicense`. */
  readonly path: string;
  /** Application permissions; empty where no application may call it. */
  readonly application: readonly string[];
  /** Delegated permissions; empty where no user may call it. */
  readonly delegated: readonly string[];
  readonly leastApplication?: string;
  readonly leastDelegated?: string;
  /** One of these is needed beside one of the list: the documentation says "A and B". */
  readonly also?: { readonly application?: readonly string[]; readonly delegated?: readonly string[] };
  /** Permissions of the lists that allow the operation only on these properties of the object. */
  readonly onlyFor?: Readonly<Record<string, readonly string[]>>;
  /** Where the row comes from, when not from the generated data alone. */
  readonly source?: string;
}
