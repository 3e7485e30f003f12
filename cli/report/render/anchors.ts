import type { AccessMap, IntegrationAccess } from "../model";

/** The id that each integration has in the page: made of its client id, so that a link to it holds in the next report too. */
export function anchors(_map: AccessMap): (integration: IntegrationAccess) => string {
  return ({ appId }) => `app-${appId.toLowerCase().replace(/[^a-z0-9-]/g, "-")}`;
}
