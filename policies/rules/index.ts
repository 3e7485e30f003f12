import type { Rule } from "../rule";
import { applicationPermissionsAreConsented } from "./applicationPermissionsAreConsented";
import { delegatedGrantNamesItsUser } from "./delegatedGrantNamesItsUser";
import { federatedSubjectIsExact } from "./federatedSubjectIsExact";
import { firstPartyPrincipalIsProtected } from "./firstPartyPrincipalIsProtected";
import { httpsRedirects } from "./httpsRedirects";
import { licensesAreRemovable } from "./licensesAreRemovable";
import { noConsentWithoutDeclaration } from "./noConsentWithoutDeclaration";
import { noDelegatedOnly } from "./noDelegatedOnly";
import { noStandingGlobalAdministrator } from "./noStandingGlobalAdministrator";
import { noTierZeroPermissions } from "./noTierZeroPermissions";
import { oneCredentialPerIntegration } from "./oneCredentialPerIntegration";
import { permissionExists } from "./permissionExists";
import { preferLeastPrivilege } from "./preferLeastPrivilege";
import { providerRegisteredBeforeUse } from "./providerRegisteredBeforeUse";
import { roleAssignmentScope } from "./roleAssignmentScope";
import { secretsExpire } from "./secretsExpire";
import { serviceAccountIsDedicated } from "./serviceAccountIsDedicated";
import { singleTenant } from "./singleTenant";

/** All rules of the pack, in the order in which the documentation shows them. */
export const rules: readonly Rule[] = [
  noDelegatedOnly,
  applicationPermissionsAreConsented,
  noConsentWithoutDeclaration,
  permissionExists,
  noTierZeroPermissions,
  preferLeastPrivilege,
  firstPartyPrincipalIsProtected,
  singleTenant,
  httpsRedirects,
  secretsExpire,
  oneCredentialPerIntegration,
  federatedSubjectIsExact,
  delegatedGrantNamesItsUser,
  serviceAccountIsDedicated,
  noStandingGlobalAdministrator,
  roleAssignmentScope,
  providerRegisteredBeforeUse,
  licensesAreRemovable,
];
