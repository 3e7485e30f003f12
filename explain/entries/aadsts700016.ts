import { entry, type Seen } from "../entry";
import { workedBefore } from "../facts/context";
import { looksOfApplicationNotFound } from "../looks/signInIds";
import { enterpriseApplication } from "../steps";
import { who } from "../who";
import { settings } from "../yaml";

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Commands and resources that make an application or a service principal. */
const creates =
  /\bNew-(?:Az|Mg|AzureAD)\w*(?:Application|App|ServicePrincipal)\b|\baz ad (?:app|sp) create|azuread_(?:application|service_principal)|azuread:index|create-for-rbac|\bafter (?:a )?few (?:seconds|minutes)|\bnewly created|\bjust created|propagat|replicat/i;
const createsPrincipal =
  /ServicePrincipal\b|\baz ad sp create|azuread_service_principal|:ServicePrincipal|create-for-rbac|propagat|replicat|few (?:seconds|minutes)/i;
const createsAlone = /\bNew-(?:Az|Mg|AzureAD)\w*(?:Application|App)\b|\baz ad app create|azuread_application\b/i;
const isNew = ({ facts, values }: Seen) => creates.test(facts.line) && guid.test(values.app ?? "");
const withoutPrincipal = (seen: Seen) =>
  isNew(seen) && createsAlone.test(seen.facts.line) && !createsPrincipal.test(seen.facts.line);

const address = /^https?:\/\/[^x*\s]/i;

export const aadsts700016 = entry({
  id: "aadsts700016-application-not-found",
  title: "The application is not in this tenant",
  signature: {
    signInCodes: [700016, 700011],
    texts: [/Application with identifier '[^']{1,200}' was not found in the directory/i],
  },
  values: {
    app: /Application (?:id )?with identifier '([^']{1,200})'/i,
    tenant: /not found in the directory '?([^'.]{1,120})/i,
  },
  happened: ({ values }) =>
    `The tenant ${values.tenant?.trim() ?? "that was asked"} has no application with the client ID ${values.app ?? "that was sent"}: no service principal stands for it there.`,
  causes: [
    {
      id: "not-a-client-id",
      cause: ({ values }) =>
        `"${values.app}" is no client ID: a placeholder, a name, or an address was sent in its place.`,
      likelihood: "certain",
      applies: ({ values }) =>
        values.app !== undefined && !guid.test(values.app) && !/^https?:|^\*|^[x-]{4}|^\[|^api:/i.test(values.app),
      distinguish: "The value in the message is not a GUID.",
      fix: {
        portal: [
          "Copy Application (client) ID from Microsoft Entra admin center > App registrations > the application > Overview into the product's configuration.",
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "saml-identifier",
      cause: ({ values }) =>
        `It is single sign-on by SAML, and the issuer that the product sends (${values.app}) is the Identifier (Entity ID) of no enterprise application there: another address, http in place of https, a slash more or less${/sts\.windows\.net/i.test(values.app ?? "") ? "; this one is Entra's own identifier, which does not belong in the product's" : ""}.`,
      likelihood: "likely",
      applies: ({ values }) => address.test(values.app ?? ""),
      distinguish:
        "The application > Single sign-on > Basic SAML Configuration > Identifier (Entity ID) is not the value in the message, letter by letter.",
      fix: {
        portal: [
          `${enterpriseApplication} > Single sign-on > Basic SAML Configuration: enter the value of the message as Identifier (Entity ID); or correct the product's entity ID.`,
        ],
        who: who.managesApplication,
      },
    },
    {
      id: "no-service-principal",
      cause:
        "The app registration was made, and its service principal was not: commands and APIs make the two in two steps. Only a service principal can sign in.",
      likelihood: "likely",
      applies: withoutPrincipal,
      distinguish: "App registrations lists it, and Enterprise applications does not.",
      fix: {
        portal: [
          "App registrations > the application > Overview > Managed application in local directory: Create Service Principal; or `az ad sp create --id <client ID>`.",
          "Give its roles to that service principal, then sign in.",
        ],
        who: who.managesApplication,
      },
    },
    {
      id: "replication",
      cause:
        "The application was made moments ago, and the servers of the sign-in service do not all know it: one attempt works, the next fails, for a minute or more.",
      likelihood: "likely",
      applies: (seen) => isNew(seen) && !withoutPrincipal(seen),
      distinguish: "The same sign-in works some minutes later, several times in a row.",
      fix: {
        portal: [
          "Repeat with growing pauses, until several attempts in a row work; one that works proves nothing yet. This project's providers wait, and `npm run verify` signs in only afterwards.",
        ],
        who: who.deploys,
      },
    },
    {
      id: "wrong-tenant",
      cause:
        "The request went to the wrong tenant: the token URL has another tenant's ID than the one in which the application is registered.",
      likelihood: "likely",
      weigh: (seen) => {
        const { values } = seen;
        if (workedBefore(seen.facts.line) && !isNew(seen))
          return { likelihood: "possible", because: "it worked before" };
        if (isNew(seen)) return { likelihood: "possible", because: "the input speaks of making the application" };
        return values.app !== undefined &&
          !guid.test(values.app) &&
          !/^https?:|^\*|^[x-]{4}|^\[|^api:/i.test(values.app)
          ? { likelihood: "unlikely", because: "what was sent is no client ID in the first place" }
          : address.test(values.app ?? "")
            ? { likelihood: "possible", because: "what was sent is an address, as SAML sends it" }
            : undefined;
      },
      distinguish: "The tenant in the message is not the one whose App registrations list has the application.",
      fix: {
        configuration: settings(
          { "azuread:tenantId": "<id of the tenant that has the application>" },
          "npm run handover prints the token URL of this tenant.",
        ),
        portal: [
          "Microsoft Entra admin center > Overview: compare the Tenant ID with the one in the message.",
          "Put the right one into the token URL (ServiceNow: System OAuth > Application Registry > the provider > Token URL).",
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "wrong-client-id",
      cause: "The client ID is mistyped, or is the object ID or the ID of a secret.",
      likelihood: "possible",
      distinguish:
        "The ID from the message is found nowhere among the applications of the right tenant, or is the Object ID of one.",
      fix: {
        portal: [
          "Compare the ID with App registrations > the application > Overview > Application (client) ID, and correct it in the product.",
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "deleted-or-not-consented",
      cause:
        "The application was deleted; or it belongs to a vendor and this tenant never consented to it, so it has no service principal here.",
      likelihood: "possible",
      weigh: (seen) =>
        workedBefore(seen.facts.line) && guid.test(seen.values.app ?? "") && !isNew(seen)
          ? { likelihood: "likely", because: "it worked before: the application was there, and is gone" }
          : undefined,
      distinguish:
        "App registrations > Deleted applications has it; or it is a vendor's (Okta's own application, for example) and Enterprise applications does not list it.",
      fix: {
        portal: [
          "App registrations > Deleted applications > the application > Restore app registration (within 30 days).",
          `A vendor's application: consent to it from the vendor's console (Okta: Provisioning > Integration > Authenticate with Microsoft Office 365); then ${enterpriseApplication} is there.`,
        ],
        who: who.managesEnterpriseApplication,
      },
    },
  ],
  looks: looksOfApplicationNotFound,
  sources: [
    { title: "Microsoft Entra error codes: AADSTS700016", url: "https://login.microsoftonline.com/error?code=700016" },
    {
      title: "Microsoft: Error AADSTS700016, application not found in the directory",
      url: "https://learn.microsoft.com/troubleshoot/entra/entra-id/app-integration/error-code-aadsts700016-application-not-found-in-directory",
    },
  ],
});
