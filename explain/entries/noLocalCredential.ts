import { entry, type Weight } from "../entry";
import { who } from "../who";

/** The message says itself that it is something else than a missing sign-in. */
function namesAnother(line: string): Weight | undefined {
  if (/certificate was not found/i.test(line))
    return { likelihood: "ruled out", because: "the message names a certificate" };
  return /Check pod configuration|Identity not found/i.test(line)
    ? { likelihood: "unlikely", because: "the message speaks of the identity of the machine or pod" }
    : undefined;
}

export const noLocalCredential = entry({
  id: "no-credential-on-the-machine",
  title: "The program found no credential on the machine it runs on",
  signature: {
    texts: [
      /(?:DefaultAzureCredential|ChainedTokenCredential)[:\s]{1,3}failed to (?:retrieve|acquire) a token/i,
      /Please run ['"`]?az login['"`]?(?: to setup account)?/i,
      /unable to build authorizer for Resource Manager API/i,
      /Authentication needed[.,] (?:Please )?call Connect-(?:Mg)?Graph/i,
      /Run Connect-AzAccount to login/i,
      /EnvironmentCredential (?:cannot return a token|authentication unavailable)/i,
      /missing_environment_variables/,
      /Please explicitly log in with:?\s*["'`]?az login/i,
      /Status_InteractionRequired/,
      /certificate was not found or has expired/i,
      /could not configure AzureCli Authorizer/i,
      /ManagedIdentityCredential authentication (?:unavailable|failed)[^"\n]{0,80}(?:IMDS|no managed identity|Identity not found|invalid_request)/i,
      /"error_description":\s?"Identity not found"/i,
      /Tried the following \d{1,2} methods to get an access token, but none of them worked/i,
      /no (?:token file|client ID|tenant ID) specified\. Check pod configuration/i,
    ],
    when: ({ signInCodes, ofMicrosoft, line }) =>
      signInCodes.length === 0 &&
      (ofMicrosoft || /Connect-|\baz login\b|AzureCredential|IMDS|TokenFilePath/i.test(line)),
  },
  happened:
    "No token was even asked for with a credential: the program looked in the places that it knows (environment variables, managed identity, Azure CLI, PowerShell) and found nothing. The tenant was not involved.",
  causes: [
    {
      id: "not-signed-in",
      cause: "Nobody signed in on that machine, or the session has ended.",
      likelihood: "likely",
      weigh: ({ facts }) => namesAnother(facts.line),
      distinguish: "`az account show`, `Get-MgContext` or `Get-AzContext` answers nothing.",
      fix: {
        portal: [
          "A person: `az login --tenant <tenant id>`, `Connect-MgGraph -TenantId <tenant id>` or `Connect-AzAccount`.",
          "A pipeline: sign in before this step (GitHub: azure/login with permissions: id-token: write; Azure DevOps: a service connection).",
        ],
        who: who.deploys,
      },
    },
    {
      id: "environment-incomplete",
      cause:
        "The variables of a service principal are missing or incomplete: AZURE_TENANT_ID, AZURE_CLIENT_ID, and AZURE_CLIENT_SECRET or AZURE_FEDERATED_TOKEN_FILE (Pulumi and Terraform: ARM_TENANT_ID, ARM_CLIENT_ID, ARM_CLIENT_SECRET or ARM_USE_OIDC, ARM_SUBSCRIPTION_ID).",
      likelihood: "likely",
      weigh: ({ facts }) => namesAnother(facts.line),
      distinguish: "The message says that environment variables are not fully configured; it runs without a person.",
      fix: {
        portal: ["Set all of them for the step that fails; secrets of a pull request from a fork are not there."],
        who: "Whoever maintains the pipeline.",
      },
    },
    {
      id: "no-managed-identity",
      cause:
        "Managed identity is meant, and the machine has none, or the one with the given client ID is not assigned to it.",
      likelihood: "possible",
      weigh: ({ facts }) =>
        /Identity not found|no managed identity|multiple user assigned/i.test(facts.line)
          ? { likelihood: "likely", because: "the message speaks of the identity of the machine" }
          : undefined,
      distinguish:
        "The resource's page Identity shows System assigned: Off, and no user-assigned one; outside Azure there is none.",
      fix: {
        portal: [
          "Azure portal > the resource > Identity: switch it on, or assign the identity; give its client ID (AZURE_CLIENT_ID) where there are several.",
        ],
        who: "Contributor of that resource.",
      },
    },
    {
      id: "no-federated-token",
      cause:
        "Workload identity is meant, and Kubernetes put no token into the pod: the label azure.workload.identity/use is missing on the pod, or the annotation azure.workload.identity/client-id on its service account.",
      likelihood: "possible",
      applies: ({ facts }) => /WorkloadIdentity|token file|pod configuration/i.test(facts.line),
      weigh: ({ facts }) =>
        /Check pod configuration/i.test(facts.line)
          ? { likelihood: "certain", because: "the message says that the pod has no token file or IDs" }
          : undefined,
      distinguish: "`kubectl describe pod` shows no variable AZURE_FEDERATED_TOKEN_FILE.",
      fix: {
        portal: [
          'Label the pod azure.workload.identity/use: "true", annotate its service account with azure.workload.identity/client-id, and start the pod again: the variables are put in when it starts.',
        ],
        who: "Whoever may deploy to that namespace of the cluster.",
      },
    },
    {
      id: "certificate-not-found",
      cause:
        "The certificate is not in the store that is searched (Connect-MgGraph looks in the user's, Cert:\\CurrentUser\\My), has no private key, or has expired.",
      likelihood: "possible",
      applies: ({ facts }) => /certificate/i.test(facts.line),
      weigh: ({ facts }) =>
        /certificate was not found/i.test(facts.line)
          ? { likelihood: "certain", because: "the message says so" }
          : { likelihood: "unlikely", because: "the message names no certificate that is missing" },
      distinguish: "`Get-ChildItem Cert:\\CurrentUser\\My` does not list its thumbprint, or shows it as expired.",
      fix: {
        portal: [
          "Import it with its private key for the account that runs the program, or pass it: `Connect-MgGraph -Certificate $certificate`.",
        ],
        who: "Whoever runs that machine.",
      },
    },
  ],
  sources: [
    {
      title: "Azure AD Workload Identity: labels and annotations",
      url: "https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html",
    },
    {
      title: "Microsoft: Troubleshoot Azure Identity authentication issues",
      url: "https://aka.ms/azsdk/js/identity/defaultazurecredential/troubleshoot",
    },
    {
      title: "Microsoft Graph PowerShell: app-only authentication",
      url: "https://learn.microsoft.com/powershell/microsoftgraph/app-only",
    },
  ],
});
