/**
 * What a resource type is to a stand-in plugin: data. One interpreter runs all of them (`interpreter.ts`), so a new type is one
 * file of this shape, listed in its plugin's `index.ts`.
 */
import type { Request } from "./serviceClient";
import type { Values } from "./values";

export type Kind = "string" | "boolean" | "number" | "list" | "set" | "map" | "object" | "any";

/** Says what is wrong with a known value, without its name; undefined when nothing is. */
export type Rule = (value: unknown) => string | undefined;

export interface Property {
  readonly kind: Kind;
  /** `output`: told by the service alone. */
  readonly mode: "required" | "optional" | "output";
  /** Items of a list or set, values of a map. */
  readonly element?: Property;
  /** Members of an object. */
  readonly properties?: Properties;
  /** The service fills it in when the program does not, so leaving it out is no change. */
  readonly computed?: boolean;
  /** What leaving it out means; written into the checked inputs. */
  readonly default?: unknown;
  /** A change makes a new resource. */
  readonly replaces?: boolean;
  readonly secret?: boolean;
  /** The service does not tell it: the value comes from the inputs, or else from the last state. */
  readonly kept?: boolean;
  /** An input that is not among the outputs. */
  readonly inputOnly?: boolean;
  /** Made up when the program gives none, and then kept: the resource's name with a random tail, or a UUID. */
  readonly autoName?: "suffix" | "uuid";
  /** Name of the provider's configuration value that stands in when the program gives none. */
  readonly fromConfig?: string;
  readonly conflictsWith?: readonly string[];
  readonly rules?: readonly Rule[];
  /** The form in which two spellings of the same value are equal, e.g. lower case. */
  readonly canonical?: (value: unknown) => unknown;
}

export type Properties = Readonly<Record<string, Property>>;

/** A body in Microsoft's words: what a service answered. */
export type Body = Readonly<Record<string, unknown>>;

/** The parts of a resource's id, named as in `idForm`. */
export type IdParts = Readonly<Record<string, string>>;

/** Who the provider acts as. */
export interface Caller {
  readonly tenantId: string;
  readonly clientId: string;
  /** Object id of the service principal (claim `oid` of its token). */
  readonly objectId: string;
  readonly subscriptionId: string;
}

/** What a step may look at. */
export interface Scope {
  /** Checked inputs: of the program (create, update), or the last ones (read, delete). */
  readonly inputs: Values;
  /** Last known outputs; empty on create. */
  readonly state: Values;
  /** Empty until the resource has been made. */
  readonly id: IdParts;
  /** Answers of earlier steps, by the name in their `as`. */
  readonly answers: Readonly<Record<string, Body | undefined>>;
  readonly caller: Caller;
  /** The item at hand in a step with `forEach`. */
  readonly item: unknown;
  /** A new UUID, the same for the whole operation. */
  readonly uuid: string;
  /** Update: whether an input differs from what the resource has. Create: whether it is given. */
  changed(property: string): boolean;
  /** Absolute URL of a directory object, as `@odata.bind` and `$ref` want it. */
  reference(objectId: string): string;
  /** Value from the provider's configuration. */
  config(name: string): string | undefined;
}

/** A refusal that means "not yet", as replication delay shows itself in this place. */
export interface Hesitation {
  readonly status: number;
  /** Text that the refusal's message must contain; any when absent. */
  readonly message?: RegExp;
}

/** One request of a sequence. */
export interface Step {
  /** What failed, as the real provider says it: `Could not create application`. */
  readonly does: string | ((scope: Scope) => string);
  /** Undefined leaves the step out. */
  readonly request: (scope: Scope) => Request | undefined;
  /** Keeps the answer under this name. */
  readonly as?: string;
  /** This is the request that makes the resource: from here on a failure leaves something behind. */
  readonly creates?: boolean;
  /** Once for each of these; the answers are kept together as a list (`value`). */
  readonly forEach?: (scope: Scope) => readonly unknown[];
  /** Refusals that are as good as an answer. */
  readonly tolerates?: readonly Hesitation[];
  /** Whatever the service says, go on. */
  readonly ignoreRefusal?: boolean;
  /** Refusals after which to ask again for a while. */
  readonly retries?: readonly Hesitation[];
  /** Ask again until this holds of the answer (undefined: a tolerated 404). */
  readonly until?: (answer: Body | undefined, scope: Scope) => boolean;
  /** A problem that no answer of the service shows; stops the sequence. */
  readonly refuse?: (scope: Scope) => string | undefined;
}

/** A problem of one property, found when inputs are checked together. */
export interface Problem {
  readonly property: string;
  readonly reason: string;
}

interface TypeCommon {
  /** As the engine names it, e.g. `azuread:index/application:Application`. */
  readonly token: string;
  readonly properties: Properties;
  /** Rules between properties; values may be unknown. */
  readonly validate?: (inputs: Values) => readonly Problem[];
  /** Whether a replacement deletes the old one first. */
  readonly deleteBeforeReplace?: (oldInputs: Values) => boolean;
  /**
   * What the program asks for is compared with what it asked for before (`inputs`), as azure-native does, or with what the service told
   * last. @default "state"
   */
  readonly compares?: "inputs" | "state";
  /** Outputs that change together with an input: unknown in a preview that changes it. */
  readonly follows?: Readonly<Record<string, readonly string[]>>;
  readonly importable: boolean;
}

/** A resource that lives in a service, reached by requests. */
export interface RemoteType extends TypeCommon {
  readonly generate?: undefined;
  /** `/applications/{objectId}`; parts in braces hold no slash, a part `{name*}` may. */
  readonly idForm: string;
  /** Other forms that an import takes. */
  readonly importForms?: readonly string[];
  readonly create: readonly Step[];
  /** The id's parts, once the step with `creates` was answered. */
  readonly created: (scope: Scope) => IdParts;
  /** How to find what a create would double. */
  readonly existing?: {
    readonly steps: readonly Step[];
    /** The found one, in the form in which the step with `creates` answers. */
    readonly found: (scope: Scope) => Body | undefined;
    /**
     * What to do with one that was there before: take it over (by the update steps), refuse with this text, or create beside it.
     * In any case one that appears after the answer of the creating request was lost is taken as that answer.
     */
    readonly before: (scope: Scope, found: Body) => "adopt" | "create" | { readonly refuse: string };
    /** Whether to look before creating, and not only after an answer was lost. */
    readonly looksFirst: (scope: Scope) => boolean;
  };
  /** A 404 of the first of these means that the resource is gone. */
  readonly read: readonly Step[];
  /** Says after reading whether the resource is still there; it is when absent. */
  readonly present?: (scope: Scope) => boolean;
  readonly outputs: (scope: Scope) => Values;
  /** Inputs that only the id tells, for an import. */
  readonly imported?: (scope: Scope) => Values;
  readonly update: readonly Step[];
  readonly remove: readonly Step[];
  /** Resources with the same key are changed one after the other. */
  readonly lock?: (scope: Scope) => string | undefined;
}

/** A resource that lives in the state alone. */
export interface LocalType extends TypeCommon {
  readonly generate: (inputs: Values) => { readonly id: string; readonly outputs: Values };
  /** Takes the resource from the id given to an import; throws an Error that says what is wrong with it. */
  readonly adopt: (id: string) => { readonly id: string; readonly outputs: Values };
}

export type ResourceType = RemoteType | LocalType;

/** A function of a provider (a look-up). */
export interface FunctionType {
  readonly token: string;
  readonly inputs: Properties;
  /** Names of the members of the result. */
  readonly outputs: readonly string[];
  readonly validate?: (inputs: Values) => readonly Problem[];
  readonly steps: readonly Step[];
  readonly result: (scope: Scope) => Values;
}
