/** What was recognised in an input, whether or not it is known what it means. */
import type { Entry } from "./entry";
import type { Recognised, UnknownCode } from "./explanation";
import { isGeneralCode } from "./facts/codes";
import type { Facts } from "./facts/facts";
import { signInMeaning } from "./facts/signInMeanings";

export function recognisedIn(facts: Facts): Recognised {
  return {
    context: [...facts.products, ...facts.foreign],
    statuses: facts.statuses,
    codes: [...facts.signInCodes.map((number) => `AADSTS${number}`), ...facts.codes],
    // Other addresses are mostly links to documentation.
    requests: facts.requests.flatMap(({ method, service, url }) =>
      service === null ? [] : method ? `${method} ${url}` : url,
    ),
    permissions: facts.permissions,
    ids: facts.identifiers,
  };
}

/** Codes that only wrap another one, or name a class of errors. */
const wrappers = [70000, 70001, 70002, 50012];

/** Error codes that no entry of the knowledge base has. Codes of a product that is not Microsoft's are none of its business. */
export function unknownCodes(facts: Facts, found: readonly Entry[]): UnknownCode[] {
  const known = new Set(found.flatMap(({ signature }) => signature.codes ?? []));
  const knownNumbers = new Set([...wrappers, ...found.flatMap(({ signature }) => signature.signInCodes ?? [])]);
  const numbers = facts.signInCodes.filter((number) => !knownNumbers.has(number));
  const codes = facts.codes.filter((code) => !known.has(code) && !isGeneralCode(code));
  const explained = found.length > 0 && numbers.length === 0;
  return [
    ...numbers.map((number) => ({
      code: `AADSTS${number}`,
      meaning: signInMeaning(number) ?? null,
      lookUp: `https://login.microsoftonline.com/error?code=${number}`,
    })),
    // Beside a cause that was found, other words in the place of codes are mostly names of exceptions.
    ...(explained ? [] : codes.map((code) => ({ code, meaning: null, lookUp: null }))),
  ];
}
