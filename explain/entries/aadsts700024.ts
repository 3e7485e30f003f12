import { entry } from "../entry";
import { looksOfAssertionTime } from "../looks/federatedCredentials";
import { who } from "../who";

/** Minutes between the current time and the end of the assertion, where the message gives both. */
function lateness(line: string): number | undefined {
  const [, current, end] =
    /Current time: (\S{19,30}?Z),.{0,80}?expiry time of assertion (\S{19,30}?Z)/i.exec(line) ?? [];
  if (!current || !end) return undefined;
  const minutes = Math.round((Date.parse(current) - Date.parse(end)) / 60_000);
  return Number.isNaN(minutes) ? undefined : minutes;
}

export const aadsts700024 = entry({
  id: "aadsts700024-assertion-time",
  title: "The client assertion is outside its time",
  signature: { signInCodes: [700024], texts: [/client assertion is not within its valid time range/i] },
  supersedes: ["aadsts50012-client-assertion-invalid"],
  happened: ({ facts }) => {
    const late = lateness(facts.line);
    const how =
      late === undefined
        ? ""
        : late >= 0
          ? ` It ended ${late} minutes before it was used.`
          : ` It was used ${-late} minutes before its end, so it is its start that lies in the future.`;
    return `The application proved its identity with a signed assertion (by certificate, or as a token of another issuer), and its time had passed or not begun.${how}`;
  },
  causes: [
    {
      id: "assertion-reused",
      cause:
        "An assertion that was made once is used again after its end: a CI token that lives five or ten minutes in a job that runs longer, or a library that caches the assertion with its first value.",
      likelihood: "likely",
      weigh: ({ facts }) => {
        const late = lateness(facts.line);
        if (late === undefined) return undefined;
        if (late % 60 === 0 || late < 0)
          return { likelihood: "possible", because: `the difference is ${late} minutes` };
        return { likelihood: "likely", because: `it had ended ${late} minutes before` };
      },
      distinguish: "The first call works, and calls fail some minutes or an hour later.",
      fix: {
        portal: [
          "Make the assertion anew for each token request, or sign in again in the step that needs it.",
          "GitHub Actions: sign in right before the step; a job's federated token lives about five minutes. Pulumi: let the provider fetch it (azuread:useOidc with ARM_OIDC_REQUEST_URL and ARM_OIDC_REQUEST_TOKEN) instead of passing a token.",
          "Update the library: some versions cached assertions for good.",
        ],
        who: who.deploys,
      },
    },
    {
      id: "clock",
      cause: "The clock of the machine that signs is wrong, or it computes times in its local zone instead of UTC.",
      likelihood: "possible",
      weigh: ({ facts }) => {
        const late = lateness(facts.line);
        if (late === undefined) return undefined;
        const zone = Math.abs(late) >= 30 && [0, 5, 10, 50, 55].includes(Math.abs(late) % 60);
        return zone
          ? {
              likelihood: "likely",
              because: `${Math.abs(late)} minutes is close to whole hours, as between time zones`,
            }
          : undefined;
      },
      distinguish:
        "It fails from the first call on, and the times in the message differ by whole hours, or by the clock's error.",
      fix: {
        portal: [
          "Synchronise the clock (timedatectl, w32tm /resync; for a ServiceNow MID Server on its host).",
          "Give nbf and exp in seconds since 1970 UTC, exp at most a day ahead, better ten minutes.",
        ],
        who: "Whoever runs that machine.",
      },
    },
  ],
  looks: looksOfAssertionTime,
  sources: [
    { title: "Microsoft Entra error codes: AADSTS700024", url: "https://login.microsoftonline.com/error?code=700024" },
    {
      title: "Azure/login issue 372: workarounds for four scenarios",
      url: "https://github.com/Azure/login/issues/372",
    },
    {
      title: "Microsoft: Certificate credentials, format of the assertion",
      url: "https://learn.microsoft.com/entra/identity-platform/certificate-credentials",
    },
  ],
});
