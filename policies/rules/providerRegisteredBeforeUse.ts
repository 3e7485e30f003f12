import { type AzureIntegration, azureIntegrationsOf } from "../facts/azureIntegrations";
import { moduleOf, registrationsOf } from "../facts/registrations";
import { displayName, type ResourceView } from "../model/resource";
import type { StackView } from "../model/stack";
import { unknown } from "../model/value";
import { defineRule, type Finding } from "../rule";

export const providerRegisteredBeforeUse = defineRule({
  name: "provider-registered-before-use",
  demand:
    "The Azure namespace that an integration works in is registered, and what the program declares in it waits for that.",
  severity: "medium",
  why: 'Until a namespace is registered in the subscription, which takes minutes, whatever is created in it fails: 409 MissingSubscriptionRegistration, "The subscription is not registered to use namespace …". A role on a resource group does not allow the integration to register it.',
  remedy:
    "Register it in the program (azure.core.ResourceProviderRegistration, this project's ProviderRegistration, or a command with az provider register), and let resources depend on it: dependsOn: [registration]. A namespace that the subscription has registered already is named in the rule's setting `registered`.",
  source: "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-register-resource-provider",
  examples: {
    bad: `resources:
  registration:
    type: azure:core/resourceProviderRegistration:ResourceProviderRegistration
    properties: { name: Microsoft.Automation }
  account:
    type: azure-native:automation:AutomationAccount
    properties: { resourceGroupName: automation }
`,
    good: `resources:
  registration:
    type: azure:core/resourceProviderRegistration:ResourceProviderRegistration
    properties: { name: Microsoft.Automation }
  account:
    type: azure-native:automation:AutomationAccount
    properties: { resourceGroupName: automation }
    options:
      dependsOn: ["\${registration}"]
`,
  },
  settings: {
    registered: {
      type: "array",
      description: "Namespaces that the subscription has registered already, whatever the program does.",
      items: { type: "string", description: "Namespace of a resource provider, for example Microsoft.Automation." },
      default: [],
    },
  },
  stack(stack, { settings }) {
    const byModule = new Map<string, ResourceView>();
    const open: Finding[] = [];
    for (const { resource, namespace } of registrationsOf(stack)) {
      if (namespace !== unknown) byModule.set(moduleOf(namespace), resource);
      else open.push({ urn: resource.urn, message: `"${resource.name}" registers a namespace.`, missing: "namespace" });
    }
    const registered = new Set([...byModule.keys(), ...settings.registered.map(moduleOf)]);
    return [
      ...open,
      ...(byModule.size === 0 ? [] : stack.resources.flatMap((resource) => judgeOrder(stack, byModule, resource))),
      // What is to be registered by a name that is not known yet may be what is missing.
      ...(open.length > 0
        ? []
        : azureIntegrationsOf(stack)
            .filter(({ namespace }) => !registered.has(moduleOf(namespace)))
            .map(unregistered)),
    ];
  },
});

function unregistered({ application, assignment, rights, namespace, because }: AzureIntegration): Finding {
  const { urn } = assignment;
  if (rights === unknown) {
    const message = `Application "${displayName(application)}" may work in ${namespace}, ${because}, which nothing registers.`;
    return { urn, message, missing: "the role that it has" };
  }
  return {
    urn,
    message: `Application "${displayName(application)}" works in ${namespace}, ${because}, with the role ${rights.name}; nothing in the program registers ${namespace}.`,
  };
}

function judgeOrder(
  stack: StackView,
  registrations: ReadonlyMap<string, ResourceView>,
  resource: ResourceView,
): readonly Finding[] {
  const [, module] = /^azure-native:([^:]+):/.exec(resource.type) ?? [];
  const registration = module === undefined ? undefined : registrations.get(module);
  if (registration === undefined || waitsFor(stack, resource, registration)) return [];
  const message = `"${resource.name}" (${resource.type}) does not wait for the registration "${registration.name}".`;
  return [{ urn: resource.urn, message }];
}

/** Whether a resource comes after another, directly or through others. */
function waitsFor(stack: StackView, resource: ResourceView, awaited: ResourceView): boolean {
  const seen = new Set<string>();
  const open = [resource];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === awaited) return true;
    for (const urn of [...next.dependencies, ...Object.values(next.propertyDependencies).flat()]) {
      const needed = seen.has(urn) ? undefined : stack.get(urn);
      seen.add(urn);
      if (needed !== undefined) open.push(needed);
    }
  }
  return false;
}
