import { findTokens } from "../input/findTokens";
import { oneLine, plainText } from "../input/plainText";
import { redactNoting } from "../input/redact";
import type { InvolvedOperation } from "../operations/involved";
import { involvedOperations } from "../operations/involved";
import { decodeToken, type Token } from "../tokens/decode";
import { type Caller, readCaller } from "./caller";
import { readCodes, readStatuses } from "./codes";
import { foreignProducts, type Product, readProducts, speaksOfMicrosoft } from "./context";
import { type Identifier, readIdentifiers } from "./identifiers";
import { readPermissions } from "./permissions";
import { type ApiRequest, readRequests } from "./requests";
import { readSignInCodes } from "./signInCodes";

/** What an input says, without what it means. Nothing in it is secret: secrets and tokens are taken out before anything is read. */
export interface Facts {
  /** The input without escapes, secrets and tokens; lines are kept. */
  readonly text: string;
  /** The same in one line, which signatures are matched with. */
  readonly line: string;
  readonly now: Date;
  readonly statuses: readonly number[];
  /** Error codes of services, as written: `Authorization_RequestDenied`. */
  readonly codes: readonly string[];
  /** Numbers of the sign-in service's errors: 7000215 for AADSTS7000215. */
  readonly signInCodes: readonly number[];
  readonly requests: readonly ApiRequest[];
  /** Operations of Microsoft Graph that the input is about. */
  readonly operations: readonly InvolvedOperation[];
  readonly tokens: readonly Token[];
  readonly products: readonly Product[];
  /** Whether an application or a user calls, as far as the text itself says; a token says it better. */
  readonly caller: Caller | undefined;
  /** Whether anything of Microsoft's is named. */
  readonly ofMicrosoft: boolean;
  /** Products of others whose errors read alike, such as Kubernetes or Google Cloud. */
  readonly foreign: readonly string[];
  readonly permissions: readonly string[];
  readonly identifiers: readonly Identifier[];
  /** GUIDs that stood where a secret belongs, in lower case: no client secret is one, but the ID of each is. */
  readonly secretIds: readonly string[];
}

/** @param input as the user gave it, secrets included */
export function gatherFacts(input: string, now: Date): Facts {
  const { tokens: found, text: withoutTokens } = findTokens(plainText(input));
  const { text, secretIds } = redactNoting(withoutTokens);
  const line = oneLine(text);
  const tokens = found.flatMap((raw) => decodeToken(raw) ?? []);
  const requests = readRequests(text);
  const products = readProducts(line);
  const signInCodes = readSignInCodes(line, text);
  const ofEntra = tokens.some(({ kind }) => kind === "application" || kind === "delegated" || kind === "id");
  return {
    text,
    line,
    now,
    statuses: readStatuses(line),
    codes: readCodes(line),
    signInCodes,
    requests,
    operations: involvedOperations(line, requests, products),
    tokens,
    products,
    caller: readCaller(line, requests),
    ofMicrosoft:
      signInCodes.length > 0 || ofEntra || requests.some(({ service }) => service) || speaksOfMicrosoft(line),
    foreign: foreignProducts(line),
    permissions: readPermissions(line),
    identifiers: readIdentifiers(line),
    secretIds,
  };
}

/** Whether an error is among the facts; an input without one is a question about what it names. */
export function isFailure(facts: Facts): boolean {
  const { codes, signInCodes, statuses, line } = facts;
  return (
    codes.length > 0 ||
    signInCodes.length > 0 ||
    statuses.some((status) => status >= 400) ||
    /\b(?:error|failed|failure|exception|denied|forbidden|unauthori[sz]ed)\b/i.test(line)
  );
}
