import type { Application } from "../../state/entities";
import { showKey, showPassword } from "../credentials";
import { applicationType } from "../schema/application";
import type { Body } from "../schema/body";
import { defaults } from "../schema/property";

const filled = defaults(applicationType.properties);

/** All properties of an app registration, as Graph shows them. */
export function showApplication(application: Application): Body {
  return {
    ...filled,
    ...application.properties,
    id: application.id,
    appId: application.appId,
    displayName: application.displayName,
    signInAudience: application.signInAudience,
    requiredResourceAccess: application.requiredResourceAccess,
    passwordCredentials: application.passwordCredentials.map((credential) => showPassword(credential)),
    keyCredentials: application.keyCredentials.map((credential) => showKey(credential, false)),
  };
}
