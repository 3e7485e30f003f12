import type { HandoverField, IntegrationRecord } from "../../integrations/record";

/** A hand-over as it is printed: each field has its value, or says where the secret is. */
export interface RenderedHandover {
  readonly integration: string;
  readonly kind: string;
  readonly product: string;
  readonly requiredRoles: readonly string[];
  readonly steps: readonly {
    readonly where: string;
    readonly action: string;
    readonly fields: readonly { readonly label: string; readonly value: string; readonly secret: boolean }[];
  }[];
  readonly references: readonly { readonly title: string; readonly url?: string }[];
}

/** What a secret shows as, unless it was asked for. */
const hidden = "(secret: run again with --show-secrets)";

/** The hand-over of one integration; secrets in clear only where `showSecrets`. */
export function renderHandover(record: IntegrationRecord, showSecrets: boolean): RenderedHandover {
  const { product, requiredRoles, steps, references } = record.handover;
  return {
    integration: record.name,
    kind: record.kind,
    product,
    requiredRoles,
    references,
    steps: steps.map(({ where, action, fields = [] }) => ({
      where,
      action,
      fields: fields.map((field) => renderField(field, record, showSecrets)),
    })),
  };
}

function renderField(field: HandoverField, record: IntegrationRecord, showSecrets: boolean) {
  if ("value" in field) return { label: field.label, value: field.value, secret: false };
  return { label: field.label, value: showSecrets ? secretOf(field.secret, record) : hidden, secret: true };
}

function secretOf(which: "credential" | "serviceAccountPassword", { credential, details }: IntegrationRecord): string {
  if (which === "credential") return "value" in credential ? credential.value : "";
  return (details.serviceAccount as { password: string }).password;
}

/** Markdown, to paste into a ticket. */
export function toMarkdown(handovers: readonly RenderedHandover[]): string {
  return handovers.map(sectionOf).join("\n");
}

function sectionOf({ integration, kind, product, requiredRoles, steps, references }: RenderedHandover): string {
  const numbered = steps.flatMap(({ where, action, fields }, index) => [
    `${index + 1}. **${where}**`,
    `   ${action}`,
    ...(fields.length > 0 ? ["", "   | field | value |", "   |---|---|"] : []),
    ...fields.map(({ label, value }) => `   | ${label} | ${code(value)} |`),
    "",
  ]);
  return [
    `# ${product}: ${integration} (${kind})`,
    "",
    ...(requiredRoles.length > 0
      ? [`Roles that the ${product} user needs: ${requiredRoles.map(code).join(", ")}`, ""]
      : []),
    ...numbered,
    ...(references.length > 0
      ? ["See also:", "", ...references.map(({ title, url }) => `- ${url ? `[${title}](${url})` : title}`), ""]
      : []),
  ].join("\n");
}

function code(value: string): string {
  return value.startsWith("(") ? value : `\`${value.replaceAll("|", "\\|")}\``;
}
