import { entry } from "../entry";
import { who } from "../who";

export const graphSegmentNotFound = entry({
  id: "graph-segment-not-found",
  title: "Microsoft Graph has no such address",
  signature: { texts: [/Resource not found for the segment\b/i] },
  values: { segment: /Resource not found for the segment '?([^'"\s.,]{1,120})/i },
  happened: ({ values }) =>
    `A part of the address${values.segment ? `, "${values.segment}",` : ""} is not one that this version of Microsoft Graph has at that place. Permissions and objects were not looked at.`,
  causes: [
    {
      id: "not-in-this-version",
      cause:
        "The operation is only in the other version: many are in beta and not in v1.0, and some left beta or were withdrawn (identityRiskEvents became riskDetections).",
      likelihood: "likely",
      weigh: ({ facts, values }) =>
        /[{}<>$%]|^(?:undefined|null|v1|beta)/i.test(values.segment ?? "")
          ? { likelihood: "unlikely", because: "that part of the address is no name of an operation" }
          : facts.requests.some(({ path }) => /^\/beta\//i.test(path))
            ? { likelihood: "possible", because: "beta was called" }
            : undefined,
      distinguish: "The reference page of the operation shows another version, another path, or a retirement.",
      fix: {
        portal: [
          "Look the operation up in the reference of Microsoft Graph (v1.0 and beta), and take the path from there.",
          "Where it is in beta alone: call /beta, and expect it to change.",
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "misspelt-path",
      cause:
        "The address was put together wrongly: an empty or unencoded ID, a doubled slash or version, a name where an ID belongs, singular in place of plural.",
      likelihood: "possible",
      weigh: ({ facts, values }) =>
        /[{}<>$%]|^(?:undefined|null|v1|beta)/i.test(values.segment ?? "") ||
        facts.requests.some(({ path }) => /\/\/|\/(?:v1\.0|beta)\/(?:v1\.0|beta)\//i.test(path))
          ? { likelihood: "certain", because: "the address has a part that does not belong there" }
          : undefined,
      distinguish: "Compare the whole address, as it was sent, with the reference, part by part.",
      fix: {
        portal: [
          "Print the address as it is sent. IDs must not be empty, and are URL-encoded where they have # or / (a guest's #EXT# becomes %23EXT%23).",
          "ServiceNow: the action's Resource Path and its inputs; the base URL of the connection ends without a slash and without a version if the path has it.",
        ],
        who: who.configuresProduct,
      },
    },
  ],
  sources: [
    {
      title: "Microsoft Graph: Versioning and support",
      url: "https://learn.microsoft.com/graph/versioning-and-support",
    },
    {
      title: "microsoft-graph-docs-contrib issues 5038 and 7325: segments that this version does not have",
      url: "https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/5038",
    },
  ],
});
