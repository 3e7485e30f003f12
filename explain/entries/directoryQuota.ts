import { entry } from "../entry";
import { who } from "../who";

export const directoryQuota = entry({
  id: "directory-quota-exceeded",
  title: "A quota of the directory is used up",
  signature: {
    codes: ["Directory_QuotaExceeded", "Directory_ResourceSizeExceeded"],
    texts: [
      /directory object quota limit for the (?:Principal|Tenant) has been exceeded/i,
      /size of the object has exceeded its limit/i,
    ],
  },
  supersedes: ["graph-insufficient-privileges", "aadsts90094-admin-consent-required"],
  happened:
    "The directory counts objects, by tenant and by whoever created them, and values of one object; nothing more fits.",
  causes: [
    {
      id: "creator-quota",
      cause:
        "Whoever creates objects without an administrator's role may own 250, deleted ones of the last 30 days included.",
      likelihood: "likely",
      weigh: ({ facts }) =>
        /limit for the Principal/i.test(facts.line)
          ? { likelihood: "certain", because: "the message says Principal" }
          : /limit for the Tenant|ResourceSizeExceeded|size of the object/i.test(facts.line)
            ? { likelihood: "ruled out", because: "the message speaks of something else" }
            : undefined,
      distinguish: "The message says Principal.",
      fix: {
        portal: [
          "App registrations > Owned applications: delete what is not needed, then Deleted applications > Delete permanently (a deleted one counts for 30 days).",
          "Or let it be created by an identity with Application Administrator, for whom the quota does not count.",
        ],
        who: who.createsApplication,
      },
    },
    {
      id: "tenant-quota",
      cause: "The tenant has as many objects as it may: 50,000, or 300,000 with a verified domain.",
      likelihood: "possible",
      weigh: ({ facts }) =>
        /limit for the Tenant/i.test(facts.line)
          ? { likelihood: "certain", because: "the message says Tenant" }
          : /limit for the Principal|ResourceSizeExceeded|size of the object/i.test(facts.line)
            ? { likelihood: "ruled out", because: "the message speaks of something else" }
            : undefined,
      distinguish: "The message says Tenant.",
      fix: {
        portal: [
          "Verify a domain of your own (Settings > Domain names), delete unused objects for good, or ask Microsoft support to raise the quota.",
        ],
        who: "Domain Name Administrator or Global Administrator.",
      },
    },
    {
      id: "object-size",
      cause: "One object has too many values: credentials, owners, app roles, permissions or redirect URIs.",
      likelihood: "possible",
      weigh: ({ facts }) =>
        /ResourceSizeExceeded|size of the object/i.test(facts.line)
          ? { likelihood: "certain", because: "the message says so" }
          : { likelihood: "ruled out", because: "the message counts objects" },
      distinguish: "The code is Directory_ResourceSizeExceeded.",
      fix: {
        portal: ["Remove expired credentials and what else is no longer used of that application."],
        who: who.managesApplication,
      },
    },
  ],
  sources: [
    {
      title: "Microsoft Entra service limits and restrictions",
      url: "https://learn.microsoft.com/entra/identity/users/directory-service-limits-restrictions",
    },
  ],
});
