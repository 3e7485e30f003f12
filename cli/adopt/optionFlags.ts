import { parse } from "yaml";
import { UserError } from "../userError";

export type Options = Readonly<Record<string, unknown>>;

/** Options given as `path.to.option=value`; values are YAML. Raises a UserError for any that are malformed. */
export function optionsFrom(flags: readonly string[]): Options {
  const problems: string[] = [];
  let options: Options = {};
  for (const flag of flags) {
    const [, path = "", text = ""] = /^([A-Za-z][\w.]*)=(.*)$/s.exec(flag) ?? [];
    if (path === "") {
      problems.push(
        `--option: got "${flag}". Give it as name=value, e.g. --option resourceGroup.existing=rg-automation.`,
      );
      continue;
    }
    if (path.split(".").some((part) => part === "__proto__" || part === "constructor")) {
      problems.push(`--option: got "${flag}", which is no option.`);
      continue;
    }
    try {
      options = withValue(options, path.split("."), parse(text));
    } catch {
      problems.push(`--option: the value of "${path}" is no YAML: ${text}`);
    }
  }
  if (problems.length > 0) throw new UserError(problems.join("\n"));
  return options;
}

/** Options that were asked for, over those that were derived. */
export function merged(derived: Options, asked: Options): Options {
  const entries = Object.entries(asked).map(([key, value]) => {
    const inner = derived[key];
    return [key, isMap(inner) && isMap(value) ? merged(inner, value) : value] as const;
  });
  return { ...derived, ...Object.fromEntries(entries) };
}

function isMap(value: unknown): value is Options {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function withValue(options: Options, [key = "", ...rest]: readonly string[], value: unknown): Options {
  if (rest.length === 0) return { ...options, [key]: value };
  const inner = options[key];
  return { ...options, [key]: withValue(isMap(inner) ? inner : {}, rest, value) };
}
