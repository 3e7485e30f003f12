/**
 * Reads the engine's event log, the same that the Automation API reads. Of its events (`apitype.EngineEvent`) only what a reviewer needs is
 * taken: states, inputs and the configuration, which the log holds in clear, stay where they are.
 * Source: https://github.com/pulumi/pulumi/blob/v3.220.0/sdk/go/common/apitype/events.go
 */

export interface PolicyFinding {
  /** Name of the rule, e.g. `no-delegated-only`. */
  readonly rule: string;
  /** A violation of a mandatory rule stops the deployment; advice does not. */
  readonly level: "mandatory" | "advisory";
  readonly severity?: string;
  readonly pack: string;
  readonly urn?: string;
  /** The rule's own words: what is wrong, why, and the remedy. */
  readonly message: string;
}

export interface ResourceChange {
  readonly operation: string;
  readonly type: string;
  readonly name: string;
}

export interface Events {
  readonly changes: readonly ResourceChange[];
  /** Number of resources by operation, `same` among them. */
  readonly counts: Readonly<Record<string, number>>;
  readonly policies: readonly PolicyFinding[];
  readonly warnings: readonly string[];
  readonly errors: readonly string[];
  /** Plain text values of the configuration whose keys say that they are secret. */
  readonly secrets: readonly string[];
  /** Whether the engine came to the end of its work. */
  readonly complete: boolean;
}

interface EngineEvent {
  readonly preludeEvent?: { readonly config?: Readonly<Record<string, string>> };
  readonly policyEvent?: {
    readonly resourceUrn?: string;
    readonly message: string;
    readonly policyName: string;
    readonly policyPackName: string;
    readonly enforcementLevel: string;
    readonly severity?: string;
  };
  readonly diagnosticEvent?: { readonly message: string; readonly severity: string; readonly urn?: string };
  readonly resourcePreEvent?: {
    readonly metadata: { readonly op: string; readonly type: string; readonly urn: string };
  };
  readonly summaryEvent?: { readonly resourceChanges?: Readonly<Record<string, number>> };
}

/** Names of configuration keys whose values are nobody's business even where somebody forgot `--secret`. */
export const secretName = /secret|password|passphrase|token|credential|private.?key|access.?key/i;

/** Reads a log. A last line that was cut off, where the engine was killed, is left out. */
export function readEvents(log: string): Events {
  const events = log.split("\n").flatMap(parse);
  const diagnostics = (severity: string) => [
    ...new Set(
      events
        .filter(({ diagnosticEvent }) => diagnosticEvent?.severity === severity)
        .map(({ diagnosticEvent }) => diagnosticEvent?.message.trim() ?? "")
        .filter((message) => message !== "" && message !== "preview failed"),
    ),
  ];
  const summary = events.findLast(({ summaryEvent }) => summaryEvent)?.summaryEvent;
  return {
    changes: events.flatMap(({ resourcePreEvent }) => (resourcePreEvent ? changeOf(resourcePreEvent.metadata) : [])),
    counts: summary?.resourceChanges ?? {},
    policies: events.flatMap(({ policyEvent }) => (policyEvent ? [findingOf(policyEvent)] : [])),
    warnings: diagnostics("warning"),
    errors: diagnostics("error"),
    secrets: events.flatMap(({ preludeEvent }) => secretsOf(preludeEvent?.config ?? {})),
    complete: summary !== undefined,
  };
}

function parse(line: string): EngineEvent[] {
  if (line.trim() === "") return [];
  try {
    return [JSON.parse(line)];
  } catch {
    return [];
  }
}

/** Reads and the providers themselves change nothing. */
const unchanging = new Set(["same", "read", "refresh", "discard-replaced", "read-discard"]);

function changeOf({ op, type, urn }: { op: string; type: string; urn: string }): ResourceChange[] {
  if (unchanging.has(op) || type.startsWith("pulumi:providers:")) return [];
  return [{ operation: op, type, name: nameOf(urn) }];
}

function findingOf(event: NonNullable<EngineEvent["policyEvent"]>): PolicyFinding {
  return {
    rule: event.policyName,
    level: event.enforcementLevel === "advisory" ? "advisory" : "mandatory",
    severity: event.severity || undefined,
    pack: event.policyPackName,
    urn: event.resourceUrn || undefined,
    message: event.message.trim(),
  };
}

function secretsOf(config: Readonly<Record<string, string>>): string[] {
  return Object.entries(config)
    .filter(([key, value]) => secretName.test(key) && value !== "[secret]")
    .map(([, value]) => value);
}

/** Type and name of a resource, e.g. `azuread:index/application:Application` and `sir`. */
export const nameOf = (urn: string) => urn.split("::").slice(3).join("::");
export const typeOf = (urn: string) => urn.split("::")[2]?.split("$").at(-1) ?? "";
