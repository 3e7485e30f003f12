/** Writes the few ASN.1 types that an X.509 certificate needs, in DER (ITU-T X.690). */
type Bytes = Buffer;

export function tagged(tag: number, ...contents: readonly Bytes[]): Bytes {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content]);
}

function lengthOf(length: number): Bytes {
  if (length < 0x80) return Buffer.from([length]);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}

export const sequence = (...contents: readonly Bytes[]): Bytes => tagged(0x30, ...contents);
export const set = (...contents: readonly Bytes[]): Bytes => tagged(0x31, ...contents);
export const octetString = (content: Bytes): Bytes => tagged(0x04, content);
export const utf8String = (text: string): Bytes => tagged(0x0c, Buffer.from(text, "utf8"));
export const boolean = (value: boolean): Bytes => tagged(0x01, Buffer.from([value ? 0xff : 0]));

/** `[number]` in the sense of ASN.1; constructed where it holds other elements. */
export const context = (number: number, constructed: boolean, ...contents: readonly Bytes[]): Bytes =>
  tagged(0x80 | (constructed ? 0x20 : 0) | number, ...contents);

/** A positive integer of any size, most significant byte first. */
export function integer(bytes: Bytes): Bytes {
  const first = bytes.findIndex((byte) => byte !== 0);
  const significant = first < 0 ? Buffer.from([0]) : bytes.subarray(first);
  const padded = (significant[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), significant]) : significant;
  return tagged(0x02, padded);
}

export const bitString = (content: Bytes, unusedBits = 0): Bytes =>
  tagged(0x03, Buffer.concat([Buffer.from([unusedBits]), content]));

/** `1.2.840.10045.4.3.2` */
export function objectIdentifier(dotted: string): Bytes {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  const bytes = [first * 40 + second];
  for (const value of rest) {
    const groups = [value & 0x7f];
    for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128)) {
      groups.unshift(0x80 | (left & 0x7f));
    }
    bytes.push(...groups);
  }
  return tagged(0x06, Buffer.from(bytes));
}

/** UTCTime until 2049, GeneralizedTime from then on, as RFC 5280 asks. */
export function time(date: Date): Bytes {
  const text = `${date.toISOString().replace(/[-:T]/g, "").slice(0, 14)}Z`;
  return date.getUTCFullYear() < 2050
    ? tagged(0x17, Buffer.from(text.slice(2), "ascii"))
    : tagged(0x18, Buffer.from(text, "ascii"));
}
