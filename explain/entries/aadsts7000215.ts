import { entry } from "../entry";
import { workedBefore } from "../facts/context";
import { integrationFor } from "../kind";
import { looksOfInvalidSecret } from "../looks/credentials";
import { secrets } from "../steps";
import { who } from "../who";

export const aadsts7000215 = entry({
  id: "aadsts7000215-invalid-client-secret",
  title: "The client secret is wrong",
  signature: { signInCodes: [7000215], texts: [/Invalid client secret (?:is )?provided/i] },
  values: { app: /secret added to app '([^']{1,80})'/ },
  supersedes: ["aadsts50012-client-assertion-invalid"],
  happened: ({ values }) =>
    `The sign-in service knows the application${values.app ? ` ${values.app}` : ""} and refused its client secret. No token was issued, so no permission was looked at yet.`,
  causes: [
    {
      id: "secret-id",
      cause:
        "The secret's ID was entered instead of its value. The portal shows both side by side, and the value only once.",
      likelihood: "likely",
      weigh: ({ facts }) =>
        facts.secretIds.length === 0 && workedBefore(facts.line)
          ? { likelihood: "possible", because: "it worked before" }
          : undefined,
      distinguish: "What was entered is a GUID: that is the ID. A value has about 40 characters with a ~ among them.",
      fix: {
        configuration: (seen) =>
          integrationFor(
            seen,
            { credential: { type: "clientSecret", rotation: 2 } },
            "A new secret; enter what `npm run handover -- --show-secrets` prints.",
          ),
        portal: [
          `${secrets} > Client secrets > New client secret; copy the column Value at once.`,
          "Enter it where the product keeps it (ServiceNow: System OAuth > Application Registry > the provider > Client Secret), then get a new token.",
        ],
        who: who.managesApplication,
      },
    },
    {
      id: "other-secret",
      cause:
        "The secret belongs to another application, was deleted, or was damaged on its way (a line break, a character that a shell or a URL changed).",
      likelihood: "possible",
      weigh: ({ facts }) =>
        facts.secretIds.length === 0 && workedBefore(facts.line)
          ? { likelihood: "likely", because: "it worked before: the secret was deleted or replaced since" }
          : undefined,
      distinguish:
        "The hint in the portal (its first three characters) differs from what was entered; or it works with the same characters from elsewhere.",
      fix: {
        configuration: (seen) => integrationFor(seen, { credential: { type: "clientSecret", rotation: 2 } }),
        portal: [
          `${secrets}: compare the hint of each secret with the first three characters of what was entered; check the client ID next to it.`,
          "If none fits: New client secret, and enter its value. In a form-encoded request it must be URL-encoded.",
        ],
        who: who.managesApplication,
      },
    },
  ],
  looks: looksOfInvalidSecret,
  sources: [
    {
      title: "Microsoft Entra error codes: AADSTS7000215",
      url: "https://login.microsoftonline.com/error?code=7000215",
    },
    {
      title: "Microsoft: Error AADSTS7000215, invalid client secret",
      url: "https://learn.microsoft.com/troubleshoot/entra/entra-id/app-integration/error-code-aadsts7000215-invalid-client-secret",
    },
  ],
});
