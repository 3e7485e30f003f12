/** What a pack knows about the deployment that it is part of. The engine starts one process a deployment. */
import type { StackValidationArgs } from "@pulumi/policy";
import { fromStackResource } from "./model/resource";
import { StackView } from "./model/stack";

/** URNs that the engine asked about one by one, which it does for every resource but those that a program only reads. */
const declared = new Set<string>();
let shared: StackView | undefined;
let sharing = false;

export function noteDeclared(urn: string): void {
  declared.add(urn);
}

/** Runs the analysis of a stack, in which all rules share one view of it. */
export async function analysingStack<T>(analysis: () => Promise<T>): Promise<T> {
  sharing = true;
  try {
    return await analysis();
  } finally {
    sharing = false;
    shared = undefined;
  }
}

export function stackOf(args: StackValidationArgs): StackView {
  if (shared !== undefined) return shared;
  const isRead = (urn: string) => declared.size > 0 && !declared.has(urn);
  const stack = new StackView(args.resources.map(fromStackResource), isRead);
  if (sharing) shared = stack;
  return stack;
}

/** Whether this is a preview, as the engine says in the environment. Without a word from it the strict reading holds. */
export function isPreview(): boolean {
  return (process.env.PULUMI_DRY_RUN ?? process.env.PULUMI_NODEJS_DRY_RUN) === "true";
}
