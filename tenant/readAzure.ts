import type { TenantAzureRoleAssignment, TenantSubscription } from "./model";
import { azureNeed } from "./needs";
import { inParallel, type Reading, together } from "./reading";
import { isRefusal, type Source } from "./sources";

/** Subscriptions that are read at a time. */
const parallel = 4;

interface ArmSubscription {
  readonly subscriptionId: string;
  readonly displayName?: string;
}

interface ArmRoleAssignment {
  readonly id: string;
  readonly properties: Omit<TenantAzureRoleAssignment, "id">;
}

interface ArmProvider {
  readonly namespace: string;
  readonly registrationState?: string;
}

/**
 * The subscriptions that the identity sees, with all role assignments at, above and below each, and the state of each resource provider.
 *
 * @param only ids of subscriptions; all by default
 */
export async function readAzure(
  arm: Source,
  reading: Reading,
  only?: readonly string[],
): Promise<readonly TenantSubscription[]> {
  const wanted = only && new Set(only.map((id) => id.toLowerCase()));
  const visible = await withoutAzure(reading, () => arm.list<ArmSubscription>("/subscriptions?api-version=2022-12-01"));
  const chosen = (visible ?? []).filter(({ subscriptionId }) => wanted?.has(subscriptionId.toLowerCase()) ?? true);
  const missing = [...(wanted ?? [])].filter(
    (id) => !chosen.some(({ subscriptionId }) => subscriptionId.toLowerCase() === id),
  );
  for (const id of visible ? missing : []) {
    reading.skip({ ...azureNeed, what: `subscription ${id}` }, "it is not among those that are visible");
  }
  if (visible?.length === 0 && !wanted) reading.skip(azureNeed, "no subscription is visible");

  const read = new Map<string, TenantSubscription>();
  await inParallel(chosen, parallel, async (subscription) => {
    read.set(subscription.subscriptionId, await readSubscription(arm, reading, subscription));
  });
  return chosen.flatMap(({ subscriptionId }) => read.get(subscriptionId) ?? []);
}

async function readSubscription(
  arm: Source,
  reading: Reading,
  { subscriptionId, displayName }: ArmSubscription,
): Promise<TenantSubscription> {
  const need = { ...azureNeed, what: `subscription ${displayName ?? subscriptionId}` };
  const scope = `/subscriptions/${subscriptionId}/providers`;
  const [assignments, providers] = await together([
    reading.attempt(need, () =>
      arm.list<ArmRoleAssignment>(`${scope}/Microsoft.Authorization/roleAssignments?api-version=2022-04-01`),
    ),
    reading.attempt(need, () => readProviders(arm, `${scope}?api-version=2021-04-01`)),
  ]);
  return { subscriptionId, displayName, roleAssignments: (assignments ?? []).map(assignmentOf), providers };
}

function assignmentOf({ id, properties }: ArmRoleAssignment): TenantAzureRoleAssignment {
  const { scope, principalId, principalType, roleDefinitionId, condition } = properties;
  return { id, scope, principalId, principalType, roleDefinitionId, ...(condition && { condition }) };
}

/** Page by page: each namespace comes with all of its resource types, some megabytes that nobody needs. */
async function readProviders(arm: Source, path: string): Promise<Record<string, string>> {
  const states: Record<string, string> = {};
  for await (const page of arm.pages<ArmProvider>(path)) {
    for (const { namespace, registrationState } of page) states[namespace] = registrationState ?? "NotRegistered";
  }
  return states;
}

/** An identity of the directory alone has no token for Azure, which is no reason not to look at the directory. */
async function withoutAzure<T>(reading: Reading, run: () => Promise<T>): Promise<T | undefined> {
  try {
    return await reading.attempt(azureNeed, run, [401]);
  } catch (error) {
    if (!isRefusal(error) || error.code !== "signIn") throw error;
    reading.skip(azureNeed, error.message);
    return undefined;
  }
}
