import type { IntegrationAccess } from "../model";

/** The id that an integration has in the page: made of its client id, so that a link to it holds in the next report too. */
export function anchorOf({ appId }: Pick<IntegrationAccess, "appId">): string {
  return `app-${appId.toLowerCase().replace(/[^a-z0-9-]/g, "-")}`;
}
