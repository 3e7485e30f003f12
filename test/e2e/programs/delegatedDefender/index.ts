import { Application } from "@pulumi/azuread/application";
import { ApplicationPassword } from "@pulumi/azuread/applicationPassword";
import { ServicePrincipal } from "@pulumi/azuread/servicePrincipal";

const application = new Application("sir", {
  displayName: "ServiceNow SIR",
  requiredResourceAccesses: [
    {
      resourceAppId: "00000003-0000-0000-c000-000000000000",
      resourceAccesses: [
        { id: "b9abcc4f-94fc-4457-9141-d20ce80ec952", type: "Scope" },
        { id: "128ca929-1a19-45e6-a3b8-435ec44a36ba", type: "Scope" },
      ],
    },
  ],
});
new ServicePrincipal("sir", { clientId: application.clientId });
const password = new ApplicationPassword("sir", { applicationId: application.id });

export const clientId = application.clientId;
export const clientSecret = password.value;
