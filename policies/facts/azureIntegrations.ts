/** Applications of a program that work in Azure as a product's integration, and the namespace that they work in. */
import { roleAllows } from "../../catalogue/azureRoles";
import { productNamespaces, type ResourceProviderNamespace } from "../../catalogue/resourceProviders";
import { displayName, type ResourceView } from "../model/resource";
import type { StackView } from "../model/stack";
import { knownText, type Unknown, unknown } from "../model/value";
import { applicationsOf, azureRolesOf, credentialsOf } from "./applications";
import { type Rights, rightsOf } from "./azureRights";

/** Where products create accounts, and where Azure answers 409 as long as it is not registered. */
const automation = "Microsoft.Automation";

export interface AzureIntegration {
  readonly application: ResourceView;
  readonly assignment: ResourceView;
  readonly rights: Rights | Unknown;
  readonly namespace: ResourceProviderNamespace;
  /** What says that it works in this namespace, as a clause. */
  readonly because: string;
}

/**
 * An application with an Azure role that lets it write in the namespace, where its name is that of a product that works there, or the role
 * reaches a resource of the namespace that the program declares. One whose only credentials are federated is a pipeline or a workload, which
 * deploys what the program declares or runs in it, and no product that signs in with a secret or a certificate.
 */
export function azureIntegrationsOf(stack: StackView): readonly AzureIntegration[] {
  const declared = stack.resources.filter(({ type }) => type.startsWith("azure-native:automation:"));
  return applicationsOf(stack).flatMap((application) => {
    if (isFederated(stack, application)) return [];
    const [first] = azureRolesOf(stack, application).flatMap((assignment): AzureIntegration[] => {
      const found = namespaceOf(stack, application, assignment, declared);
      const rights = rightsOf(assignment, stack);
      if (found === undefined || rights === undefined) return [];
      const isAbout = rights === unknown || roleAllows(rights, `${found.namespace}/automationAccounts/write`);
      return isAbout ? [{ application, assignment, rights, ...found }] : [];
    });
    return first === undefined ? [] : [first];
  });
}

function namespaceOf(
  stack: StackView,
  application: ResourceView,
  assignment: ResourceView,
  declared: readonly ResourceView[],
): Pick<AzureIntegration, "namespace" | "because"> | undefined {
  const names = [displayName(application), application.name];
  const product = productNamespaces.find(({ name }) => names.some((each) => name.test(each)));
  if (product !== undefined) return { namespace: product.namespace, because: "as its name says" };
  const account = declared.find((resource) => isReached(stack, resource, assignment));
  return account && { namespace: automation, because: `as "${account.name}" of the same program says` };
}

/** Whether a resource is in the scope of an assignment, as far as the program tells: the same resource group, or the resource itself. */
function isReached(stack: StackView, resource: ResourceView, assignment: ResourceView): boolean {
  const scope = knownText(assignment.properties.scope)?.toLowerCase();
  if (scope === undefined) {
    const sources = stack.sources(assignment, "scope");
    const groups = stack.sources(resource, "resourceGroupName");
    return sources.some((source) => source === resource || groups.includes(source));
  }
  const [, group] = /\/resourcegroups\/([^/]+)/.exec(scope) ?? [];
  return group === undefined || group === knownText(resource.properties.resourceGroupName)?.toLowerCase();
}

function isFederated(stack: StackView, application: ResourceView): boolean {
  const credentials = credentialsOf(stack, application);
  return credentials.length > 0 && credentials.every(({ kind }) => kind === "federated");
}
