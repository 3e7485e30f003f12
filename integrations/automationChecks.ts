import { type Check, type CheckContext, describeAnswer, failed, passed } from "./check";

/** What the Azure Resource Management spoke does with automation accounts, done with the integration's own token. */

const automationVersion = "2023-11-01";
const resourcesVersion = "2022-09-01";

/** Create Account and Look up Account end in this where the namespace is not registered. */
const adviceOf = (body: unknown) => {
  const code = (body as { error?: { code?: string } } | undefined)?.error?.code;
  if (code === "MissingSubscriptionRegistration") {
    return "Run `pulumi up --refresh` to register the namespace, or: portal > Subscription > Resource providers > Microsoft.Automation > Register.";
  }
  if (code === "AuthorizationFailed") {
    return "The role on the resource group is missing, or has not reached Azure yet (it takes some minutes). Run `pulumi up --refresh`.";
  }
  return "Look at the error's own words.";
};

export const accountsCanBeLookedUp: Check = {
  id: "look-up-account",
  title: "Look up Account works on the resource group",
  async run(context) {
    const url = accountsUrl(context);
    const answer = await context.call("GET", `${url}?api-version=${automationVersion}`);
    if (answer.status === 200) return passed(`GET ${url} answered 200.`);
    return failed(`GET ${url} answered ${describeAnswer(answer)}`, adviceOf(answer.body));
  },
};

export const accountsCanBeManaged: Check = {
  id: "create-account",
  title: "Create Account works on the resource group",
  write: true,
  async run(context) {
    const group = await context.call("GET", `${groupUrl(context)}?api-version=${resourcesVersion}`);
    const { location } = (group.body ?? {}) as { location?: string };
    const url = `${accountsUrl(context)}/verify-${Date.now().toString(36)}`;
    const created = await context.call("PUT", `${url}?api-version=${automationVersion}`, {
      location: location ?? "westeurope",
      properties: { sku: { name: "Free" } },
    });
    if (created.status !== 201 && created.status !== 200) {
      return failed(`PUT ${url} answered ${describeAnswer(created)}`, adviceOf(created.body));
    }
    const found = await context.call("GET", `${url}?api-version=${automationVersion}`);
    const removed = await context.call("DELETE", `${url}?api-version=${automationVersion}`);
    if (removed.status !== 200 && removed.status !== 202 && removed.status !== 204) {
      return failed(
        `The account was made, but DELETE ${url} answered ${describeAnswer(removed)}`,
        `Remove it by hand: ${url}`,
      );
    }
    if (found.status === 200) return passed(`${url} was made, looked up and removed again.`);
    return failed(`GET ${url} answered ${describeAnswer(found)}`, adviceOf(found.body));
  },
};

/** Contributor was meant for one group: what lies above it would be visible in this list. */
export const reachesOnlyItsGroup: Check = {
  id: "only-its-group",
  title: "It reaches its resource group and no other",
  async run(context) {
    const { subscriptionId, scope } = context.record.details;
    const url = `${context.cloud.resourceManager}/subscriptions/${subscriptionId}/resourcegroups?api-version=${resourcesVersion}`;
    const answer = await context.call("GET", url);
    // Without any right on the subscription the list itself may be refused.
    const groups = ((answer.body as { value?: { id: string }[] } | undefined)?.value ?? []).map(({ id }) => id);
    const others = groups.filter((id) => id.toLowerCase() !== String(scope).toLowerCase());
    if (others.length === 0) return passed(`It sees ${groups.length === 0 ? "no list of groups" : String(scope)}.`);
    return failed(
      `It also sees ${others.slice(0, 5).join(", ")}${others.length > 5 ? ` and ${others.length - 5} more` : ""}.`,
      "Remove its role assignments above the resource group: portal > Subscription > Access control (IAM) > Role assignments.",
    );
  },
};

function groupUrl({ record, cloud }: CheckContext): string {
  return `${cloud.resourceManager}${String(record.details.scope)}`;
}

function accountsUrl(context: CheckContext): string {
  return `${groupUrl(context)}/providers/Microsoft.Automation/automationAccounts`;
}
