import { randomBytes } from "node:crypto";
import { type IdentityName, seedIdentities } from "./seed/identities";
import { sha256 } from "./signIn/hash";

export type { IdentityName } from "./seed/identities";

export type Identities = Readonly<
  Record<IdentityName, { readonly clientId: string; readonly objectId: string; readonly clientSecret: string }>
>;

/**
 * Makes secrets for the seeded identities. They are kept in memory only, beside the tenant: its state never holds them.
 * `secretHashes` is what sign-in compares with, SHA-256 in hexadecimal by client id.
 */
export function makeIdentities(): { identities: Identities; secretHashes: ReadonlyMap<string, string> } {
  const entries = Object.entries(seedIdentities).map(([name, identity]) => [
    name,
    {
      clientId: identity.appId,
      objectId: identity.servicePrincipalId,
      clientSecret: `sandbox~${randomBytes(24).toString("base64url")}`,
    },
  ]);
  const identities = Object.fromEntries(entries) as Identities;
  const secretHashes = new Map(
    Object.values(identities).map(({ clientId, clientSecret }) => [clientId.toLowerCase(), sha256(clientSecret)]),
  );
  return { identities, secretHashes };
}
