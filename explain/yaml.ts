/** Writes snippets of `Pulumi.<stack>.yaml`. */

type Value = string | number | boolean | readonly string[] | { readonly [key: string]: Value | undefined };

/**
 * An entry of `entra-integrations:integrations`. Parts in angle brackets are for the reader to fill in.
 *
 * @param comment what the snippet changes, in one line
 */
export function integration(
  kind: string,
  name: string,
  options: { readonly [key: string]: Value | undefined } = {},
  comment?: string,
): string {
  const lines = [
    ...(comment ? [`# ${comment}`] : []),
    "entra-integrations:integrations:",
    `  - kind: ${kind}`,
    `    name: ${name}`,
  ];
  const written = mapping(options, 6);
  if (written.length > 0) lines.push("    options:", ...written);
  return lines.join("\n");
}

/** Keys of the stack's configuration, such as `azuread:tenantId`. */
export function settings(values: { readonly [key: string]: Value | undefined }, comment?: string): string {
  return [...(comment ? [`# ${comment}`] : []), ...mapping(values, 0)].join("\n");
}

function mapping(values: { readonly [key: string]: Value | undefined }, indent: number): string[] {
  const space = " ".repeat(indent);
  return Object.entries(values).flatMap(([key, value]) => {
    if (value === undefined) return [];
    if (Array.isArray(value)) return [`${space}${key}:`, ...value.map((item) => `${space}  - ${scalar(item)}`)];
    if (typeof value === "object") return [`${space}${key}:`, ...mapping(value as Record<string, Value>, indent + 2)];
    return [`${space}${key}: ${scalar(value)}`];
  });
}

/** Quoted where YAML would read it as something else. */
function scalar(value: Value): string {
  const text = String(value);
  if (typeof value !== "string") return text;
  return /^[A-Za-z/](?:[\w ./@()+-]|:(?! ))*$/.test(text) &&
    !/^(?:true|false|null|yes|no|on|off)$/i.test(text) &&
    text.trim() === text
    ? text
    : JSON.stringify(text);
}
