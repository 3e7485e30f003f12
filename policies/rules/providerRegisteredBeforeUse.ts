import type { ResourceView } from "../model/resource";
import type { StackView } from "../model/stack";
import { types } from "../model/types";
import { text, type Unknown, unknown } from "../model/value";
import { defineRule, type Finding } from "../rule";

export const providerRegisteredBeforeUse = defineRule({
  name: "provider-registered-before-use",
  demand: "Resources of an Azure namespace that the program registers wait for the registration.",
  severity: "medium",
  why: 'Registration takes minutes. A resource that does not wait for it fails: 409 MissingSubscriptionRegistration, "The subscription is not registered to use namespace …".',
  remedy: "Let the resource depend on the registration: dependsOn: [registration].",
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
  stack(stack) {
    const registrations = registrationsOf(stack);
    const byModule = new Map<string, ResourceView>();
    const open: Finding[] = [];
    for (const { resource, namespace } of registrations) {
      if (namespace !== unknown) byModule.set(moduleOf(namespace), resource);
      else open.push({ urn: resource.urn, message: `"${resource.name}" registers a namespace.`, missing: "namespace" });
    }
    if (byModule.size === 0) return open;
    return [...open, ...stack.resources.flatMap((resource) => judge(stack, byModule, resource))];
  },
});

interface Registration {
  readonly resource: ResourceView;
  /** For example `Microsoft.Automation`. */
  readonly namespace: string | Unknown;
}

/** The provider azure has a resource for it; with azure-native a dynamic resource does it, as this project's own does. */
function registrationsOf(stack: StackView): readonly Registration[] {
  return stack.resources.flatMap((resource): readonly Registration[] => {
    const { type, properties } = resource;
    const isDynamic = /^pulumi-(nodejs|python):dynamic/.test(type);
    if (!isDynamic && type !== types.classicProviderRegistration) return [];
    const { name, namespace: given, resourceProviderNamespace } = properties;
    const namespace = text(isDynamic ? (given ?? resourceProviderNamespace) : name);
    if (namespace === undefined) return [];
    if (namespace === unknown) return type.endsWith(":Resource") ? [] : [{ resource, namespace }];
    return /^[a-z]+(\.[a-z]+)+$/i.test(namespace) ? [{ resource, namespace }] : [];
  });
}

/** azure-native calls the module of Microsoft.Automation `automation`. */
const moduleOf = (namespace: string) =>
  namespace
    .toLowerCase()
    .replace(/^microsoft\./, "")
    .replaceAll(".", "");

function judge(
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
