import { InvalidArgumentError } from "commander";

/** A port as a flag. */
export function portOf(value: string): number {
  const port = Number(value);
  if (/^\d+$/.test(value) && port <= 65_535) return port;
  throw new InvalidArgumentError(`A port is a whole number from 0 to 65535, got "${value}".`);
}
