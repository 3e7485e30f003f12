import { randomInt } from "node:crypto";
import { number, replaces, rules, string } from "../property";
import type { LocalType } from "../resourceType";
import { between, wholeNumber } from "../rules";
import { keepers } from "./keepers";

export const randomPet: LocalType = {
  token: "random:index/randomPet:RandomPet",
  importable: false,
  properties: {
    keepers,
    length: number({ ...replaces, default: 2, ...rules(wholeNumber, between(1, 100)) }),
    prefix: string(replaces),
    separator: string({ ...replaces, default: "-" }),
  },
  generate: ({ keepers: kept, length, prefix, separator }) => {
    const words = petName(Number(length));
    const id = (prefix === undefined ? words : [String(prefix), ...words]).join(String(separator));
    return { id, outputs: { keepers: kept, length, prefix, separator } };
  },
  adopt: () => {
    throw new Error("RandomPet does not support import.");
  },
};

/** Adverbs, then an adjective, then an animal. */
function petName(length: number): string[] {
  const adverbCount = Math.max(0, length - 2);
  const words = Array.from({ length: adverbCount }, () => oneOf(adverbs));
  if (length > 1) words.push(oneOf(adjectives));
  return [...words, oneOf(animals)];
}

const oneOf = (words: readonly string[]) => words[randomInt(words.length)] as string;

const adverbs =
  "ably badly barely boldly briefly calmly firmly freely gently gladly kindly loudly lightly neatly openly".split(" ");

const adjectives = (
  "able amused apt awake bold brave bright busy calm casual clever cosmic crisp curious daring deep eager easy exact fair " +
  "famous fine fit fluent fond fresh glad golden good great happy hardy humble ideal just keen kind lively loyal lucky " +
  "mellow merry mighty modern moral neat next noble open patient proper proud quick quiet rapid ready rich robust sharp " +
  "sincere smart smooth solid sound steady stirred strong sunny super sure tender tidy true unique upright valid vast vital " +
  "warm welcome whole wise witty worthy"
).split(" ");

const animals = (
  "adder albacore anchovy ant badger bass bat beagle bear bee bison boar bobcat buck buffalo bull camel cat cobra cod colt " +
  "cow coyote crab crane cricket crow deer dingo dodo dog dolphin donkey dove dragon duck eagle eel elk falcon feline finch " +
  "fish fly fox frog gecko goat goose gorilla grouse gull hare hawk hen heron horse hound ibex impala jackal kid kite kiwi " +
  "koala lab lark lemur leopard lion llama lobster lynx mako mammoth marlin marmot mole monkey moose moth mouse mule newt " +
  "ocelot octopus orca owl ox oyster panda parrot pegasus pig pigeon pony poodle puma python quail rabbit raccoon ram rat " +
  "raven ray robin salmon seal shark sheep shrew skink sloth snail snake spider squid stag starling stork swan tahr tapir " +
  "teal tiger toad troll trout turtle viper walrus warthog wasp weasel whale wolf wombat worm wren yak zebra"
).split(" ");
