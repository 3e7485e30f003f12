import { closest, distance } from "fastest-levenshtein";
import { isForUser } from "./userError";

interface Command {
  readonly summary: string;
  /** Answers the exit code. */
  run(args: readonly string[]): Promise<number>;
}

/** Loaded when asked for, so that no command waits for the code of another. */
const commands: Record<string, () => Command> = {
  start: () => require("./commands/start"),
  destroy: () => require("./commands/destroy"),
  sandbox: () => require("./commands/sandbox"),
  verify: () => require("./commands/verify"),
  repair: () => require("./commands/repair"),
  adopt: () => require("./commands/adopt"),
  licenses: () => require("./commands/licenses"),
  compliance: () => require("./commands/compliance"),
  "ci:preview": () => require("./commands/ciPreview"),
  handover: () => require("./commands/handover"),
  explain: () => require("./commands/explain"),
  report: () => require("./commands/report"),
  audit: () => require("./commands/audit"),
  engine: () => require("./commands/engine"),
  test: () => require("./commands/test"),
  typecheck: () => require("./commands/typecheck"),
  lint: () => require("./commands/lint"),
  format: () => require("./commands/format"),
  docs: () => require("./commands/docs"),
  bench: () => require("./commands/bench"),
};

/** A misspelt command is at most so many letters off. */
const farthestMisspelling = 3;

/** Runs one command. Answers the exit code; never raises. */
export async function main(argv: readonly string[]): Promise<number> {
  const [name = "help", ...args] = argv;
  try {
    if (name === "help" || name === "--help" || name === "-h") return help();
    const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
    return load ? await load().run(args) : unknown(name);
  } catch (error) {
    return explain(error);
  }
}

function help(): number {
  const names = Object.keys(commands);
  const width = Math.max(...names.map((name) => name.length));
  const lines = Object.entries(commands).map(([name, load]) => `  ${name.padEnd(width)}  ${load().summary}`);
  console.log(`Usage: npm run <command> [-- arguments]\n\n${lines.join("\n")}`);
  return 0;
}

function unknown(name: string): number {
  const names = Object.keys(commands);
  const nearest = closest(name, names);
  const hint = distance(name, nearest) <= farthestMisspelling ? ` Did you mean "${nearest}"?` : "";
  console.error(`There is no command "${name}".${hint}\nThe commands are ${names.join(", ")}.`);
  return 2;
}

function explain(error: unknown): number {
  if (isForUser(error)) {
    console.error(`\n${error.message}${error.advice ? `\n\n${error.advice}` : ""}`);
  } else if (process.env.DEBUG === "entra-integrations") {
    console.error(error);
  } else {
    console.error(`\nUnexpected error: ${error instanceof Error ? error.message : error}`);
    console.error("This is a defect of the project. DEBUG=entra-integrations shows where it comes from.");
  }
  return 1;
}
