/** Several programs in Pulumi YAML as one, so that one preview judges them all. */
import { parse, stringify } from "yaml";

type Section = Record<string, unknown>;

/**
 * The programs as one. Each has its own names, which begin with its title: none can refer to what another one declares.
 *
 * @param programs by title
 */
export function merged(programs: Readonly<Record<string, string>>): string {
  const all: { variables: Section; resources: Section } = { variables: {}, resources: {} };
  for (const [title, program] of Object.entries(programs)) {
    const rename = (name: string) => `${title.replaceAll(/\W/g, "_")}__${name}`;
    const renamed = program.replace(/\$\{([A-Za-z]\w*)/g, (_, name: string) => `\${${rename(name)}`);
    const { variables = {}, resources } = parse(renamed) as { variables?: Section; resources: Section };
    for (const [name, value] of Object.entries(variables)) all.variables[rename(name)] = value;
    for (const [name, value] of Object.entries(resources)) all.resources[rename(name)] = value;
  }
  return stringify(all);
}

/** The title of the program that a resource of the merged one is from, as far as letters, digits and underscores go. */
export const titleOf = (name: string) => name.split("__")[0] ?? name;
