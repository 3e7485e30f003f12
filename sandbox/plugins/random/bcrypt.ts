import { randomBytes } from "node:crypto";

/**
 * bcrypt hash of a password, as the provider's output `bcryptHash` holds it: version 2a, cost 10, first 72 bytes.
 * Source: N. Provos, D. Mazières, "A Future-Adaptable Password Scheme", USENIX 1999; Blowfish by B. Schneier.
 */
export function bcrypt(password: string, cost = 10, salt: Buffer = randomBytes(16)): string {
  const key = Buffer.concat([Buffer.from(password, "utf8").subarray(0, 72), Buffer.from([0])]).subarray(0, 72);
  const state = initialState();
  const keyWords = cycled(key, 18);
  const saltWords = cycled(salt, 18);
  expandKey(state, keyWords, saltWords);
  for (let round = 0; round < 2 ** cost; round++) {
    expandKey(state, keyWords);
    expandKey(state, saltWords);
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

/** Enciphers a block in place. */
function encipher({ p, s }: Blowfish, pair: Uint32Array): void {
  let left = (pair[0] as number) ^ (p[0] as number);
  let right = pair[1] as number;
  for (let round = 1; round <= 16; round += 2) {
    right ^= mixed(s, left) ^ (p[round] as number);
    left ^= mixed(s, right) ^ (p[round + 1] as number);
  }
  pair[0] = right ^ (p[17] as number);
  pair[1] = left;
}

const mixed = (s: Uint32Array, half: number): number =>
  ((((s[half >>> 24] as number) + (s[256 + ((half >>> 16) & 255)] as number)) ^
    (s[512 + ((half >>> 8) & 255)] as number)) +
    (s[768 + (half & 255)] as number)) |
  0;

/** The 32-bit word that begins at each fourth byte; the bytes start over where they end. */
function cycled(bytes: Buffer, count: number): Uint32Array {
  const all = Buffer.alloc(count * 4);
  for (let index = 0; index < all.length; index++) all[index] = bytes[index % bytes.length] as number;
  return Uint32Array.from({ length: count }, (_, index) => all.readUInt32BE(index * 4));
}

/** Mixes the key into the subkeys, then replaces subkeys and S-boxes by what they encipher, with the salt mixed in if there is one. */
function expandKey(state: Blowfish, key: Uint32Array, salt?: Uint32Array): void {
  for (let index = 0; index < 18; index++) state.p[index] = (state.p[index] as number) ^ (key[index] as number);
  const pair = new Uint32Array(2);
  let position = 0;
  for (const table of [state.p, state.s]) {
    for (let index = 0; index < table.length; index += 2) {
      if (salt) {
        pair[0] = (pair[0] as number) ^ (salt[position] as number);
        pair[1] = (pair[1] as number) ^ (salt[position + 1] as number);
        position = (position + 2) % 4;
      }
      encipher(state, pair);
      table[index] = pair[0] as number;
      table[index + 1] = pair[1] as number;
    }
  }
}

let piWords: Uint32Array | undefined;

/** Blowfish starts from the fraction of pi. */
function initialState(): Blowfish {
  piWords ??= fractionOfPi(18 + 1024);
  return { p: piWords.slice(0, 18), s: piWords.slice(18) };
}

/**
 * The first 32-bit words of pi's fraction, by the series of D. and G. Chudnovsky (1988):
 * 1/pi = 12 Σ (-1)^k (6k)! (13591409 + 545140134k) / ((3k)! (k!)³ 640320^(3k + 3/2)).
 */
function fractionOfPi(words: number): Uint32Array {
  const guard = 64n;
  const one = 1n << (BigInt(words * 32) + guard);
  let term = one;
  let sum = 13591409n * term;
  for (let k = 1n; term !== 0n; k++) {
    term = (-term * (6n * k - 5n) * (2n * k - 1n) * (6n * k - 1n)) / (k * k * k * 10939058860032000n);
    sum += term * (13591409n + 545140134n * k);
  }
  const pi = ((426880n * squareRoot(10005n * one * one) * one) / sum) >> guard;
  const fraction = pi - (3n << BigInt(words * 32));
  const hex = fraction.toString(16).padStart(words * 8, "0");
  return Uint32Array.from({ length: words }, (_, index) => Number.parseInt(hex.slice(index * 8, index * 8 + 8), 16));
}

/** Rounded down; Newton's method. */
function squareRoot(value: bigint): bigint {
  let root = 1n << BigInt(Math.ceil(value.toString(16).length * 2) + 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
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
