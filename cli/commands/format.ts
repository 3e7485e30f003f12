import { runTool } from "../tool";

export const summary = "format, and mend what the linter can mend";

/** The folders or files named, else the whole project. */
export function run(args: readonly string[]): Promise<number> {
  return runTool("biome", ["check", "--write", ...(args.length > 0 ? args : ["."])]);
}
