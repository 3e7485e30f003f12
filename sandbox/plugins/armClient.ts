import { setTimeout as sleep } from "node:timers/promises";
import type { Credential } from "./credential";
import { retryAfter } from "./repeat";
import type { Body } from "./resourceType";
import { type Answer, type ClientOptions, envelope, Refusal, type ServiceClient, sendTo } from "./serviceClient";
import type { RawAnswer, Transport } from "./transport";

/** Pause between looks at a long-running operation that names none, in milliseconds. */
const pollPause = 200;

/**
 * Azure Resource Manager as the azure-native provider calls it: long-running operations are followed to their end, refusals printed
 * its way.
 *
 * @param baseUrl `resourceManager` of the metadata, without a trailing slash
 * @param audience `authentication.audiences[0]` of the metadata
 */
export function createArmClient(
  transport: Transport,
  credential: Credential,
  baseUrl: string,
  audience: string,
): ServiceClient {
  const options: ClientOptions = {
    transport,
    credential,
    baseUrl,
    scope: `${audience.replace(/\/$/, "")}/.default`,
    headers: {
      Accept: "application/json",
      "Content-Type": "application/json; charset=utf-8",
      "User-Agent": "entra-integrations-sandbox-plugin/azure-native",
    },
    refusal: armRefusal,
  };
  return {
    async send(request, signal) {
      const answer = await sendTo(options, request, signal);
      if (request.method === "GET" || request.method === "HEAD") return answer;
      return followed(options, request.path, request.query, answer, signal);
    },
  };
}

/**
 * Waits for the end of a long-running operation, by `Azure-AsyncOperation` (a status document) or `Location` (202 until it is over).
 * Source: github.com/microsoft/api-guidelines, azure/ConsiderationsForServiceDesign.md "Long-running operations".
 */
async function followed(
  options: ClientOptions,
  path: string,
  query: Readonly<Record<string, string>> | undefined,
  first: Answer,
  signal: AbortSignal,
): Promise<Answer> {
  const status = header(first, "azure-asyncoperation");
  const location = header(first, "location");
  if ((first.status !== 201 && first.status !== 202) || (status ?? location) === undefined) return first;
  for (let answer = first; ; ) {
    await sleep(retryAfter(answer) ?? pollPause, undefined, { signal });
    answer = await sendTo(options, { method: "GET", path: (status ?? location) as string }, signal);
    if (status === undefined) {
      if (answer.status !== 202) return answer;
      continue;
    }
    const state = String(answer.body?.status);
    if (state === "Succeeded") {
      return first.status === 201
        ? sendTo(options, { method: "GET", path, ...(query ? { query } : {}) }, signal)
        : answer;
    }
    if (state === "Failed" || state === "Canceled") throw operationFailed(answer.body, state);
  }
}

const header = (answer: Answer, name: string) => answer.headers[name] as string | undefined;

function operationFailed(body: Body | undefined, state: string): Refusal {
  const error = (body?.error ?? {}) as { code?: string; message?: string };
  return printed(200, error.code ?? state, error.message ?? `The operation ended as ${state}.`);
}

/** `Status=403 Code="AuthorizationFailed" Message="…"`. */
function armRefusal(answer: RawAnswer): Refusal {
  const error = envelope(answer);
  return printed(answer.status, error?.code ?? "", error?.message ?? answer.text);
}

const printed = (status: number, code: string, message: string) =>
  new Refusal(status, code, message, `Status=${status} Code="${code}" Message="${message}"`);
