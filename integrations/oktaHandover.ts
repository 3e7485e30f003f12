import { oktaApplications, oktaDocumentation } from "../catalogue/oktaOffice365";
import type { HandoverInput } from "./integration";
import type { Handover } from "./record";

const app = "Okta Admin Console > Applications > Applications > Microsoft Office 365";

/** What is left to do in Okta, and what to do about a user on whom it fails. */
export function oktaHandover(record: HandoverInput): Handover {
  const { managedLicenses, initialDomain } = record.details as {
    readonly managedLicenses: readonly string[];
    readonly initialDomain?: string | null;
  };
  const [client] = oktaApplications.provisioning;
  return {
    product: "Okta",
    requiredRoles: ["Super administrator, or application administrator of this app"],
    steps: [
      {
        where: `${app} > General`,
        action: initialDomain
          ? "Check the tenant name; in a new app, enter it."
          : "Check the tenant name: what stands before .onmicrosoft.com in the name of the tenant's first domain.",
        ...(initialDomain && { fields: [{ label: "Microsoft Tenant Name", value: firstLabel(initialDomain) }] }),
      },
      {
        where: `${app} > Provisioning > Integration > Configure API Integration`,
        action: "Select Enable API integration, then Authenticate with Microsoft Office 365.",
      },
      {
        where: `Microsoft's consent page of "${client}"`,
        action:
          "Sign in as a Global Administrator, compare the address with the fields below, and accept. The service principal and its consents are there already; accepting also grants what else Okta asks for, so run `npm run verify` afterwards: it names each tier-0 permission that came with it.",
        fields: [
          { label: "client_id", value: record.clientId },
          { label: "Tenant ID", value: record.tenantId },
        ],
      },
      {
        where: `${app} > Provisioning > Integration`,
        action:
          "Enter Admin Username and Admin Password of the account that Okta's documentation asks for (a Global Administrator that nothing else uses), Test API Credentials, Save.",
      },
      {
        where: `${app} > Provisioning > To App > Edit`,
        action: "Enable Create Users, Update User Attributes and Deactivate Users, as far as Okta shall do them. Save.",
      },
      {
        where: `${app} > Assignments > Assign`,
        action:
          managedLicenses.length > 0
            ? "Assign people or groups with these licences and no others: Okta replaces the whole set."
            : "Assign people or groups, with their licences. Okta replaces the whole set of a user's licences: name what it assigns in managedLicenses, so that users on whom that fails are found.",
        ...(managedLicenses.length > 0 && { fields: [{ label: "Licenses", value: managedLicenses.join(", ") }] }),
      },
      {
        where: `${app} > Assignments > Assign`,
        action: "Test: make a new test user with the same licences, assigned through Okta, and see that it works.",
      },
      {
        where: "Okta Admin Console > Dashboard > Tasks",
        action:
          "Where a task says \"Automatic profile push of user … to app Microsoft Office 365 failed\" with 403 Authorization_RequestDenied on microsoft.graph.assignLicense, there is nothing to mend in Okta. Compare the user's licences with the test user's: `npm run licenses -- compare <user> <test user>` names the culprit, `npm run licenses -- list` all such users.",
      },
      {
        where: "Microsoft 365 admin center > Billing > Licenses",
        action:
          "Remove or convert that licence, as the Azure administrator (`npm run licenses -- remove <user> --sku <part number>`), or have the partner or Microsoft support do it.",
      },
      { where: "Okta Admin Console > Dashboard > Tasks", action: "Retry the task." },
    ],
    references: [
      { title: "Okta: Provide Microsoft admin consent for Okta", url: oktaDocumentation },
      {
        title: 'Okta: Microsoft Office 365 Provisioning Error "Insufficient privileges to complete the operation"',
        url: "https://support.okta.com/help/s/article/ms-office365-provisioning-failed-due-to-403-insufficient-privileges-to-complete-the-operation-while-running-ms-graph-api-post-call-v1-0-users-microsoft-graph-assignlicense",
      },
      {
        title:
          'Okta: "User license is inherited from a group membership and it cannot be removed directly from the user"',
        url: "https://support.okta.com/help/s/article/microsoft-office-365-provisioning-error-user-license-is-inherited-from-a-group-membership-and-it-cannot-be-removed-directly-from-the-user",
      },
    ],
  };
}

function firstLabel(domain: string): string {
  return domain.split(".")[0] ?? domain;
}
