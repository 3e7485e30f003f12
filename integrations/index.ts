import type { Integration } from "./integration";
import { oktaOffice365 } from "./oktaOffice365";
import { servicenowAzureSpoke } from "./servicenowAzureSpoke";
import { servicenowDefender } from "./servicenowDefender";
import { servicenowEntraSpoke } from "./servicenowEntraSpoke";

/** Every kind of integration. A new one is a file beside this and a line here. */
export const integrations = [servicenowEntraSpoke, servicenowAzureSpoke, servicenowDefender, oktaOffice365] as const;

/** The kind of that name. */
export function integrationOf(kind: string): Integration | undefined {
  return (integrations as readonly unknown[] as readonly Integration[]).find((known) => known.kind === kind);
}
