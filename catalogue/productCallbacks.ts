/**
 * Redirect URIs of products, to which they have themselves sent, and the permissions that they use in background jobs all the same. An
 * application with such a redirect URI may serve a dedicated account; one that asks for these permissions runs without a user.
 *
 * Source: ServiceNow's article on "Missing required roles" of the Security Incident Response integration with Microsoft Defender, whose
 * ingestion profiles are polled by scheduled jobs with client credentials.
 */
export const productCallbacks: readonly { readonly uri: RegExp; readonly inBackground: readonly string[] }[] = [
  {
    uri: /^https:\/\/[^/]+\/oauth_redirect\.do$/i,
    inBackground: ["SecurityIncident.Read.All", "SecurityIncident.ReadWrite.All"],
  },
];

/** Whether a redirect URI is that of a product which uses one of these permissions in the background. */
export function isBackgroundCallback(uri: string, permissions: readonly string[]): boolean {
  return productCallbacks.some(
    (product) => product.uri.test(uri) && permissions.some((value) => product.inBackground.includes(value)),
  );
}
