/** Tokens as Microsoft Entra ID issues them, with a signature of the right length that nobody made. */
export const now = new Date("2026-11-20T12:00:00Z");
const seconds = (date: Date) => Math.floor(date.getTime() / 1000);

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
/** 342 characters: RSA with 2048 bits. Text that must not show up anywhere. */
export const signature = "Sig".repeat(114);

export function token(claims: Record<string, unknown>, header: Record<string, unknown> = {}): string {
  return [base64({ typ: "JWT", alg: "RS256", kid: "k", ...header }), base64(claims), signature].join(".");
}

const tenant = "11111111-aaaa-4bbb-8ccc-000000000001";
const common = {
  iss: `https://sts.windows.net/${tenant}/`,
  tid: tenant,
  ver: "1.0",
  iat: seconds(now) - 600,
  nbf: seconds(now) - 600,
  exp: seconds(now) + 3000,
};

export const graphResource = "https://graph.microsoft.com";
export const azureResource = "https://management.azure.com";

export function applicationToken(roles: readonly string[], more: Record<string, unknown> = {}): string {
  const id = "5f3b2c7e-1b1f-4c8e-9f57-0d9f3a0f2a11";
  return token({
    ...common,
    aud: graphResource,
    appid: "b0c1ab23-1234-4cde-8f01-2345abcdef01",
    app_displayname: "ServiceNow",
    idtyp: "app",
    oid: id,
    sub: id,
    ...(roles.length > 0 ? { roles } : {}),
    ...more,
  });
}

/** @param wids template ids of directory roles; the first, which every member has, is added */
export function delegatedToken(
  scopes: string,
  wids: readonly string[] = [],
  more: Record<string, unknown> = {},
): string {
  return token({
    ...common,
    aud: "00000003-0000-0000-c000-000000000000",
    appid: "b0c1ab23-1234-4cde-8f01-2345abcdef01",
    app_displayname: "ServiceNow",
    idtyp: "user",
    scp: scopes,
    upn: "svc-servicenow@contoso.com",
    oid: "0d2f7d3c-6f6b-4d7e-9c2b-3b8f1c9d5e11",
    sub: "pairwise",
    wids: [...wids, "b79fbf4d-3ef9-4689-8143-76b194e85509"],
    ...more,
  });
}
