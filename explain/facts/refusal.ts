import { isGeneralCode } from "./codes";
import type { Facts } from "./facts";
import type { ServiceName } from "./requests";

/**
 * A refusal that gives no reason: a status, a request to that service, and no code but the status in words. Says what was seen.
 *
 * @param word the status in words, which some services give as the code: `Forbidden`
 */
export function bareRefusal(facts: Facts, service: ServiceName, status: number, word: string): string | undefined {
  const { codes, signInCodes, statuses, requests } = facts;
  if (signInCodes.length > 0 || !codes.every(isGeneralCode)) return undefined;
  if (!statuses.includes(status) && !codes.includes(word)) return undefined;
  const request = requests.find((one) => one.service === service);
  if (!request) return undefined;
  return `${status} to ${request.method ? `${request.method} ` : ""}${request.url}, without a reason`;
}
