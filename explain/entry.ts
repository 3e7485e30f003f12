/** The form of the knowledge base: one entry a file in `entries/`. */
import type { Likelihood, Source } from "./explanation";
import type { Facts } from "./facts/facts";
import type { Looks } from "./look";

/** A text, or one that is made of what was seen. */
export type Text<T = string> = T | ((seen: Seen) => T);

/** What an entry's texts are made of. */
export interface Seen {
  readonly facts: Facts;
  /** Parts of the message, by the names of `Entry.values`; a part that the message lacks is absent. */
  readonly values: Readonly<Record<string, string | undefined>>;
}

export interface Entry {
  /** Stable; in the answer's JSON. */
  readonly id: string;
  readonly title: string;
  readonly signature: Signature;
  /** Parts of the message: the first group of the pattern. */
  readonly values?: Readonly<Record<string, RegExp>>;
  /** Entries that this one is a special case of: they are left out where this one is found. */
  readonly supersedes?: readonly string[];
  readonly happened: Text;
  readonly causes: readonly Cause[];
  /** How a tenant is looked at for them, by their ids (`explain --live`). */
  readonly looks?: Looks;
  readonly sources: readonly Source[];
}

/** What an entry is recognised by. Any one is enough, together with `when`. */
export interface Signature {
  /** Numbers of the sign-in service's errors. */
  readonly signInCodes?: readonly number[];
  /** Error codes of a service, as written. */
  readonly codes?: readonly string[];
  /** Texts of messages. Where a text could be another product's, it counts only when nothing of another product is named. */
  readonly texts?: readonly RegExp[];
  /** What must hold besides. */
  readonly when?: (facts: Facts) => boolean;
  /** What is recognised without any text, such as from a token: says what was seen. */
  readonly sees?: (facts: Facts) => string | undefined;
}

export interface Cause {
  /** Stable within the entry. */
  readonly id: string;
  readonly cause: Text;
  /** Where nothing else is known. */
  readonly likelihood: Likelihood;
  /** Whether the cause is one for this input at all. */
  readonly applies?: (seen: Seen) => boolean;
  /** What the input says for or against it. */
  readonly weigh?: (seen: Seen) => Weight | undefined;
  /** What would tell it from the other causes. Required where the entry has several. */
  readonly distinguish?: Text;
  readonly fix: CauseFix;
}

export interface Weight {
  readonly likelihood: Likelihood;
  /** A clause that completes "because …". */
  readonly because: string;
}

export interface CauseFix {
  /** YAML for `Pulumi.<stack>.yaml`. Left out where this project configures nothing that would mend it. */
  readonly configuration?: Text<string | undefined>;
  readonly portal: Text<readonly string[]>;
  readonly who: Text;
}

/** Keeps the type of an entry while it is written down. */
export const entry = (content: Entry): Entry => content;
