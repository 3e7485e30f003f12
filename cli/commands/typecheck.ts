import { runTool } from "../tool";

export const summary = "check the types";

export function run(args: readonly string[]): Promise<number> {
  return runTool("tsc", ["--project", "tsconfig.check.json", ...args]);
}
