import { randomBytes } from "node:crypto";
import { oktaApplication } from "./seed/foreignApplications";
import { type IdentityName, seedIdentities } from "./seed/identities";
import { sha256 } from "./signIn/hash";

export type { IdentityName } from "./seed/identities";

export type Identities = Readonly<
  Record<IdentityName, { readonly clientId: string; readonly objectId: string; readonly clientSecret: string }>
>;

/** What a vendor of another tenant signs in with, once this tenant has a service principal of its application. */
export interface VendorCredential {
  readonly clientId: string;
  readonly clientSecret: string;
}

/**
 * Makes secrets for the seeded identities, and for vendors whose applications live in other tenants. They are kept in memory only,
 * beside the tenant: its state never holds them. `secretHashes` is what sign-in compares with, SHA-256 in hexadecimal by client id.
 */
export function makeIdentities(): {
  identities: Identities;
  vendors: { readonly okta: VendorCredential };
  secretHashes: ReadonlyMap<string, string>;
} {
  const entries = Object.entries(seedIdentities).map(([name, identity]) => [
    name,
    { clientId: identity.appId, objectId: identity.servicePrincipalId, clientSecret: newSecret() },
  ]);
  const identities = Object.fromEntries(entries) as Identities;
  const vendors = { okta: { clientId: oktaApplication.appId, clientSecret: newSecret() } };
  const secretHashes = new Map(
    [...Object.values(identities), ...Object.values(vendors)].map(({ clientId, clientSecret }) => [
      clientId.toLowerCase(),
      sha256(clientSecret),
    ]),
  );
  return { identities, vendors, secretHashes };
}

function newSecret(): string {
  return `sandbox~${randomBytes(24).toString("base64url")}`;
}
