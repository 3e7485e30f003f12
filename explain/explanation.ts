/** The answer of `explain`. With `--json` it is printed as it is; members are only ever added, under the same `version`. */
export interface Explanation {
  readonly version: 1;
  /** Whether a cause was found, or a question (an operation, a permission, a token of Microsoft Entra ID) was answered. */
  readonly answered: boolean;
  /** What happened, by entry of the knowledge base; the first one named in the input first. */
  readonly explanations: readonly ExplainedEntry[];
  readonly operations: readonly ExplainedOperation[];
  readonly tokens: readonly ExplainedToken[];
  readonly recognised: Recognised;
  /** Error codes that are in the input and not in the knowledge base. */
  readonly unknown: readonly UnknownCode[];
  /** With `--live` only: the look at the tenant. */
  readonly live?: LiveReport;
}

/**
 * How sure it is that a cause is the one: `certain` only where the input proves it. `ruled out` where the input contradicts it; such a cause
 * is listed so that nobody follows it.
 */
export type Likelihood = "certain" | "likely" | "possible" | "unlikely" | "ruled out";

export interface ExplainedEntry {
  /** Id of the entry of the knowledge base. */
  readonly id: string;
  readonly title: string;
  readonly happened: string;
  /** What in the input it was recognised by. */
  readonly evidence: readonly string[];
  /** Most likely first. */
  readonly causes: readonly ExplainedCause[];
  readonly sources: readonly Source[];
}

export interface ExplainedCause {
  readonly id: string;
  readonly cause: string;
  readonly likelihood: Likelihood;
  /** What in the input decided the likelihood; null where it is the usual one. */
  readonly because: string | null;
  /** What would tell this cause from the others; null where there is no other. */
  readonly distinguish: string | null;
  readonly fix: Fix;
  /** With `--live` only, and where the cause can be looked for: what was seen. It is in `likelihood` and `because` already. */
  readonly live?: LiveFinding;
}

export interface LiveFinding {
  readonly verdict: "confirmed" | "ruled out" | "open";
  /** What was seen, in sentences; or why nothing could be. */
  readonly evidence: string;
  /** The right that would let it be looked for: a permission, or an Azure role and its scope. */
  readonly needs: string | null;
}

/** Who looked at which tenant, and what came of it beside the findings. */
export interface LiveReport {
  /** False where nobody could be signed in, or the tenant could not be reached: the answer is from the input alone. */
  readonly looked: boolean;
  /** Why not. */
  readonly problem: string | null;
  readonly tenantId: string | null;
  /** Name of the application or user that looked. */
  readonly who: string | null;
  readonly objectId: string | null;
  /** How many requests it took, all of them reads. */
  readonly requests: number;
  /** Ids that were mixed up, and the like. */
  readonly notes: readonly string[];
  /** What to say besides, and the causes that it would decide. */
  readonly wouldHelp: readonly { readonly what: string; readonly causes: readonly string[] }[];
}

export interface Fix {
  /** YAML for `Pulumi.<stack>.yaml`, below `config:`; null where no configuration of this project mends it. */
  readonly configuration: string | null;
  /** What to click, in order. */
  readonly portal: readonly string[];
  /** Who may do it: the role. */
  readonly who: string;
}

export interface Source {
  readonly title: string;
  readonly url: string | null;
}

/** An operation, and what it takes. */
export interface ExplainedOperation {
  readonly method: string;
  /** Template of the path without version, or the Azure action. */
  readonly operation: string;
  /** Display name of the API. */
  readonly api: string;
  /** Application permission: for a call without a user. Null for Azure Resource Manager, whose rights are roles. */
  readonly application: PermissionChoice | null;
  readonly delegated: DelegatedChoice | null;
  /** Built-in Azure roles that allow it, least privileged first; null for the other APIs. */
  readonly azureRoles: readonly string[] | null;
  readonly configuration: string | null;
  readonly source: string | null;
}

export interface PermissionChoice {
  /** The least privileged permission; null where none of this type allows the operation. */
  readonly least: string | null;
  /** One of these is needed beside it. */
  readonly also: readonly string[];
  /** Other permissions that allow it as well. */
  readonly alternatives: readonly string[];
  /** Who may consent to it for the tenant. */
  readonly consent: readonly string[];
}

export interface DelegatedChoice extends PermissionChoice {
  /** Directory roles of which the signed-in user needs one besides, least privileged first; null where none is needed or known. */
  readonly directoryRoles: readonly string[] | null;
}

export interface ExplainedToken {
  readonly kind: "application" | "delegated" | "id" | "assertion" | "other issuer" | "encrypted" | "incomplete";
  /** One sentence. */
  readonly summary: string;
  readonly issuer: string | null;
  readonly tenantId: string | null;
  readonly audience: string | null;
  /** Display name of the API that the audience means. */
  readonly api: string | null;
  readonly clientId: string | null;
  readonly clientName: string | null;
  /** Sign-in name of a delegated token's user. */
  readonly user: string | null;
  readonly objectId: string | null;
  readonly roles: readonly string[];
  readonly scopes: readonly string[];
  /** The user's directory roles over the whole tenant; null where the token does not say. */
  readonly directoryRoles: readonly string[] | null;
  /** ISO 8601. */
  readonly issuedAt: string | null;
  readonly expiresAt: string | null;
  /** What follows from it. */
  readonly follows: readonly string[];
}

export interface Recognised {
  /** Names of services and products that the input speaks of. */
  readonly context: readonly string[];
  readonly statuses: readonly number[];
  readonly codes: readonly string[];
  readonly requests: readonly string[];
  readonly permissions: readonly string[];
  readonly ids: readonly { readonly name: string; readonly value: string; readonly meaning: string | null }[];
}

export interface UnknownCode {
  readonly code: string;
  /** What it means in general, where that is known; there is no cause and no fix for it here. */
  readonly meaning: string | null;
  /** Where its publisher describes it. */
  readonly lookUp: string | null;
}
