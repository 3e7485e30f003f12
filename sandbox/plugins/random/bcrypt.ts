import { randomBytes } from "node:crypto";

/**
 * bcrypt hash of a password, as the provider's output `bcryptHash` holds it: version 2a, cost 10, first 72 bytes.
 * Source: N. Provos, D. Mazières, "A Future-Adaptable Password Scheme", USENIX 1999; Blowfish by B. Schneier.
 */
export function bcrypt(password: string, cost = 10, salt: Buffer = randomBytes(16)): string {
  const key = Buffer.concat([Buffer.from(password, "utf8").subarray(0, 72), Buffer.from([0])]).subarray(0, 72);
  const state = initialState();
  expandKey(state, key, salt);
  for (let round = 0; round < 2 ** cost; round++) {
    expandKey(state, key);
    expandKey(state, salt);
  }
  const text = Buffer.from("OrpheanBeholderScryDoubt");
  const words = Uint32Array.from({ length: 6 }, (_, index) => text.readUInt32BE(index * 4));
  for (let block = 0; block < 6; block += 2) {
    const pair = words.subarray(block, block + 2);
    for (let round = 0; round < 64; round++) encipher(state, pair);
  }
  const hash = Buffer.alloc(24);
  for (const [index, word] of words.entries()) hash.writeUInt32BE(word, index * 4);
  return `$2a$${String(cost).padStart(2, "0")}$${encode(salt)}${encode(hash.subarray(0, 23))}`;
}

interface Blowfish {
  /** 18 subkeys. */
  readonly p: Uint32Array;
  /** Four S-boxes of 256, one after the other. */
  readonly s: Uint32Array;
}

function encipher({ p, s }: Blowfish, pair: Uint32Array): void {
  let left = pair[0] as number;
  let right = pair[1] as number;
  for (let round = 0; round < 16; round++) {
    left ^= p[round] as number;
    const sum =
      (((s[left >>> 24] as number) + (s[256 + ((left >>> 16) & 255)] as number)) ^
        (s[512 + ((left >>> 8) & 255)] as number)) +
      (s[768 + (left & 255)] as number);
    right ^= sum;
    [left, right] = [right, left];
  }
  pair[0] = right ^ (p[17] as number);
  pair[1] = left ^ (p[16] as number);
}

/** Mixes the key into the subkeys, then replaces subkeys and S-boxes by what they encipher (with the salt mixed in, if any). */
function expandKey(state: Blowfish, key: Buffer, salt?: Buffer): void {
  const word = (bytes: Buffer, at: number) => {
    let value = 0;
    for (let index = 0; index < 4; index++) value = (value << 8) | (bytes[(at + index) % bytes.length] as number);
    return value;
  };
  for (let index = 0; index < 18; index++) state.p[index] = (state.p[index] as number) ^ word(key, index * 4);
  const pair = new Uint32Array(2);
  let position = 0;
  for (const table of [state.p, state.s]) {
    for (let index = 0; index < table.length; index += 2) {
      if (salt) {
        pair[0] = (pair[0] as number) ^ word(salt, position);
        pair[1] = (pair[1] as number) ^ word(salt, position + 4);
        position = (position + 8) % 16;
      }
      encipher(state, pair);
      table.set(pair, index);
    }
  }
}

let piWords: Uint32Array | undefined;

/** Blowfish starts from the fraction of pi. */
function initialState(): Blowfish {
  piWords ??= fractionOfPi(18 + 1024);
  return { p: piWords.slice(0, 18), s: piWords.slice(18) };
}

/** The first 32-bit words of pi's fraction, by Machin's formula: pi = 16 atan(1/5) - 4 atan(1/239). */
function fractionOfPi(words: number): Uint32Array {
  const guard = 64n;
  const bits = BigInt(words * 32) + guard;
  const arctangentOfInverse = (x: bigint) => {
    let power = (1n << bits) / x;
    let sum = power;
    for (let n = 3n, sign = -1n; power !== 0n; n += 2n, sign = -sign) {
      power /= x * x;
      sum += (sign * power) / n;
    }
    return sum;
  };
  const pi = (16n * arctangentOfInverse(5n) - 4n * arctangentOfInverse(239n)) >> guard;
  const fraction = pi - (3n << BigInt(words * 32));
  const hex = fraction.toString(16).padStart(words * 8, "0");
  return Uint32Array.from({ length: words }, (_, index) => Number.parseInt(hex.slice(index * 8, index * 8 + 8), 16));
}

const digits = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** bcrypt's own base64: another alphabet, no padding. */
function encode(bytes: Buffer): string {
  const usual = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  return bytes
    .toString("base64")
    .replaceAll("=", "")
    .replace(/./g, (digit) => digits[usual.indexOf(digit)] as string);
}
