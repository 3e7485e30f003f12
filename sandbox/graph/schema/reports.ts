import { all, type EntityType } from "./property";

/** Last sign-in by one credential. Source: learn.microsoft.com/graph/api/resources/appcredentialsigninactivity (beta). */
export const credentialSignInType: EntityType = {
  name: "appCredentialSignInActivity",
  resource: "AppCredentialSignInActivity",
  properties: {
    ...all("id keyId appId appObjectId servicePrincipalObjectId resourceId", { kind: "string", readOnly: true }),
    ...all("keyType keyUsage credentialOrigin", { kind: "string", readOnly: true }),
    ...all("createdDateTime expirationDateTime", { kind: "dateTime", readOnly: true }),
    signInActivity: {
      kind: "object",
      readOnly: true,
      members: { lastSignInDateTime: { kind: "dateTime" }, lastSignInRequestId: { kind: "string" } },
    },
  },
  navigation: [],
  outsideDirectory: true,
};
