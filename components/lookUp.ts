import * as pulumi from "@pulumi/pulumi";
import { withOwnFrames } from "./ownFrames";

/**
 * A look-up whose failure is told as what could not be found, without a stack: it is nearly always a missing permission
 * or a mistyped id.
 */
export function lookUp<T>(what: string, advice: string, answer: Promise<T>): pulumi.Output<T> {
  const told = answer.catch((error: Error) => {
    throw withOwnFrames(new pulumi.RunError(`${what} could not be looked up: ${reasonOf(error)}\n${advice}`));
  });
  return pulumi.output(told) as pulumi.Output<T>;
}

/** The provider's own words, without what the SDK puts before them. */
function reasonOf({ message }: Error): string {
  return message
    .replace(/^.*returned an error: /s, "")
    .replace(/^\d+ errors? occurred:\s*\* /, "")
    .trim();
}
