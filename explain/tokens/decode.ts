/** Reads a token's claims. Nothing is verified: whoever asks holds the token, and wants to know what is in it. */
import { type Api, apiByResource, apis, azureServiceManagement } from "../../catalogue/apis";
import { type Cloud, clouds } from "../../catalogue/clouds";
import { directoryRoleById } from "../../catalogue/directoryRoles";
import { firstPartyName } from "../../catalogue/firstParty";
import type { ExplainedToken } from "../explanation";
import { printable } from "../input/plainText";

/** What a token says; times are instants. */
export interface Token extends Omit<ExplainedToken, "summary" | "follows" | "issuedAt" | "expiresAt"> {
  readonly issuedAt: Date | null;
  readonly notBefore: Date | null;
  readonly expiresAt: Date | null;
  /** Claim `sub`. */
  readonly subject: string | null;
}

type Claims = Readonly<Record<string, unknown>>;

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const signInHosts = new Set([
  "sts.windows.net",
  "sts.microsoftonline.us",
  "sts.chinacloudapi.cn",
  "login.partner.microsoftonline.cn",
  "login.windows.net",
  ...Object.values(clouds).map(({ loginEndpoint }) => new URL(loginEndpoint).hostname),
]);

/** The token's content; undefined for what only looks like one. */
export function decodeToken(raw: string): Token | undefined {
  const parts = raw.split(".");
  const header = json(parts[0] ?? "");
  if (header === undefined) return undefined;
  if (parts.length === 5 || typeof header.enc === "string") return { ...nothing, kind: "encrypted" };
  const claims = json(parts[1] ?? "");
  if (claims === undefined) return { ...nothing, kind: "incomplete" };
  return read(claims);
}

const nothing: Omit<Token, "kind"> = {
  issuer: null,
  tenantId: null,
  audience: null,
  api: null,
  clientId: null,
  clientName: null,
  user: null,
  objectId: null,
  roles: [],
  scopes: [],
  directoryRoles: null,
  issuedAt: null,
  notBefore: null,
  expiresAt: null,
  subject: null,
};

function read(claims: Claims): Token {
  const issuer = text(claims.iss);
  const audience = text(Array.isArray(claims.aud) ? claims.aud[0] : claims.aud);
  const kind = kindOf(claims, issuer);
  const ofEntra = kind === "application" || kind === "delegated" || kind === "id";
  return {
    kind,
    issuer,
    tenantId: ofEntra ? text(claims.tid) : null,
    audience,
    api: ofEntra && audience !== null ? (apiNameOf(audience) ?? null) : null,
    clientId: ofEntra ? (text(claims.appid) ?? text(claims.azp)) : kind === "assertion" ? issuer : null,
    clientName: ofEntra ? text(claims.app_displayname) : null,
    user: ofEntra ? (text(claims.upn) ?? text(claims.preferred_username) ?? text(claims.unique_name)) : null,
    objectId: ofEntra ? text(claims.oid) : null,
    roles: ofEntra ? list(claims.roles) : [],
    scopes: kind === "delegated" ? (text(claims.scp) ?? "").split(" ").filter((name) => name !== "") : [],
    directoryRoles: kind === "delegated" && Array.isArray(claims.wids) ? rolesOf(claims.wids) : null,
    issuedAt: instant(claims.iat),
    notBefore: instant(claims.nbf),
    expiresAt: instant(claims.exp),
    subject: text(claims.sub),
  };
}

/**
 * Delegated tokens carry `scp`; those of applications `roles` or nothing; ID tokens name no client application beside their audience. Source:
 * learn.microsoft.com/entra/identity-platform/access-token-claims-reference.
 */
function kindOf(claims: Claims, issuer: string | null): Token["kind"] {
  if (issuer !== null && guid.test(issuer) && issuer === text(claims.sub)) return "assertion";
  const client = text(claims.appid) ?? text(claims.azp);
  const ofEntra = signInHosts.has(hostOf(issuer)) || (client !== null && guid.test(text(claims.tid) ?? ""));
  if (!ofEntra) return "other issuer";
  if (typeof claims.scp === "string") return "delegated";
  return claims.idtyp === "app" || client !== null ? "application" : "id";
}

/** Display name of the API that an audience means; undefined for one of the user's own. */
export function apiNameOf(audience: string): string | undefined {
  const plain = audience.toLowerCase().replace(/\/+$/, "");
  const known = apiByResource(plain);
  if (known) return apis[known].displayName;
  const { appId, displayName, publicResource, otherResources }: Api = azureServiceManagement;
  if ([appId, publicResource, ...otherResources].includes(plain)) return displayName;
  for (const cloud of Object.values<Cloud>(clouds)) {
    if ([cloud.resourceManager, cloud.armAudience].includes(plain)) return displayName;
    if (cloud.microsoftGraph === plain) return apis.microsoftGraph.displayName;
  }
  // The local sandbox serves each API under a path of one origin, Azure at the root.
  const [local, sandbox] =
    /^https:\/\/localhost(?::\d+)?(?:\/(graph|arm|defender|threatprotection))?$/.exec(plain) ?? [];
  if (sandbox === "graph") return apis.microsoftGraph.displayName;
  if (sandbox === "arm" || (local && !sandbox)) return displayName;
  if (sandbox === "defender") return apis.windowsDefenderAtp.displayName;
  if (sandbox === "threatprotection") return apis.microsoftThreatProtection.displayName;
  return firstPartyName(plain);
}

/** Names of directory roles; an id that is no built-in role (the one that every member has) is left out. */
function rolesOf(ids: readonly unknown[]): string[] {
  return ids.flatMap((id) => (typeof id === "string" ? (directoryRoleById(id)?.name ?? []) : []));
}

function json(part: string): Claims | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Claims) : undefined;
  } catch {
    return undefined;
  }
}

/** A claim as text fit for printing: no control characters, no megabyte. */
function text(value: unknown): string | null {
  return typeof value === "string" ? printable(value).slice(0, 400) : null;
}

const list = (value: unknown): string[] =>
  Array.isArray(value) ? value.flatMap((item) => text(item) ?? []).slice(0, 500) : [];

function instant(value: unknown): Date | null {
  return typeof value === "number" && value > 0 && value < 1e11 ? new Date(value * 1000) : null;
}

function hostOf(url: string | null): string {
  try {
    return new URL(url ?? "").hostname;
  } catch {
    return "";
  }
}
