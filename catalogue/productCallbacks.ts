/**
 * Redirect URIs of products, to which they have themselves sent, and the permissions that they use in background jobs all the same. An
 * application with such a redirect URI may serve a dedicated account; one that asks for these permissions runs without a user.
 *
 * Sources: ServiceNow's article on "Missing required roles" of the Security Incident Response integration with Microsoft Defender, whose
 * ingestion profiles are polled by scheduled jobs with client credentials; its article on client credentials with the Azure Resource
 * Management spoke, whose flows act with a role of the application instead of a person's.
 */
export const productCallbacks: readonly { readonly uri: RegExp; readonly inBackground: readonly string[] }[] = [
  {
    uri: /^https:\/\/[^/]+\/oauth_redirect\.do$/i,
    inBackground: ["SecurityIncident.Read.All", "SecurityIncident.ReadWrite.All", "user_impersonation"],
  },
];

/**
 * Whether a redirect URI is that of a product which uses one of these permissions in the background.
 *
 * @param permissions names; `user_impersonation` is Azure Resource Manager's
 */
export function isBackgroundCallback(uri: string, permissions: readonly string[]): boolean {
  return productCallbacks.some(
    (product) => product.uri.test(uri) && permissions.some((value) => product.inBackground.includes(value)),
  );
}
