/** Applications of a program that work in Azure as a product's integration, and the namespace that they work in. */
import { roleAllows } from "../../catalogue/azureRoles";
import { productNamespaces, type ResourceProviderNamespace } from "../../catalogue/resourceProviders";
import { displayName, type ResourceView } from "../model/resource";
import type { StackView } from "../model/stack";
import { type Unknown, unknown } from "../model/value";
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
 * An application with an Azure role that lets it write in the namespace, in a program that has resources of the namespace or gives the
 * application the name of a product that works in it. One whose only credentials are federated is a pipeline or a workload, which deploys
 * what the program declares or runs in it, and no product that signs in with a secret or a certificate.
 */
export function azureIntegrationsOf(stack: StackView): readonly AzureIntegration[] {
  return applicationsOf(stack).flatMap((application) => {
    const found = namespaceOf(stack, application);
    if (found === undefined || isFederated(stack, application)) return [];
    const [first] = azureRolesOf(stack, application).flatMap((assignment): AzureIntegration[] => {
      const rights = rightsOf(assignment, stack);
      if (rights === undefined) return [];
      const isAbout = rights === unknown || roleAllows(rights, `${found.namespace}/automationAccounts/write`);
      return isAbout ? [{ application, assignment, rights, ...found }] : [];
    });
    return first === undefined ? [] : [first];
  });
}

function namespaceOf(
  stack: StackView,
  application: ResourceView,
): Pick<AzureIntegration, "namespace" | "because"> | undefined {
  const names = [displayName(application), application.name];
  const product = productNamespaces.find(({ name }) => names.some((each) => name.test(each)));
  if (product !== undefined) return { namespace: product.namespace, because: "as its name says" };
  const account = stack.resources.find(({ type }) => type.startsWith("azure-native:automation:"));
  return account && { namespace: automation, because: `as "${account.name}" of the same program says` };
}

function isFederated(stack: StackView, application: ResourceView): boolean {
  const credentials = credentialsOf(stack, application);
  return credentials.length > 0 && credentials.every(({ kind }) => kind === "federated");
}
