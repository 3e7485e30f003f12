/** How a cause is looked for in a tenant (`explain --live`): what to read, and how the answer moves the likelihood. */
import type { Seen } from "./entry";
import type { Likelihood } from "./explanation";
import type { Subject, SubjectPart } from "./subject";

/** Looks at the tenant whether a cause is the one. */
export interface Look {
  /** The question that it answers, for the reference page. */
  readonly asks: string;
  /** What it may read: `GET /applications` of Microsoft Graph, `azure GET roleAssignments` at a scope. For the reference page. */
  readonly reads: readonly string[];
  /** Also where the input is about another tenant than the one that is looked at. */
  readonly anyTenant?: boolean;
  /** @throws CannotLook where reading is refused */
  readonly look: (ask: Ask) => Promise<Finding>;
}

/** The looks of an entry, by the ids of its causes. */
export type Looks = Readonly<Record<string, Look>>;

/** What a look works with. */
export interface Ask {
  readonly tenant: LiveReader;
  readonly subject: Subject;
  readonly seen: Seen;
  /** Tells the reader something beside the causes, such as that two ids were mixed up. Each sentence once. */
  readonly note: (sentence: string) => void;
}

/** What a look found. `evidence` is what was seen, in sentences; empty where nothing could be looked for. */
export interface Finding {
  readonly verdict: "confirmed" | "ruled out" | "open";
  readonly evidence: string;
  /** Of an open one: what it makes of the likelihood. */
  readonly likelihood?: Likelihood;
  /** Of an open one: what must be known to look. */
  readonly missing?: readonly SubjectPart[];
}

export const confirmed = (evidence: string): Finding => ({ verdict: "confirmed", evidence });
export const ruledOut = (evidence: string): Finding => ({ verdict: "ruled out", evidence });
export const open = (evidence: string, likelihood?: Likelihood): Finding => ({
  verdict: "open",
  evidence,
  ...(likelihood && { likelihood }),
});
export const missing = (...parts: readonly SubjectPart[]): Finding => ({
  verdict: "open",
  evidence: "",
  missing: parts,
});

/** Reads a tenant and its subscriptions, by GET alone. The same path is read once. */
export interface LiveReader {
  /** Tenant of the token that it reads with. */
  readonly tenantId: string;
  /** Object id of whoever reads. */
  readonly objectId: string | null;
  /** Microsoft Graph v1.0. */
  readonly graph: Reads;
  /** Azure Resource Manager; paths carry their `api-version`. */
  readonly arm: Reads;
  /** Licences of a user that another identity may not take away; undefined for a user who is not there. */
  licencesInTheWay(user: string): Promise<readonly LicenceInTheWay[] | undefined>;
}

export interface Reads {
  /** Undefined for what is not there. @throws CannotLook */
  get<T>(path: string): Promise<T | undefined>;
  /** All pages; undefined where that whose list it is, is not there. @throws CannotLook */
  list<T>(path: string): Promise<readonly T[] | undefined>;
}

export interface LicenceInTheWay {
  /** `POWER_BI_PRO (Power BI Pro)`. */
  readonly title: string;
  /** e.g. `bought by self-service, by alex@contoso.com`. */
  readonly why: string;
  /** What to do about it. */
  readonly advice: string;
  readonly inherited: boolean;
  /** Whether the tenant's subscriptions tell it, or only suggest it. */
  readonly certain: boolean;
}

/** A read that was refused, or got no answer. */
export class CannotLook extends Error {
  override readonly name = "CannotLook";
  constructor(
    message: string,
    /** The least privileged right that allows it; null where no right was the reason. */
    readonly needs: string | null,
  ) {
    super(message);
  }
}
