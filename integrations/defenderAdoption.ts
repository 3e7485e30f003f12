import { type ApiName, apis } from "../catalogue/apis";
import type { PermissionType } from "../catalogue/permissions";
import { type Adoption, type Evidence, nameSign, namesOn, recognition } from "./evidence";

/** Names that Security Incident Response is given by hand on each API, as either type. */
const given: Readonly<Partial<Record<ApiName, RegExp>>> = {
  microsoftGraph: /^Security(Incident|Alert)\.Read(Write)?\.All$/,
  windowsDefenderAtp: /^Alert\.Read(Write)?(\.All)?$/,
  microsoftThreatProtection: /^Incident\.Read(Write)?(\.All)?$/,
};

/** How an application is recognised that reads Microsoft Defender incidents for ServiceNow. */
export const defenderAdoption: Adoption<{ readonly apiSurface?: ApiName }> = {
  recognise(evidence) {
    if (!evidence.application) return undefined;
    const [best, ...others] = surfacesIn(evidence);
    if (!best) return undefined;
    const { displayName } = apis[best.api];
    return recognition(
      best.api === "microsoftGraph" ? {} : { apiSurface: best.api },
      [
        [2, `it has ${best.names.join(", ")} on ${displayName}${delegatedOnly(evidence, best.api)}`],
        [1, nameSign(evidence, /defender|\bsir\b|security incident/i)],
      ],
      others.length > 0
        ? [
            `It has permissions on ${others.map(({ api }) => apis[api].displayName).join(" and ")} too: what Security Incident Response calls there is another surface; \`--option apiSurface=…\` chooses it.`,
          ]
        : [],
    );
  },
  replaces: ({ api, value, type }) =>
    type === "delegated" &&
    (Object.keys(given) as ApiName[]).some((name) => apis[name].appId === api && given[name]?.test(value ?? "")),
};

function surfacesIn(evidence: Evidence): { api: ApiName; names: string[] }[] {
  return (Object.keys(given) as ApiName[])
    .map((api) => ({ api, names: matching(evidence, api) }))
    .filter(({ names }) => names.length > 0)
    .sort((one, other) => other.names.length - one.names.length);
}

const matching = (evidence: Evidence, api: ApiName, type?: PermissionType) =>
  namesOn(evidence, apis[api].appId, type).filter((name) => given[api]?.test(name));

const delegatedOnly = (evidence: Evidence, api: ApiName) =>
  matching(evidence, api, "application").length === 0 ? ", as delegated permissions only" : "";
