import { entry, type Seen } from "../entry";
import { looksOfPrincipalNotFound } from "../looks/principals";
import { who } from "../who";
import { integration } from "../yaml";

/** Azure CLI looks a name or an ID up in the directory before it asks Azure. */
const byLookUp = ({ facts }: Seen) => /in graph database for/i.test(facts.line);
const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Azure gives IDs without hyphens; what was looked up may be a user principal name, or be masked. */
const isMangled = ({ values: { assignee = "" } }: Seen) =>
  /^["'{<$[]|["'}>\]]$|^(?:msi|null|none|undefined)$/i.test(assignee) &&
  !guid.test(assignee) &&
  !/^<.*>$/.test(assignee);
const isNew = ({ facts }: Seen) =>
  /identity assign|just (?:been )?(?:recently )?created|recently created|newly created|right after|create-for-rbac|immediately/i.test(
    facts.line,
  );

export const principalNotFound = entry({
  id: "principal-not-found",
  title: "The principal of a role assignment does not exist (yet)",
  signature: {
    codes: ["PrincipalNotFound"],
    texts: [
      /Principal \S{1,80} does not exist in the directory/i,
      /Cannot find (?:user or service principal|user or group|service principal) in graph database for/i,
      /No matches in graph database for/i,
    ],
  },
  values: {
    assignee: /in graph database for '(.{1,120}?)'(?:[.\s]|$)/i,
    principal: /Principal ([0-9a-f-]{32,36}) does not exist/i,
    tenant: /in the directory ([0-9a-f-]{36})/i,
  },
  happened: (seen) => {
    const { values } = seen;
    if (byLookUp(seen))
      return `Before it assigned the role, the Azure CLI looked ${values.assignee ? `${values.assignee} up` : "the assignee up"} in the directory, and found neither a user nor a service principal. Azure itself was not asked.`;
    return `Azure was asked to give a role to the object ${values.principal ?? "in the message"}, which it does not find in the tenant ${values.tenant ?? ""}.`.replace(
      / \.$/,
      ".",
    );
  },
  causes: [
    {
      id: "mangled-id",
      cause: ({ values }) =>
        `${values.assignee} is no ID: quotes of a command's JSON output came with it, or a word stands in its place.`,
      likelihood: "certain",
      applies: isMangled,
      distinguish: "The message repeats the ID as it arrived.",
      fix: {
        portal: [
          "Let the command give the bare value: --query <property> --output tsv; and print the variable before it is used.",
        ],
        who: who.deploys,
      },
    },
    {
      id: "no-service-principal",
      cause:
        "It is the client ID of an app registration that has no service principal. The registration and the principal are made in two steps.",
      likelihood: "likely",
      applies: byLookUp,
      weigh: (seen) =>
        isMangled(seen)
          ? { likelihood: "unlikely", because: "what was looked up is no ID" }
          : isNew(seen)
            ? { likelihood: "possible", because: "the input speaks of an identity that was just made" }
            : undefined,
      distinguish: "App registrations lists it, and Enterprise applications does not.",
      fix: {
        portal: [
          "`az ad sp create --id <client ID>`; then assign the role with --assignee-object-id <its Object ID> --assignee-principal-type ServicePrincipal.",
        ],
        who: who.managesApplication,
      },
    },
    {
      id: "replication",
      cause:
        "The principal was created moments ago and has not reached the servers that Azure asks. With principalType given, Azure does not ask.",
      likelihood: "likely",
      weigh: (seen) =>
        isMangled(seen)
          ? { likelihood: "unlikely", because: "what was looked up is no ID" }
          : byLookUp(seen) && !isNew(seen)
            ? { likelihood: "possible", because: "nothing says that it is new" }
            : undefined,
      distinguish: "The object ID is the one of the new service principal, and it works a minute later.",
      fix: {
        configuration: integration(
          "servicenow-azure-spoke",
          "azure-spoke",
          { resourceGroup: { existing: "<resource group>" } },
          "This project always gives principalType: ServicePrincipal.",
        ),
        portal: [
          "Set principalType (ServicePrincipal, User or Group) in the role assignment; CLI: --assignee-object-id with --assignee-principal-type ServicePrincipal.",
          "Or run it again.",
        ],
        who: who.assignsAzureRoles,
      },
    },
    {
      id: "wrong-id",
      cause:
        "The ID is a client ID, or an object of another tenant, or was deleted. A role assignment takes the Object ID of the enterprise application.",
      likelihood: "possible",
      distinguish:
        "It fails for good. The ID equals Application (client) ID, or is found nowhere in the tenant of the message.",
      fix: {
        portal: [
          "Enterprise applications > the application > Object ID: use that one, in the tenant that the subscription belongs to.",
        ],
        who: who.assignsAzureRoles,
      },
    },
  ],
  looks: looksOfPrincipalNotFound,
  sources: [
    { title: "Microsoft: Troubleshoot Azure RBAC, replication delay", url: "https://aka.ms/docs-principaltype" },
  ],
});
