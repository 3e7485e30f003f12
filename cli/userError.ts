/**
 * What a user can mend: printed without a stack. `message` says what is wrong with the value received, `advice` what to do
 * next.
 */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly advice: string | undefined;

  constructor(message: string, advice?: string) {
    super(message);
    this.advice = advice;
  }
}

/** An error of any part that carries advice, even an empty one, is meant for the user as it is. */
export function isForUser(error: unknown): error is Error & { readonly advice: string | undefined } {
  return error instanceof Error && "advice" in error;
}
