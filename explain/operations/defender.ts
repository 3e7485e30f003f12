/** What operations of the two Defender APIs beside Microsoft Graph take. */
import { type ApiName, apis } from "../../catalogue/apis";
import { rolesThatConsent } from "../../catalogue/directoryRoles";
import type { ExplainedOperation } from "../explanation";
import type { ApiRequest } from "../facts/requests";
import { integration } from "../yaml";

type Row = readonly [methods: string, path: RegExp, application: readonly string[], delegated: readonly string[]];

const id = "[^/]+";
const path = (pattern: string) => new RegExp(`^/api/(?:v1\\.0/)?${pattern}$`, "i");

/** Least privileged first. Source: the pages of learn.microsoft.com/defender-endpoint/api and /defender-xdr/api. */
const rows: Readonly<Partial<Record<ApiName, readonly Row[]>>> = {
  windowsDefenderAtp: [
    ["GET", path(`alerts(/${id})?`), ["Alert.Read.All", "Alert.ReadWrite.All"], ["Alert.Read", "Alert.ReadWrite"]],
    ["PATCH POST", path(`alerts(/${id})*`), ["Alert.ReadWrite.All"], ["Alert.ReadWrite"]],
    [
      "GET",
      path(`machines(/${id})?`),
      ["Machine.Read.All", "Machine.ReadWrite.All"],
      ["Machine.Read", "Machine.ReadWrite"],
    ],
    ["POST", path(`machines/${id}/(?:un)?isolate`), ["Machine.Isolate"], ["Machine.Isolate"]],
    ["POST", path(`machines/${id}/runAntiVirusScan`), ["Machine.Scan"], ["Machine.Scan"]],
    ["POST", path("advancedqueries/run"), ["AdvancedQuery.Read.All"], ["AdvancedQuery.Read"]],
    ["GET", path(`files/${id}(/stats)?`), ["File.Read.All"], ["File.Read.All"]],
    ["GET", path(`ips/${id}/stats`), ["Ip.Read.All"], ["Ip.Read.All"]],
    ["GET", path(`domains/${id}/stats`), ["Url.Read.All"], ["Url.Read.All"]],
    ["GET", path(`vulnerabilities(/${id})*`), ["Vulnerability.Read.All"], ["Vulnerability.Read"]],
    ["GET", path(`recommendations(/${id})*`), ["SecurityRecommendation.Read.All"], ["SecurityRecommendation.Read"]],
    ["GET", path(`software(/${id})*`), ["Software.Read.All"], ["Software.Read"]],
    ["GET POST DELETE", path(`indicators(/${id})*`), ["Ti.ReadWrite", "Ti.ReadWrite.All"], ["Ti.ReadWrite"]],
  ],
  microsoftThreatProtection: [
    [
      "GET",
      path(`incidents(/${id})?`),
      ["Incident.Read.All", "Incident.ReadWrite.All"],
      ["Incident.Read", "Incident.ReadWrite"],
    ],
    ["PATCH", path(`incidents/${id}`), ["Incident.ReadWrite.All"], ["Incident.ReadWrite"]],
    ["POST", path("advancedhunting/run"), ["AdvancedHunting.Read.All"], ["AdvancedHunting.Read"]],
  ],
};

export function explainDefenderOperation(
  api: "windowsDefenderAtp" | "microsoftThreatProtection",
  method: string,
  called: string,
): ExplainedOperation | undefined {
  const plain = called.replace(/^\/(?:defender|threatprotection)(?=\/)/i, "").replace(/\/+$/, "");
  const row = rows[api]?.find(([methods, pattern]) => methods.split(" ").includes(method) && pattern.test(plain));
  if (!row) return undefined;
  const [, , application, delegated] = row;
  const choice = ([least, ...alternatives]: readonly string[], type: "application" | "delegated") => ({
    least: least ?? null,
    also: [],
    alternatives,
    consent: rolesThatConsent(apis[api].appId, type),
  });
  return {
    method,
    operation: plain,
    api: apis[api].displayName,
    application: choice(application, "application"),
    delegated: { ...choice(delegated, "delegated"), directoryRoles: null },
    azureRoles: null,
    configuration: integration("servicenow-defender", "sir-defender", {
      apiSurface: api,
      permissions: application.slice(0, 1),
    }),
    source: apis[api].documentation,
  };
}

/** The same for an address; api.security.microsoft.com serves the operations of both APIs. */
export function explainDefenderRequest({ method, service, path }: ApiRequest): ExplainedOperation | undefined {
  const of = (api: "windowsDefenderAtp" | "microsoftThreatProtection") =>
    explainDefenderOperation(api, method ?? "GET", path);
  if (service === "defender") return of("windowsDefenderAtp");
  return service === "threatProtection" ? (of("microsoftThreatProtection") ?? of("windowsDefenderAtp")) : undefined;
}
