import { entry } from "../entry";
import type { Facts } from "../facts/facts";
import { who } from "../who";

/** A failure of the service behind a request of Microsoft's, which gives no other reason. */
function serverFailure({ statuses, requests, signInCodes }: Facts): string | undefined {
  const status = statuses.find((one) => [500, 502, 503, 504].includes(one));
  const request = requests.find(({ service }) => service !== null);
  if (status === undefined || !request || signInCodes.length > 0 || statuses.some((one) => one >= 400 && one < 500))
    return undefined;
  return `${status} to ${request.url}`;
}

export const apiUnavailable = entry({
  id: "service-unavailable",
  title: "Microsoft's service failed, or was overloaded, for a moment",
  signature: {
    codes: ["ServiceUnavailable", "serviceNotAvailable", "GatewayTimeout", "ServerTimeout", "BackendError"],
    when: ({ ofMicrosoft, foreign, statuses, requests }) =>
      ofMicrosoft &&
      foreign.length === 0 &&
      (statuses.some((status) => status >= 500) || requests.some(({ service }) => service !== null)),
    sees: serverFailure,
  },
  happened: "The service could not answer (5xx). Nothing is wrong with credentials or permissions.",
  causes: [
    {
      id: "transient",
      cause: "A passing fault or overload of the service, or of the network on the way to it.",
      likelihood: "likely",
      distinguish: "The same request works some seconds or minutes later.",
      fix: {
        portal: [
          "Repeat with growing pauses, as long as Retry-After says where it is given. A POST may have been done nevertheless: look before repeating it.",
          "If it lasts: Microsoft 365 admin center > Health > Service health, or Azure status; then a support request with the request-id.",
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "request-too-heavy",
      cause: "The request asks for too much at once: a long list, many $expand, a broad filter.",
      likelihood: "possible",
      distinguish: "Only this request fails, at each attempt; a smaller one works.",
      fix: { portal: ["Smaller pages ($top), $select, fewer $expand."], who: who.configuresProduct },
    },
  ],
  sources: [
    { title: "Microsoft Graph: Error responses and resource types", url: "https://learn.microsoft.com/graph/errors" },
    {
      title: "Microsoft Graph: Best practices, handling expected errors",
      url: "https://learn.microsoft.com/graph/best-practices-concept",
    },
  ],
});
