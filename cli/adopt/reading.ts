import { RestError } from "../../components/restClient";
import { UserError } from "../userError";

/** Reads that a plan cannot do without. Those that are refused are told all at once, with what would allow them. */
export class Reading {
  private readonly refused: { what: string; needs: string; answer: string }[] = [];

  /** Answers `otherwise` where the read is refused, which `finish` then tells. */
  async of<T>(what: string, needs: string, read: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof RestError)) throw error;
      if (error.status !== 403 && error.status !== 401) throw unreadable(what, error);
      this.refused.push({ what, needs, answer: [error.status, error.code].join(" ").trim() });
      return otherwise;
    }
  }

  /** Raises a UserError where something was refused: a plan made without it could break what works. */
  finish(): void {
    if (this.refused.length === 0) return;
    const lines = this.refused.map(({ what, needs, answer }) => `  - ${what} (${answer}): needs ${needs}`);
    throw new UserError(
      ["What a plan is made from could not all be read:", ...lines].join("\n"),
      "Give the identity that runs this those application permissions with admin consent, or sign in as a person with the directory role Global Reader. Nothing is written with them.",
    );
  }
}

/** A failed read, as a user can mend it. */
export function unreadable(what: string, { status, code, message }: RestError): UserError {
  const advice =
    code === "signIn"
      ? "Sign in: set ARM_TENANT_ID, ARM_CLIENT_ID and a credential, or run `az login`."
      : "Run it again; if it stays, look at the network and at proxies.";
  return new UserError(`${what} could not be read: ${[status || "", code].join(" ").trim()}: ${message}`, advice);
}
