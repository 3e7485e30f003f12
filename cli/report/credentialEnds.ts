import type { TenantApplication, TenantCredential, TenantServicePrincipal } from "../../tenant/model";
import type { CredentialEnd } from "./model";
import type { TenantIndex } from "./tenantIndex";

const day = 86_400_000;

/** What an integration signs in with and when each ends, first to end first. */
export function credentialEnds(
  index: TenantIndex,
  application: TenantApplication | undefined,
  servicePrincipal: TenantServicePrincipal | undefined,
): readonly CredentialEnd[] {
  const appId = (application ?? servicePrincipal)?.appId.toLowerCase() ?? "";
  const uses = new Map((index.uses.get(appId) ?? []).map((use) => [use.keyId, use.lastSignInDateTime]));
  const now = Date.parse(index.snapshot.readAt);
  const end = (type: "secret" | "certificate") => (credential: TenantCredential) => {
    const endsAt = credential.endDateTime ?? undefined;
    const lastUsedAt = uses.get(credential.keyId);
    return {
      type,
      name: credential.displayName || (type === "secret" ? "client secret" : "certificate"),
      keyId: credential.keyId,
      ...(endsAt && { endsAt, daysLeft: Math.floor((Date.parse(endsAt) - now) / day) }),
      ...(lastUsedAt && { lastUsedAt }),
    };
  };
  const holders = [application, servicePrincipal].filter((holder) => holder !== undefined);
  const found: CredentialEnd[] = [
    ...holders.flatMap((holder) => holder.passwordCredentials.map(end("secret"))),
    ...holders.flatMap((holder) => holder.keyCredentials.filter(signsIn).map(end("certificate"))),
    ...(application?.federatedIdentityCredentials ?? []).map(({ subject }) => ({
      type: "federated" as const,
      name: subject,
    })),
  ];
  // What both the application and its service principal list is one credential.
  const once = [...new Map(found.map((credential) => [credential.keyId ?? credential, credential])).values()];
  return once.sort((a, b) => (a.daysLeft ?? Number.POSITIVE_INFINITY) - (b.daysLeft ?? Number.POSITIVE_INFINITY) || 0);
}

/** Other certificates sign or encrypt tokens. */
const signsIn = ({ usage }: TenantCredential) => usage === undefined || usage === null || usage === "Verify";
