import { SignInError } from "./errors";

const grant = (number: number, text: string, suberror?: string) =>
  new SignInError(number, 400, "invalid_grant", text, suberror);

/** The refusals of delegated sign-in, with status and text as Microsoft's. */
export const userRefusals = {
  wrongPassword: () => grant(50126, "Error validating credentials due to invalid username or password."),
  unknownUser: (user: string, directory: string) =>
    grant(
      50034,
      `The user account ${user} does not exist in the ${directory} directory. To sign into this application, the account must be added to the directory.`,
    ),
  passwordExpired: () => grant(50055, "The password is expired."),
  disabledUser: () => grant(50057, "The user account is disabled."),
  notAssigned: (name: string, appId: string, user: string) =>
    grant(
      50105,
      `Your administrator has configured the application ${name} ('${appId}') to block users unless they are specifically granted ('assigned') access to the application. The signed in user '${user}' is blocked because they are not a direct member of a group with access, nor had access directly assigned by an administrator. Please contact your administrator to assign access to this application.`,
    ),
  notConsented: (appId: string, name: string) =>
    grant(
      65001,
      `The user or administrator has not consented to use the application with ID '${appId}' named '${name}'. Send an interactive authorization request for this user and resource.`,
      "consent_required",
    ),
  unknownScope: (name: string, scope: string, resourceName: string) =>
    new SignInError(
      650053,
      400,
      "invalid_client",
      `The application '${name}' asked for scope '${scope}' that doesn't exist on the resource '${resourceName}'. Contact the app vendor.`,
    ),
  invalidCode: () => grant(70000, "Provided grant is invalid or malformed."),
  codeRedeemed: () =>
    grant(
      54005,
      "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.",
    ),
  grantExpired: () =>
    grant(
      70008,
      "The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.",
    ),
  grantRevoked: () =>
    grant(
      50173,
      "The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password.",
    ),
  wrongClient: () => grant(70000, "Provided grant is invalid or malformed. It was issued to another application."),
  wrongVerifier: () =>
    grant(501481, "The Code_Verifier does not match the code_challenge supplied in the authorization request."),
  authorizationPending: () =>
    new SignInError(
      70016,
      400,
      "authorization_pending",
      "OAuth 2.0 device flow error. Authorization is pending. Continue polling.",
    ),
  deviceCodeExpired: () =>
    new SignInError(
      70020,
      400,
      "expired_token",
      "The provided value for the input parameter 'device_code' is not valid. This device code has expired.",
    ),
  deviceCodeUnknown: () =>
    new SignInError(
      70018,
      400,
      "bad_verification_code",
      "Invalid verification code due to User typing in wrong user code for device code flow.",
    ),
} as const;
