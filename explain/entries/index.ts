/** The knowledge base. A new entry is a file beside this and a line here. */
import type { Entry } from "../entry";
import { aadsts50011 } from "./aadsts50011";
import { aadsts50012 } from "./aadsts50012";
import { aadsts50020 } from "./aadsts50020";
import { aadsts50058 } from "./aadsts50058";
import { aadsts50059 } from "./aadsts50059";
import { aadsts50076 } from "./aadsts50076";
import { aadsts50105 } from "./aadsts50105";
import { aadsts50126 } from "./aadsts50126";
import { aadsts50194 } from "./aadsts50194";
import { aadsts53003 } from "./aadsts53003";
import { aadsts54005 } from "./aadsts54005";
import { aadsts65001 } from "./aadsts65001";
import { aadsts65002 } from "./aadsts65002";
import { aadsts90002 } from "./aadsts90002";
import { aadsts90014 } from "./aadsts90014";
import { aadsts90094 } from "./aadsts90094";
import { aadsts500011 } from "./aadsts500011";
import { aadsts500133 } from "./aadsts500133";
import { aadsts500212 } from "./aadsts500212";
import { aadsts650053 } from "./aadsts650053";
import { aadsts650057 } from "./aadsts650057";
import { aadsts700016 } from "./aadsts700016";
import { aadsts700024 } from "./aadsts700024";
import { aadsts700025 } from "./aadsts700025";
import { aadsts700027 } from "./aadsts700027";
import { aadsts700082 } from "./aadsts700082";
import { aadsts700213 } from "./aadsts700213";
import { aadsts1000502 } from "./aadsts1000502";
import { aadsts1002012 } from "./aadsts1002012";
import { aadsts7000112 } from "./aadsts7000112";
import { aadsts7000215 } from "./aadsts7000215";
import { aadsts7000218 } from "./aadsts7000218";
import { aadsts7000222 } from "./aadsts7000222";
import { aadsts7000229 } from "./aadsts7000229";
import { alreadyGranted } from "./alreadyGranted";
import { apiUnavailable } from "./apiUnavailable";
import { armAuthorizationFailed } from "./armAuthorizationFailed";
import { armLinkedAuthorizationFailed } from "./armLinkedAuthorizationFailed";
import { armResourceNotFound } from "./armResourceNotFound";
import { azureLock } from "./azureLock";
import { azurePolicy } from "./azurePolicy";
import { backingApplication } from "./backingApplication";
import { continuousAccess } from "./continuousAccess";
import { delegatedOnlyOperation } from "./delegatedOnlyOperation";
import { denyAssignment } from "./denyAssignment";
import { directoryQuota } from "./directoryQuota";
import { enabledPermissionChanged } from "./enabledPermissionChanged";
import { exchangeAccessDenied } from "./exchangeAccessDenied";
import { graphInsufficientPrivileges } from "./graphInsufficientPrivileges";
import { graphIntuneRefusal } from "./graphIntuneRefusal";
import { graphMissingScope } from "./graphMissingScope";
import { graphSegmentNotFound } from "./graphSegmentNotFound";
import { identityNotFound } from "./identityNotFound";
import { invalidPrincipalId } from "./invalidPrincipalId";
import { issuerUnreachable } from "./issuerUnreachable";
import { licenceInherited } from "./licenceInherited";
import { licenceNoSeats } from "./licenceNoSeats";
import { licenceRefused } from "./licenceRefused";
import { licenceUsageLocation } from "./licenceUsageLocation";
import { memberExists } from "./memberExists";
import { missingApplicationRoles } from "./missingApplicationRoles";
import { noLocalCredential } from "./noLocalCredential";
import { objectConflict } from "./objectConflict";
import { objectNotFound } from "./objectNotFound";
import { passwordPolicy } from "./passwordPolicy";
import { premiumLicence } from "./premiumLicence";
import { principalNotFound } from "./principalNotFound";
import { principalTypeNotSupported } from "./principalTypeNotSupported";
import { providerNotRegistered } from "./providerNotRegistered";
import { providerRegistrationFailed } from "./providerRegistrationFailed";
import { resourceGroupNotFound } from "./resourceGroupNotFound";
import { resourceTypeNotAvailable } from "./resourceTypeNotAvailable";
import { roleAssignmentExists } from "./roleAssignmentExists";
import { roleAssignmentLimit } from "./roleAssignmentLimit";
import { roleAssignmentUpdate } from "./roleAssignmentUpdate";
import { roleDefinitionMissing } from "./roleDefinitionMissing";
import { serviceNowToken } from "./serviceNowToken";
import { signInUnavailable } from "./signInUnavailable";
import { subscriptionDisabled } from "./subscriptionDisabled";
import { subscriptionNotFound } from "./subscriptionNotFound";
import { synchronisedObject } from "./synchronisedObject";
import { tokenExpired } from "./tokenExpired";
import { tokenInvalid } from "./tokenInvalid";
import { tokenWithoutPermissions } from "./tokenWithoutPermissions";
import { tokenWrongAudience } from "./tokenWrongAudience";
import { tokenWrongTenant } from "./tokenWrongTenant";
import { tooManyRequests } from "./tooManyRequests";
import { userDomain } from "./userDomain";

export const entries: readonly Entry[] = [
  // What this project was made for.
  graphInsufficientPrivileges,
  licenceRefused,
  providerNotRegistered,
  missingApplicationRoles,
  // Sign-in.
  aadsts1000502,
  aadsts1002012,
  aadsts500011,
  aadsts50011,
  aadsts50012,
  aadsts500133,
  aadsts50020,
  aadsts500212,
  aadsts50058,
  aadsts50059,
  aadsts50076,
  aadsts50105,
  aadsts50126,
  aadsts50194,
  aadsts53003,
  aadsts54005,
  aadsts65001,
  aadsts65002,
  aadsts650053,
  aadsts650057,
  aadsts7000112,
  aadsts700016,
  aadsts7000215,
  aadsts7000218,
  aadsts7000222,
  aadsts7000229,
  aadsts700024,
  aadsts700025,
  aadsts700027,
  aadsts700082,
  aadsts700213,
  aadsts90002,
  aadsts90014,
  aadsts90094,
  issuerUnreachable,
  signInUnavailable,
  // Access tokens.
  continuousAccess,
  noLocalCredential,
  serviceNowToken,
  tokenExpired,
  tokenInvalid,
  tokenWithoutPermissions,
  tokenWrongAudience,
  tokenWrongTenant,
  // Microsoft Graph and Azure Resource Manager.
  alreadyGranted,
  apiUnavailable,
  armAuthorizationFailed,
  armLinkedAuthorizationFailed,
  armResourceNotFound,
  azureLock,
  azurePolicy,
  backingApplication,
  delegatedOnlyOperation,
  denyAssignment,
  directoryQuota,
  enabledPermissionChanged,
  exchangeAccessDenied,
  graphIntuneRefusal,
  graphMissingScope,
  graphSegmentNotFound,
  identityNotFound,
  invalidPrincipalId,
  licenceInherited,
  licenceNoSeats,
  licenceUsageLocation,
  memberExists,
  objectConflict,
  objectNotFound,
  passwordPolicy,
  premiumLicence,
  principalNotFound,
  principalTypeNotSupported,
  providerRegistrationFailed,
  resourceGroupNotFound,
  resourceTypeNotAvailable,
  roleAssignmentExists,
  roleAssignmentLimit,
  roleAssignmentUpdate,
  roleDefinitionMissing,
  subscriptionDisabled,
  subscriptionNotFound,
  synchronisedObject,
  tooManyRequests,
  userDomain,
];
