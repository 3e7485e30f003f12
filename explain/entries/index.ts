/** The knowledge base. A new entry is a file beside this and a line here. */
import type { Entry } from "../entry";
import { aadsts50011 } from "./aadsts50011";
import { aadsts50076 } from "./aadsts50076";
import { aadsts50105 } from "./aadsts50105";
import { aadsts50126 } from "./aadsts50126";
import { aadsts53003 } from "./aadsts53003";
import { aadsts65001 } from "./aadsts65001";
import { aadsts90002 } from "./aadsts90002";
import { aadsts90014 } from "./aadsts90014";
import { aadsts90094 } from "./aadsts90094";
import { aadsts500011 } from "./aadsts500011";
import { aadsts700016 } from "./aadsts700016";
import { aadsts700024 } from "./aadsts700024";
import { aadsts700027 } from "./aadsts700027";
import { aadsts700082 } from "./aadsts700082";
import { aadsts700213 } from "./aadsts700213";
import { aadsts1002012 } from "./aadsts1002012";
import { aadsts7000112 } from "./aadsts7000112";
import { aadsts7000215 } from "./aadsts7000215";
import { aadsts7000218 } from "./aadsts7000218";
import { aadsts7000222 } from "./aadsts7000222";
import { aadsts7000229 } from "./aadsts7000229";
import { alreadyGranted } from "./alreadyGranted";
import { armAuthorizationFailed } from "./armAuthorizationFailed";
import { armLinkedAuthorizationFailed } from "./armLinkedAuthorizationFailed";
import { backingApplication } from "./backingApplication";
import { enabledPermissionChanged } from "./enabledPermissionChanged";
import { graphInsufficientPrivileges } from "./graphInsufficientPrivileges";
import { identityNotFound } from "./identityNotFound";
import { licenceInherited } from "./licenceInherited";
import { licenceNoSeats } from "./licenceNoSeats";
import { licenceRefused } from "./licenceRefused";
import { licenceUsageLocation } from "./licenceUsageLocation";
import { missingApplicationRoles } from "./missingApplicationRoles";
import { objectNotFound } from "./objectNotFound";
import { principalNotFound } from "./principalNotFound";
import { principalTypeNotSupported } from "./principalTypeNotSupported";
import { providerNotRegistered } from "./providerNotRegistered";
import { resourceGroupNotFound } from "./resourceGroupNotFound";
import { roleAssignmentExists } from "./roleAssignmentExists";
import { roleAssignmentUpdate } from "./roleAssignmentUpdate";
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
  aadsts1002012,
  aadsts500011,
  aadsts50011,
  aadsts50076,
  aadsts50105,
  aadsts50126,
  aadsts53003,
  aadsts65001,
  aadsts7000112,
  aadsts700016,
  aadsts7000215,
  aadsts7000218,
  aadsts7000222,
  aadsts7000229,
  aadsts700024,
  aadsts700027,
  aadsts700082,
  aadsts700213,
  aadsts90002,
  aadsts90014,
  aadsts90094,
  // Access tokens.
  tokenExpired,
  tokenInvalid,
  tokenWithoutPermissions,
  tokenWrongAudience,
  tokenWrongTenant,
  // Microsoft Graph and Azure Resource Manager.
  alreadyGranted,
  armAuthorizationFailed,
  armLinkedAuthorizationFailed,
  backingApplication,
  enabledPermissionChanged,
  identityNotFound,
  licenceInherited,
  licenceNoSeats,
  licenceUsageLocation,
  objectNotFound,
  principalNotFound,
  principalTypeNotSupported,
  resourceGroupNotFound,
  roleAssignmentExists,
  roleAssignmentUpdate,
  synchronisedObject,
  tooManyRequests,
  userDomain,
];
