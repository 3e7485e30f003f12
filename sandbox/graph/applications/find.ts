import type { Environment } from "../../operation";
import type { Application } from "../../state/entities";
import type { SandboxState } from "../../state/state";
import { notFound } from "../errors";
import { find, isVisible } from "../visibility";

/**
 * The app registration of a path: `/applications/{id}`, `/applications(appId='{client id}')` or
 * `/applications(uniqueName='{name}')`.
 */
export function findApplication(state: SandboxState, key: string, environment: Environment): Application {
  const [, name, value] = /^(appId|uniqueName)='(.*)'$/i.exec(key) ?? [];
  if (name === undefined || value === undefined) return find(state.applications, key, environment);
  const wanted = value.toLowerCase();
  const found = state.applications.find((application) => {
    const held = name.toLowerCase() === "appid" ? application.appId : application.properties.uniqueName;
    return typeof held === "string" && held.toLowerCase() === wanted;
  });
  if (!found || !isVisible(found, environment)) throw notFound(value);
  return found;
}

/** The app registration of this tenant with that client id. */
export function applicationByAppId(state: SandboxState, appId: string): Application | undefined {
  return state.applications.findBy(clientId, appId.toLowerCase());
}

const clientId = ({ appId }: Application) => appId.toLowerCase();
