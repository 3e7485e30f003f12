import { runTool } from "../tool";

export const summary = "check format and style";

/** The folders or files named, else the whole project. */
export function run(args: readonly string[]): Promise<number> {
  // Biome's ci command colours pipes too.
  const plain = process.stdout.isTTY ? [] : ["--colors=off"];
  return runTool("biome", ["ci", ...plain, ...(args.length > 0 ? args : ["."])]);
}
