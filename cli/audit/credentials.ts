/** What applications sign in with. */
import type {
  TenantApplication,
  TenantCredential,
  TenantFederatedCredential,
  TenantServicePrincipal,
} from "../../tenant/model";

export const day = 86_400_000;

export type Held =
  | {
      readonly kind: "secret" | "certificate";
      readonly credential: TenantCredential;
      /** Whether it is the application's, or kept at its service principal, where the portal does not show it. */
      readonly place: "application" | "servicePrincipal";
      readonly hasEnded: boolean;
    }
  | { readonly kind: "federated"; readonly credential: TenantFederatedCredential; readonly hasEnded: false };

export type HeldKey = Exclude<Held, { kind: "federated" }>;

export const isKey = (held: Held): held is HeldKey => held.kind !== "federated";

export function heldBy(
  application: TenantApplication,
  principal: TenantServicePrincipal | undefined,
  now: Date,
): readonly Held[] {
  const federated = application.federatedIdentityCredentials.map(
    (credential): Held => ({ kind: "federated", credential, hasEnded: false }),
  );
  return [
    ...keysOf(application, "application", now),
    ...(principal && !signsTokens(principal) ? keysOf(principal, "servicePrincipal", now) : []),
    ...federated,
  ];
}

function keysOf(
  { passwordCredentials, keyCredentials }: TenantApplication | TenantServicePrincipal,
  place: HeldKey["place"],
  now: Date,
): HeldKey[] {
  const held = (kind: HeldKey["kind"]) => (credential: TenantCredential) => ({
    kind,
    credential,
    place,
    hasEnded: endOf(credential) <= now.getTime(),
  });
  return [...passwordCredentials.map(held("secret")), ...keyCredentials.filter(isForSignIn).map(held("certificate"))];
}

/** Certificates for SAML are kept with a service principal: they sign tokens for people, and open nothing. */
function signsTokens({ preferredSingleSignOnMode, keyCredentials }: TenantServicePrincipal): boolean {
  return preferredSingleSignOnMode === "saml" || keyCredentials.some(({ usage }) => usage === "Sign");
}

const isForSignIn = ({ usage }: TenantCredential) => usage !== "Sign" && usage !== "Encrypt";

/** Milliseconds; one without an end never ends. */
export function endOf({ endDateTime }: TenantCredential): number {
  return endDateTime ? Date.parse(endDateTime) : Number.POSITIVE_INFINITY;
}

/** e.g. `client secret "rotation 2" (key id …)` */
export function titleOf({ kind, credential, place }: HeldKey): string {
  const what = kind === "secret" ? "client secret" : "certificate";
  const name = credential.displayName ? ` "${credential.displayName}"` : "";
  const where = place === "servicePrincipal" ? ", of the service principal" : "";
  return `${what}${name} (key id ${credential.keyId}${where})`;
}

export const date = (moment: number | string) => new Date(moment).toISOString().slice(0, 10);
