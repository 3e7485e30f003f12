import type { Sandbox } from "../../sandbox";
import { type HttpsAnswer, trusting } from "./https";

/** Whoever signs in with a name and a password. */
export interface Person {
  readonly userPrincipalName: string;
  readonly password: string;
}

/** What an application signs people in with. */
export interface SigningClient {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What sign-in answers an application that signs a person in: tokens, or the refusal. */
export function signIn(sandbox: Sandbox, client: SigningClient, person: Person): Promise<HttpsAnswer> {
  const form = new URLSearchParams({
    grant_type: "password",
    client_id: client.clientId,
    client_secret: client.clientSecret,
    username: person.userPrincipalName,
    password: person.password,
    scope: `${sandbox.endpoints.graph}/.default`,
  });
  return trusting(sandbox.caFile)("POST", `${sandbox.origin}/${sandbox.tenantId}/oauth2/v2.0/token`, form);
}

/** A delegated token for Microsoft Graph. */
export async function delegatedToken(sandbox: Sandbox, client: SigningClient, person: Person): Promise<string> {
  const { body } = await signIn(sandbox, client, person);
  const { access_token: token } = body as { access_token?: string };
  if (!token) throw new Error(`No token: ${JSON.stringify(body)}`);
  return token;
}

/** Enters a device's code on the page for it, and signs in there. */
export function enterDeviceCode(sandbox: Sandbox, page: string, code: string, person: Person): Promise<HttpsAnswer> {
  const form = new URLSearchParams({
    user_code: code,
    username: person.userPrincipalName,
    password: person.password,
  });
  return trusting(sandbox.caFile)("POST", page, form);
}

/** The spoke's Create User, as ServiceNow sends it: one POST with the token that it has. */
export function createUser(sandbox: Sandbox, token: string, nickname: string): Promise<HttpsAnswer> {
  return trusting(sandbox.caFile)(
    "POST",
    `${sandbox.endpoints.graph}/v1.0/users`,
    {
      accountEnabled: true,
      displayName: nickname,
      mailNickname: nickname,
      userPrincipalName: `${nickname}@contoso.com`,
      passwordProfile: { password: "Chang3-me-now", forceChangePasswordNextSignIn: true },
    },
    { authorization: `Bearer ${token}` },
  );
}
