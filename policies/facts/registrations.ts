/** What a program registers: namespaces of Azure resource providers. */
import type { ResourceView } from "../model/resource";
import type { StackView } from "../model/stack";
import { types } from "../model/types";
import { knownText, text, type Unknown, unknown } from "../model/value";

export interface Registration {
  readonly resource: ResourceView;
  /** For example `Microsoft.Automation`. */
  readonly namespace: string | Unknown;
}

/**
 * The registrations of a program. The provider azure has a resource for it; with azure-native a dynamic resource does it, as this project's
 * own does, or a command that runs Azure's tool.
 */
export function registrationsOf(stack: StackView): readonly Registration[] {
  return stack.resources.flatMap((resource): readonly Registration[] => {
    const { type, properties } = resource;
    if (type === types.localCommand) return commandedBy(resource);
    const isDynamic = /^pulumi-(nodejs|python):dynamic/.test(type);
    if (!isDynamic && type !== types.classicProviderRegistration) return [];
    const { name, namespace: given, resourceProviderNamespace } = properties;
    const namespace = text(isDynamic ? (given ?? resourceProviderNamespace) : name);
    if (namespace === undefined) return [];
    if (namespace === unknown) return type.endsWith(":Resource") ? [] : [{ resource, namespace }];
    return /^[a-z]+(\.[a-z]+)+$/i.test(namespace) ? [{ resource, namespace }] : [];
  });
}

/** `az provider register --namespace Microsoft.Automation`, and the same in PowerShell. */
function commandedBy(resource: ResourceView): readonly Registration[] {
  const script = knownText(resource.properties.create) ?? "";
  const calls = script.matchAll(
    /(?:az provider register\b[^\n;&|]*?(?:-n|--namespace)|Register-AzResourceProvider\b[^\n;&|]*?-ProviderNamespace)[ =]+["']?([\w.]+)/gi,
  );
  return [...calls].map(([, namespace = ""]) => ({ resource, namespace }));
}

/** azure-native calls the module of Microsoft.Automation `automation`. */
export const moduleOf = (namespace: string) =>
  namespace
    .toLowerCase()
    .replace(/^microsoft\./, "")
    .replaceAll(".", "");
