import { entry } from "../entry";
import { integrationFor } from "../kind";
import { looksOfServicePrincipalMissing } from "../looks/signInIds";
import { who } from "../who";

export const aadsts7000229 = entry({
  id: "aadsts7000229-service-principal-missing",
  title: "The application has no service principal in this tenant",
  signature: {
    signInCodes: [7000229],
    texts: [/client application \S{1,80} is missing service principal in the tenant/i],
  },
  values: {
    app: /client application (\S{1,80}) is missing/i,
    tenant: /service principal in the tenant (\S{1,80}?)[.,]?\s/i,
  },
  happened: ({ values }) =>
    `The application ${values.app ?? ""} is registered, and the tenant ${values.tenant ?? ""} has no service principal (enterprise application) for it. Tokens, consents and roles belong to the service principal.`.replace(
      / {2}/g,
      " ",
    ),
  causes: [
    {
      id: "never-created",
      cause:
        "Only the app registration was made: by the API, `az ad app create`, or Terraform without azuread_service_principal. The portal makes both, others do not.",
      likelihood: "likely",
      weigh: ({ values }) =>
        /^f8cdef31-/.test(values.tenant ?? "")
          ? { likelihood: "unlikely", because: "the tenant in the message is Microsoft's own" }
          : undefined,
      distinguish: "App registrations has it, Enterprise applications has not, and nobody deleted it.",
      fix: {
        configuration: (seen) => integrationFor(seen, {}, "This project makes both, and the consents."),
        portal: [
          "App registrations > the application > Overview > Managed application in local directory: Create service principal; or `az ad sp create --id <client id>`.",
          "Then grant admin consent again: consents of before are gone with the service principal.",
        ],
        who: who.createsApplication,
      },
    },
    {
      id: "deleted",
      cause: "The enterprise application was deleted, with its consents and roles.",
      likelihood: "possible",
      weigh: ({ values }) =>
        /^f8cdef31-/.test(values.tenant ?? "")
          ? { likelihood: "unlikely", because: "the tenant in the message is Microsoft's own" }
          : undefined,
      distinguish: "The audit log has Delete service principal; it worked before.",
      fix: {
        portal: [
          "Microsoft Entra admin center > Enterprise applications > Deleted: restore it within 30 days, which restores its consents; or create it anew and consent again.",
        ],
        who: who.managesEnterpriseApplication,
      },
    },
    {
      id: "wrong-tenant",
      cause: "The token was asked for in another tenant than the one that has the service principal.",
      likelihood: "possible",
      weigh: ({ values }) =>
        /^f8cdef31-/.test(values.tenant ?? "")
          ? { likelihood: "likely", because: "the tenant in the message is Microsoft's own (Microsoft Services)" }
          : undefined,
      distinguish: "The tenant in the message is not yours.",
      fix: {
        portal: ["Use your tenant's ID in the token URL, and pass it to the library explicitly."],
        who: who.configuresProduct,
      },
    },
  ],
  looks: looksOfServicePrincipalMissing,
  sources: [
    {
      title: "Microsoft Entra error codes: AADSTS7000229",
      url: "https://login.microsoftonline.com/error?code=7000229",
    },
    {
      title: "Microsoft: Application and service principal objects",
      url: "https://learn.microsoft.com/entra/identity-platform/app-objects-and-service-principals",
    },
  ],
});
