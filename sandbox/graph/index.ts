import { apis } from "../../catalogue/apis";
import type { ServiceDefinition } from "../operation";
import { administrativeUnitOperations } from "./administrativeUnits/operations";
import { federatedCredentialOperations } from "./applications/federated";
import { applicationOperations } from "./applications/operations";
import { authorize } from "./authorization/authorize";
import { batchOperation } from "./batch";
import { conditionalAccessOperations } from "./conditionalAccess/operations";
import { appRoleAssignmentOperations } from "./consent/appRoleAssignments";
import { permissionGrantOperations } from "./consent/permissionGrants";
import { deletedItemOperations } from "./directory/deletedItems";
import { directoryObjectOperations } from "./directory/objects";
import { organizationOperations } from "./directory/organization";
import { graphErrorBody } from "./errors";
import { groupOperations } from "./groups/operations";
import { licenceOperations } from "./licences/operations";
import { reportOperations } from "./reports/credentialSignIns";
import { directoryRoleOperations } from "./roles/directoryRoles";
import { roleManagementOperations } from "./roles/roleManagement";
import { securityOperations } from "./security/operations";
import { servicePrincipalOperations } from "./servicePrincipals/operations";
import { meOperations, userOperations } from "./users/operations";

const { appId, publicResource } = apis.microsoftGraph;

/** Microsoft Graph, v1.0 and beta: the part of it that integrations, the azuread provider and azure-cli call. */
export const graphService: ServiceDefinition = {
  service: "graph",
  basePath: "/graph",
  operations: [
    batchOperation,
    ...applicationOperations,
    ...federatedCredentialOperations,
    ...servicePrincipalOperations,
    ...appRoleAssignmentOperations,
    ...permissionGrantOperations,
    ...userOperations,
    ...meOperations,
    ...groupOperations,
    ...directoryRoleOperations,
    ...roleManagementOperations,
    ...administrativeUnitOperations,
    ...licenceOperations,
    ...organizationOperations,
    ...directoryObjectOperations,
    ...deletedItemOperations,
    ...conditionalAccessOperations,
    ...securityOperations,
    ...reportOperations,
  ],
  audiences: ({ baseUrls }) => [baseUrls.graph, `${baseUrls.graph}/`, publicResource, `${publicResource}/`, appId],
  authorize,
  errorBody: graphErrorBody,
};
