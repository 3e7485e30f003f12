import { createHash } from "node:crypto";

/** SHA-256 in hexadecimal: the form in which the state keeps secrets and passwords. */
export function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}
