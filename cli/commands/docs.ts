import { runScript } from "../script";

export const summary = "write the generated pages of docs/; with --check only say which are out of date";

export function run(args: readonly string[]): Promise<number> {
  return runScript("scripts/generateDocs.ts", args);
}
