import { STATUS_CODES } from "node:http";
import type { Credential } from "./credential";
import type { Body } from "./resourceType";
import { type ClientOptions, envelope, Refusal, type Request, type ServiceClient, sendTo } from "./serviceClient";
import type { RawAnswer, Transport } from "./transport";

/**
 * Microsoft Graph as the azuread provider calls it: its headers, all pages of a list, its way to print a refusal.
 *
 * @param baseUrl `microsoftGraphResourceId` of the metadata, without a trailing slash
 */
export function createGraphClient(transport: Transport, credential: Credential, baseUrl: string): ServiceClient {
  const options: ClientOptions = {
    transport,
    credential,
    baseUrl,
    scope: `${baseUrl}/.default`,
    headers: {
      Accept: "application/json; charset=utf-8; IEEE754Compatible=false",
      "Content-Type": "application/json; charset=utf-8",
      "Odata-Version": "4.0",
      "Odata-Maxversion": "4.0",
      "User-Agent": "entra-integrations-sandbox-plugin/azuread",
    },
    refusal: graphRefusal,
  };
  return {
    async send(request, signal) {
      const first = await sendTo(options, request, signal);
      if (request.method !== "GET" || !Array.isArray(first.body?.value)) return first;
      const value = [...first.body.value];
      for (let next = nextLink(first.body); next !== undefined; ) {
        const page = await sendTo(options, { ...withoutQuery(request), path: next }, signal);
        value.push(...((page.body?.value as unknown[] | undefined) ?? []));
        next = nextLink(page.body);
      }
      return { ...first, body: { ...first.body, value } };
    },
  };
}

const nextLink = (body: Body | undefined) => body?.["@odata.nextLink"] as string | undefined;

const withoutQuery = ({ query: _, ...request }: Request): Request => request;

/** `unexpected status 403 (403 Forbidden) with error: Authorization_RequestDenied: Insufficient privileges …`, as go-azure-sdk prints. */
function graphRefusal(answer: RawAnswer): Refusal {
  const error = envelope(answer);
  const status = `unexpected status ${answer.status} (${answer.status} ${STATUS_CODES[answer.status] ?? ""})`;
  const detail = error
    ? ` with error: ${error.code}: ${error.message}`
    : answer.text === ""
      ? " received with no body"
      : ` with response: ${answer.text}`;
  return new Refusal(answer.status, error?.code ?? "", error?.message ?? answer.text, status + detail);
}
