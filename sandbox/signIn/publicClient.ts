import type { Client, ClientProof } from "./client";
import { refusals, SignInError } from "./errors";

type Platform = "web" | "spa" | "publicClient";

/**
 * Checks that a client without secret or assertion may do a delegated flow: registered as a public client, or redirected
 * to a platform of that kind.
 * @throws SignInError 7000218, 700025
 */
export function checkClientKind(client: Client, proof: ClientProof, platform?: Platform): void {
  const isPublic = platform ? platform !== "web" : client.application?.properties.isFallbackPublicClient === true;
  if (proof === "none" && !isPublic && client.application) throw refusals.noCredential();
  if (proof !== "none" && platform === "publicClient") throw refusals.publicClientSecret();
}

/** The platform that a redirect URI is registered under. @throws SignInError 50011 */
export function redirectPlatform(client: Client, redirectUri: string): Platform {
  const platforms: readonly Platform[] = ["web", "spa", "publicClient"];
  const found = platforms.find((platform) =>
    redirectUris(client, platform).some((registered) => sameRedirect(registered, redirectUri)),
  );
  if (found) return found;
  throw new SignInError(
    50011,
    400,
    "invalid_client",
    `The redirect URI '${redirectUri}' specified in the request does not match the redirect URIs configured for the application '${client.clientId}'. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal. Navigate to https://aka.ms/redirectUriMismatchError to learn more about how to fix this.`,
  );
}

function redirectUris(client: Client, platform: Platform): string[] {
  const settings = client.application?.properties[platform] as { redirectUris?: unknown } | null | undefined;
  return Array.isArray(settings?.redirectUris) ? settings.redirectUris.map(String) : [];
}

/** On loopback the port does not count: desktop applications take any free one. */
function sameRedirect(registered: string, redirectUri: string): boolean {
  if (registered === redirectUri) return true;
  if (!URL.canParse(registered) || !URL.canParse(redirectUri)) return false;
  const [a, b] = [new URL(registered), new URL(redirectUri)];
  const loopback = ["localhost", "127.0.0.1"].includes(a.hostname);
  return loopback && a.protocol === b.protocol && a.hostname === b.hostname && a.pathname === b.pathname;
}
