/** Requests to Microsoft's APIs in a text. */
import { apis, azureServiceManagement } from "../../catalogue/apis";
import { clouds } from "../../catalogue/clouds";
import { findOperation } from "../../catalogue/operations";

export type ServiceName = "graph" | "azure" | "defender" | "threatProtection" | "signIn" | "azureAdGraph";

export interface ApiRequest {
  /** In capitals; null where the text does not say. */
  readonly method: string | null;
  /** Null for an address that is not Microsoft's. */
  readonly service: ServiceName | null;
  /** Path without query. */
  readonly path: string;
  /** Origin and path, without query; the path alone where no origin is given. */
  readonly url: string;
}

const methods = "GET|POST|PUT|PATCH|DELETE|HEAD";
const url = /https?:\/\/(?:\((?:[A-Za-z]+=)?'[^']{1,100}'\)|<[\w .-]{1,40}>|[^\s"'`<>\\^|,;])+/g;
const relative = new RegExp(
  `\\b(${methods})["'\`]?\\s+["'\`(]?(/(?:<[\\w .-]{1,40}>|\\((?:[A-Za-z]+=)?'[^']{1,100}'\\)|[^\\s"'\`<>\\\\,;])+)`,
  "g",
);
/** More than this is a log of everything, whose requests say nothing together. */
const mostRequests = 40;

/** @param text with its lines, without secrets */
export function readRequests(text: string): ApiRequest[] {
  // urllib3 writes the origin before the quoted request line.
  const plain = text.replace(/(https?:\/\/[\w.-]+)(?::443)? "([A-Z]+) (\/\S*) HTTP\/[\d.]+"/g, "$2 $1$3");
  const found: ApiRequest[] = [];
  for (const match of plain.matchAll(url)) {
    found.push(request(methodNear(plain, match.index, match[0].length), trim(match[0])));
  }
  for (const match of plain.matchAll(relative)) found.push(request(match[1] ?? null, trim(match[2] ?? "")));
  // ServiceNow: "Method failed: (/v1.0/users) with code: 403 - Forbidden".
  for (const match of plain.matchAll(/Method failed: \((\/[^)\s]{1,300})\)/g))
    found.push(request(null, match[1] ?? ""));
  const whole = new RegExp(`^\\s*(${methods})\\s+(\\S+)\\s*$`, "i").exec(plain);
  if (whole?.[2]) found.push(request((whole[1] ?? "").toUpperCase(), whole[2]));
  return merge(found.filter(({ path, service }) => path !== "/" || service === "graph"));
}

/** `POST https://…`, `method=POST url=https://…`, `"method": "POST", "url": …`, and the same over a few lines. */
function methodNear(text: string, at: number, length: number): string | null {
  const before = text.slice(Math.max(0, at - 60), at);
  const direct = new RegExp(`\\b(${methods})\\b["'\`]?[\\s,:=|(]{0,6}(?:["'\`]?ur[il]["'\`]?)?[\\s"'\`:=]{0,6}$`).exec(
    before,
  );
  if (direct?.[1]) return direct[1];
  const label = `(?:method["'\\s:=]{1,8}|-X\\s+|--request\\s+|-Method\\s+)["'\`]?(${methods})\\b`;
  const around = text.slice(Math.max(0, at - 200), at + length + 200);
  return new RegExp(label, "i").exec(around)?.[1]?.toUpperCase() ?? null;
}

/** Punctuation of the sentence around an address is no part of it. */
function trim(address: string): string {
  let end = address.length;
  for (;;) {
    const last = address[end - 1] ?? "";
    const head = address.slice(0, end);
    const unbalanced =
      (last === ")" && !head.includes("(")) ||
      (last === "}" && !head.includes("{")) ||
      (last === "]" && !head.includes("["));
    if (!unbalanced && !/[.,:;!?*]/.test(last)) return head;
    end -= 1;
  }
}

function request(method: string | null, address: string): ApiRequest {
  const [full = ""] = address.split(/[?#]/);
  const [, origin = "", path = ""] = /^(https?:\/\/[^/]+)?(.*)$/i.exec(full) ?? [];
  // OData's other form of a key: /users('id').
  const plainPath = (path || "/").replace(/\('([^'=]{1,100})'\)/g, "/$1").replace(/\/{2,}/g, "/");
  const service = origin === "" ? serviceOfPath(method, plainPath) : serviceOfHost(origin, plainPath);
  return { method, service, path: plainPath, url: `${origin}${plainPath}` };
}

const hosts = new Map<string, ServiceName>([
  ["graph.windows.net", "azureAdGraph"],
  ["login.windows.net", "signIn"],
  ["sts.windows.net", "signIn"],
  ["login.microsoft.com", "signIn"],
]);
const place = (service: ServiceName, address: string | undefined) => {
  if (address) hosts.set(new URL(address).hostname, service);
};
for (const address of azureServiceManagement.otherResources) place("azure", address);
for (const cloud of Object.values(clouds)) {
  place("graph", cloud.microsoftGraph);
  place("azure", cloud.resourceManager);
  place("signIn", cloud.loginEndpoint);
}
for (const [service, { publicResource, otherResources }] of [
  ["threatProtection", apis.microsoftThreatProtection],
  ["defender", apis.windowsDefenderAtp],
] as const) {
  for (const address of [publicResource, ...otherResources]) if (address.startsWith("https")) place(service, address);
}

function serviceOfHost(origin: string, path: string): ServiceName | null {
  const host = /^https?:\/\/([^:/]+)/i.exec(origin)?.[1]?.toLowerCase() ?? "";
  const known = hosts.get(host);
  if (known) return known;
  if (/\.securitycenter\.(?:microsoft|windows)\.(?:com|us)$/.test(host)) return "defender";
  if (/(?:^|\.)api\.security\.microsoft\.(?:com|us)$/.test(host)) return "threatProtection";
  if (host !== "localhost" && host !== "127.0.0.1") return null;
  // The local sandbox serves each API under a path of one origin, Azure at the root.
  const [, first = ""] = path.split("/");
  const services: Readonly<Record<string, ServiceName>> = {
    graph: "graph",
    arm: "azure",
    subscriptions: "azure",
    providers: "azure",
    defender: "defender",
    threatprotection: "threatProtection",
  };
  return services[first.toLowerCase()] ?? (/\/oauth2\//.test(path) ? "signIn" : null);
}

function serviceOfPath(method: string | null, path: string): ServiceName | null {
  if (/^\/(?:v1\.0|beta)\//i.test(path)) return "graph";
  if (/^\/(?:subscriptions\/|providers\/Microsoft\.)/i.test(path)) return "azure";
  if (/^\/api\/(?:v1\.0\/)?(?:alerts|machines|incidents|advancedqueries|advancedhunting|indicators)\b/i.test(path)) {
    return /incidents|advancedhunting/i.test(path) ? "threatProtection" : "defender";
  }
  if (/\/oauth2\/(?:v2\.0\/)?token$/.test(path)) return "signIn";
  return method !== null && findOperation(method, path) ? "graph" : null;
}

/** Each once; an address whose method is known elsewhere in the text is not repeated without it. */
function merge(found: readonly ApiRequest[]): ApiRequest[] {
  const byKey = new Map(found.map((one) => [`${one.method ?? ""} ${one.url}`, one]));
  const withMethod = new Set(found.filter(({ method }) => method !== null).map((one) => one.url));
  return [...byKey.values()].filter((one) => one.method !== null || !withMethod.has(one.url)).slice(0, mostRequests);
}
