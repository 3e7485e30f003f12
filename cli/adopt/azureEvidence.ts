import { findAzureRole } from "../../catalogue/azureRoles";
import { RestError, type RestReader } from "../../components/restClient";
import type { AzureRoleEvidence, Evidence } from "../../integrations/evidence";

interface Assignment {
  readonly id: string;
  readonly properties: { readonly roleDefinitionId: string; readonly scope: string };
}

/**
 * Azure roles of a service principal in all subscriptions that can be seen, and what is registered in those that concern it. An
 * application without any is common, so what may not be read is told, and no error.
 */
export async function readAzure(
  arm: RestReader,
  principalId: string | undefined,
  configured: string | undefined,
): Promise<Pick<Evidence, "azureRoles" | "providers" | "unread">> {
  const unread: string[] = [];
  const attempt = async <T>(what: string, read: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof RestError)) throw error;
      const answer = [error.status || "", error.code].join(" ").trim();
      unread.push(`${what} could not be read (${answer}); the role Reader on the subscription allows it.`);
      return otherwise;
    }
  };
  const seen = await attempt(
    "Azure subscriptions",
    () => arm.list<{ subscriptionId: string }>("/subscriptions?api-version=2022-12-01"),
    [],
  );
  const subscriptions = [
    ...new Set([...seen.map(({ subscriptionId }) => subscriptionId), ...(configured ? [configured] : [])]),
  ];
  const roles = new Map<string, AzureRoleEvidence>();
  for (const subscription of principalId ? subscriptions : []) {
    const filter = encodeURIComponent(`principalId eq '${principalId}'`);
    const path = `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&$filter=${filter}`;
    const found = await attempt(
      `Role assignments of subscription ${subscription}`,
      () => arm.list<Assignment>(path),
      [],
    );
    for (const { id, properties } of found) {
      const { roleDefinitionId, scope } = properties;
      roles.set(id, { id, scope, role: findAzureRole(roleDefinitionId)?.name ?? roleDefinitionId });
    }
  }
  const concerned = new Set(
    [...roles.values()].flatMap(({ scope }) => /^\/subscriptions\/([^/]+)/i.exec(scope)?.[1] ?? []),
  );
  if (configured) concerned.add(configured);
  const providers: Record<string, Record<string, string>> = {};
  for (const subscription of concerned) {
    const list = await attempt(
      `Resource providers of subscription ${subscription}`,
      () =>
        arm.list<{ namespace: string; registrationState: string }>(
          `/subscriptions/${subscription}/providers?api-version=2022-09-01`,
        ),
      [],
    );
    providers[subscription] = Object.fromEntries(
      list.map(({ namespace, registrationState }) => [namespace.toLowerCase(), registrationState]),
    );
  }
  return { azureRoles: [...roles.values()], providers, unread };
}
