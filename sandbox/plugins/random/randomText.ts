import { randomInt } from "node:crypto";
import { boolean, computed, number, output, replaces, required, rules, string } from "../property";
import type { LocalType, Problem, Properties } from "../resourceType";
import { between, wholeNumber } from "../rules";
import { hasUnknown, type Values } from "../values";
import { bcrypt } from "./bcrypt";
import { keepers } from "./keepers";

const alphabets = {
  upper: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  lower: "abcdefghijklmnopqrstuvwxyz",
  numeric: "0123456789",
  special: "!@#$%&*()-_=+[]{}<>:?",
};

type Class = keyof typeof alphabets;

const least = number({ ...replaces, default: 0, ...rules(wholeNumber, between(0, Number.MAX_SAFE_INTEGER)) });
const wanted = boolean({ ...replaces, default: true });

const properties: Properties = {
  keepers,
  length: number({ ...required, ...replaces, ...rules(wholeNumber, between(1, Number.MAX_SAFE_INTEGER)) }),
  lower: wanted,
  minLower: least,
  minNumeric: least,
  minSpecial: least,
  minUpper: least,
  /** Old name of `numeric`. */
  number: boolean({ ...replaces, ...computed }),
  numeric: boolean({ ...replaces, ...computed }),
  overrideSpecial: string(replaces),
  special: wanted,
  upper: wanted,
};

export const randomString: LocalType = {
  token: "random:index/randomString:RandomString",
  importable: true,
  properties: { ...properties, result: string(output) },
  validate,
  generate: (inputs) => {
    const result = randomText(inputs);
    return { id: result, outputs: { ...settings(inputs), result } };
  },
  adopt: (result) => ({ id: result, outputs: { ...settings({ length: [...result].length }), result } }),
};

export const randomPassword: LocalType = {
  token: "random:index/randomPassword:RandomPassword",
  importable: true,
  properties: {
    ...properties,
    bcryptHash: string({ ...output, secret: true }),
    result: string({ ...output, secret: true }),
  },
  validate,
  generate: (inputs) => password(randomText(inputs), inputs),
  adopt: (result) => password(result, { length: [...result].length }),
};

/** The id tells nothing: it is not kept as a secret. */
const password = (result: string, inputs: Values) => ({
  id: "none",
  outputs: { ...settings(inputs), result, bcryptHash: bcrypt(result) },
});

const digits = (inputs: Values): boolean => (inputs.numeric ?? inputs.number ?? true) === true;

const settings = (inputs: Values): Values => ({
  lower: true,
  special: true,
  upper: true,
  minLower: 0,
  minNumeric: 0,
  minSpecial: 0,
  minUpper: 0,
  ...inputs,
  number: digits(inputs),
  numeric: digits(inputs),
});

const classes: readonly { readonly name: Class; readonly least: string }[] = [
  { name: "numeric", least: "minNumeric" },
  { name: "lower", least: "minLower" },
  { name: "upper", least: "minUpper" },
  { name: "special", least: "minSpecial" },
];

const alphabet = (name: Class, inputs: Values): string => {
  const override = inputs.overrideSpecial;
  return name === "special" && typeof override === "string" && override !== "" ? override : alphabets[name];
};

const allowed = (name: Class, inputs: Values) => (name === "numeric" ? digits(inputs) : inputs[name] !== false);

function validate(inputs: Values): Problem[] {
  if (hasUnknown(inputs)) return [];
  const problems: Problem[] = [];
  const needed = classes.reduce((sum, { least: name }) => sum + Number(inputs[name] ?? 0), 0);
  if (needed > Number(inputs.length)) {
    problems.push({
      property: "length",
      reason: `must be at least ${needed}, the sum of minUpper, minLower, minNumeric and minSpecial; got ${inputs.length}`,
    });
  }
  if (inputs.numeric !== undefined && inputs.number !== undefined && inputs.numeric !== inputs.number) {
    problems.push({
      property: "number",
      reason: "is the old name of 'numeric' and contradicts it. Please leave it out.",
    });
  }
  if (needed === 0 && !classes.some(({ name }) => allowed(name, inputs))) {
    problems.push({
      property: "length",
      reason: "no character is allowed: one of upper, lower, numeric and special must be true",
    });
  }
  return problems;
}

/** At least as many of each class as asked for, the rest from all allowed ones, then shuffled. */
function randomText(inputs: Values): string {
  const characters = classes.flatMap(({ name, least: count }) =>
    pick(alphabet(name, inputs), Number(inputs[count] ?? 0)),
  );
  const all = classes.map(({ name }) => (allowed(name, inputs) ? alphabet(name, inputs) : "")).join("");
  characters.push(...pick(all, Number(inputs.length) - characters.length));
  for (let index = characters.length - 1; index > 0; index--) {
    const other = randomInt(index + 1);
    [characters[index], characters[other]] = [characters[other] as string, characters[index] as string];
  }
  return characters.join("");
}

const pick = (from: string, count: number): string[] =>
  Array.from({ length: count }, () => from[randomInt(from.length)] as string);
