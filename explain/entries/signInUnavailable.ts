import { entry } from "../entry";
import { who } from "../who";

export const signInUnavailable = entry({
  id: "sign-in-unavailable",
  title: "The sign-in service could not answer for now",
  signature: {
    signInCodes: [90033, 90006, 90012, 90024, 90090, 90091, 50033, 50087, 40010, 90055, 50196],
    texts: [/AADSTS\d+: A transient error has occurred/i],
  },
  happened:
    "The sign-in service, or a part of it, was overloaded or failed, or it slows down a caller that asks for tokens without end. Nothing is wrong with credentials or permissions.",
  causes: [
    {
      id: "transient",
      cause: "A transient fault on Microsoft's side.",
      likelihood: "likely",
      weigh: ({ facts }) =>
        facts.signInCodes.some((code) => [90055, 50196].includes(code))
          ? { likelihood: "unlikely", because: "the code says that there are too many requests" }
          : undefined,
      distinguish: "It ends by itself within minutes; the service health page may show it.",
      fix: {
        portal: [
          "Repeat with growing pauses. If it lasts: Microsoft 365 admin center > Health > Service health, Azure status; then a support request with the correlation ID.",
        ],
        who: "Anyone; the service health page takes Service Support Administrator.",
      },
    },
    {
      id: "token-loop",
      cause:
        "The program asks for a new token at every call, instead of keeping one until it ends, and is slowed down.",
      likelihood: "unlikely",
      weigh: ({ facts }) =>
        facts.signInCodes.some((code) => [90055, 50196].includes(code))
          ? { likelihood: "certain", because: "the code says so" }
          : undefined,
      distinguish: "AADSTS50196 or AADSTS90055; the sign-in log has many identical sign-ins a minute.",
      fix: {
        portal: [
          "Keep a token for as long as expires_in says, and ask for the next one then; look for loops in retries.",
        ],
        who: who.configuresProduct,
      },
    },
  ],
  sources: [
    {
      title: "Microsoft: Authentication and authorization error codes, AADSTS90033, 90006, 90055, 50196",
      url: "https://learn.microsoft.com/entra/identity-platform/reference-error-codes",
    },
  ],
});
