import type { Environment } from "../../operation";
import type { ServicePrincipal } from "../../state/entities";
import type { SandboxState } from "../../state/state";
import { notFound } from "../errors";
import { find, isVisible } from "../visibility";

/** The service principal of a path: `/servicePrincipals/{id}` or `/servicePrincipals(appId='{client id}')`. */
export function findServicePrincipal(state: SandboxState, key: string, environment: Environment): ServicePrincipal {
  const appId = /^appId='(.*)'$/i.exec(key)?.[1];
  if (appId === undefined) return find(state.servicePrincipals, key, environment);
  const found = principalByAppId(state, appId);
  if (!found || !isVisible(found, environment)) throw notFound(appId);
  return found;
}

export function principalByAppId(state: SandboxState, appId: string): ServicePrincipal | undefined {
  return state.servicePrincipals.findBy(clientId, appId.toLowerCase());
}

const clientId = ({ appId }: ServicePrincipal) => appId.toLowerCase();
