import { randomBytes } from "node:crypto";
import { number, output, replaces, required, rules, string } from "../property";
import type { LocalType } from "../resourceType";
import { between, wholeNumber } from "../rules";
import { keepers } from "./keepers";

export const randomId: LocalType = {
  token: "random:index/randomId:RandomId",
  importable: true,
  properties: {
    byteLength: number({ ...required, ...replaces, ...rules(wholeNumber, between(1, Number.MAX_SAFE_INTEGER)) }),
    keepers,
    prefix: string(replaces),
    b64Std: string(output),
    b64Url: string(output),
    dec: string(output),
    hex: string(output),
  },
  generate: ({ byteLength, prefix, keepers: kept }) =>
    written(randomBytes(Number(byteLength)), prefix as string | undefined, kept),
  /** `[prefix,]base64url`. */
  adopt: (id) => {
    const comma = id.lastIndexOf(",");
    const bytes = Buffer.from(id.slice(comma + 1), "base64url");
    if (bytes.length === 0 || bytes.toString("base64url") !== id.slice(comma + 1)) {
      throw new Error(
        `"${id}" is not an id of RandomId. Please give the b64Url form, after the prefix and a comma if there is one.`,
      );
    }
    return written(bytes, comma < 0 ? undefined : id.slice(0, comma));
  },
};

function written(bytes: Buffer, prefix?: string, kept?: unknown) {
  const base64url = bytes.toString("base64url");
  const before = (text: string) => (prefix ?? "") + text;
  return {
    id: base64url,
    outputs: {
      byteLength: bytes.length,
      keepers: kept,
      prefix,
      b64Std: before(bytes.toString("base64")),
      b64Url: before(base64url),
      dec: before(BigInt(`0x${bytes.toString("hex")}`).toString()),
      hex: before(bytes.toString("hex")),
    },
  };
}
