import { runTool } from "../tool";

export const summary = "check format and style";

/** The folders or files named, else the whole project. */
export function run(args: readonly string[]): Promise<number> {
  return runTool("biome", ["ci", ...(args.length > 0 ? args : ["."])]);
}
