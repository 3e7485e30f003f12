import { entry } from "../entry";
import { who } from "../who";

export const tooManyRequests = entry({
  id: "too-many-requests",
  title: "Too many requests: the API slows the caller down",
  signature: {
    codes: [
      "TooManyRequests",
      "ApplicationThrottled",
      "SubscriptionRequestsThrottled",
      "activityLimitReached",
      "tooManyRetries",
    ],
    texts: [
      /\b429\b[^a-z0-9]{0,20}Too Many Requests/i,
      /(?:status code|HTTP status):? '?429\b/i,
      /Too many requests from Identifier/i,
    ],
    // Every service has this answer.
    when: ({ ofMicrosoft, foreign }) => ofMicrosoft && foreign.length === 0,
  },
  values: { after: /retry-after["'\s:=]{1,6}(\d{1,6})/i },
  happened: ({ values }) =>
    `The API counted more requests than it serves one application in one tenant (429), and refuses further ones for a while${values.after ? `: ${values.after} seconds by its header Retry-After` : ""}. Nothing is wrong with permissions.`,
  causes: [
    {
      id: "rate",
      cause:
        "The caller sends too many requests in a short time: one per user where a list, $batch or a delta query would do, several jobs at once, or retries without waiting, which extend the refusal.",
      likelihood: "likely",
      distinguish: "It begins after many calls, and ends by itself when they pause.",
      fix: {
        portal: [
          "Wait as long as Retry-After says; without it 1, 2, 4 … seconds. Retrying at once counts as well.",
          "Fewer requests: $select, pages of the largest size, $batch (20 in one), delta queries; jobs one after another.",
          "ServiceNow: lengthen the schedule of the spoke's flows and imports, or split them by time.",
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "shared-limit",
      cause:
        "Another job uses up the limit: limits are shared by all that call with the same application, some by the whole tenant.",
      likelihood: "possible",
      distinguish: "It fails at the first call of the job.",
      fix: {
        portal: [
          "Sign-in logs > Service principal sign-ins: see what else uses the application; give each integration an application of its own, as this project does.",
        ],
        who: who.managesApplication,
      },
    },
  ],
  sources: [
    { title: "Microsoft Graph throttling guidance", url: "https://learn.microsoft.com/graph/throttling" },
    {
      title: "Microsoft Graph service-specific throttling limits",
      url: "https://learn.microsoft.com/graph/throttling-limits",
    },
    {
      title: "Azure Resource Manager: request limits and throttling",
      url: "https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling",
    },
  ],
});
