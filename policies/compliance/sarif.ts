/** SARIF 2.1.0, as code scanning reads it. Source: docs.github.com/code-security, "SARIF support for code scanning". */
import { createHash } from "node:crypto";
import type { Rule, Severity } from "../rule";

export type SarifLevel = "error" | "warning" | "note";

export interface SarifRule {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription?: { readonly text: string };
  readonly help?: { readonly text: string; readonly markdown?: string };
  readonly helpUri?: string;
  readonly defaultConfiguration: { readonly level: SarifLevel };
  readonly properties?: { readonly tags: readonly string[]; readonly "security-severity": string };
}

export interface SarifFinding {
  readonly ruleId: string;
  readonly level: SarifLevel;
  readonly message: string;
  /** What it is about, e.g. a URN. */
  readonly resource: string;
  readonly resourceName?: string;
  /** What stays the same from run to run as long as the finding is the same. */
  readonly identity: string;
  readonly suppressedBecause?: string;
}

/** Numbers by which code scanning sorts. */
export const scores: Record<Severity, string> = { low: "3.0", medium: "5.5", high: "8.0", critical: "9.5" };

/** @param tool name of the tool, in kebab case */
export function sarifLog(tool: string, rules: readonly SarifRule[], findings: readonly SarifFinding[]) {
  const ids = rules.map(({ id }) => id);
  const results = findings.map(({ ruleId, level, message, resource, resourceName, identity, suppressedBecause }) => ({
    ruleId,
    ruleIndex: ids.indexOf(ruleId),
    level,
    message: { text: message },
    // A stack or a tenant has no lines; code scanning wants a file.
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: "Pulumi.yaml" }, region: { startLine: 1 } },
        logicalLocations: [
          { fullyQualifiedName: resource, ...(resourceName && { name: resourceName }), kind: "resource" },
        ],
      },
    ],
    partialFingerprints: { "finding/v1": createHash("sha256").update(identity).digest("hex") },
    ...(suppressedBecause && { suppressions: [{ kind: "external", justification: suppressedBecause }] }),
  }));
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver: { name: tool, rules } }, results }],
  };
}

/** A rule of the pack. */
export function sarifRule({ name, demand, why, remedy, source, severity, enforcement }: Rule): SarifRule {
  return {
    id: name,
    shortDescription: { text: demand },
    fullDescription: { text: why },
    help: { text: remedy, markdown: `${remedy}\n\n<${source}>` },
    helpUri: source,
    defaultConfiguration: { level: enforcement === "advisory" ? "warning" : "error" },
    properties: { tags: ["security"], "security-severity": scores[severity] },
  };
}
