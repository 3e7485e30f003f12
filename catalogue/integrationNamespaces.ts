/**
 * What an Azure integration works with beside its role: without the registration its first call ends in 409 MissingSubscriptionRegistration.
 * Source: ServiceNow's Azure Resource Management spoke, whose Create Account and Look up Account are automation accounts.
 */
import type { ResourceProviderNamespace } from "./resourceProviders";

export const integrationNamespaces: readonly ResourceProviderNamespace[] = ["Microsoft.Automation"];

/** Whether an application's name says that it is one of the products that integrate with Azure. */
export function isNamedAsIntegration(displayName: string): boolean {
  return /service[\s_-]*now|\bsnow\b/i.test(displayName);
}
