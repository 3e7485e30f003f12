/** Sign-in errors about an API or a tenant that is not there. */
import { apiByResource, apis } from "../../catalogue/apis";
import { type Ask, confirmed, type Finding, type Looks, open, ruledOut } from "../look";
import { guid } from "../subject";
import { elsewhere } from "./signInIds";
import { identify, readsOfIdentify } from "./tenant/identify";
import { quoted } from "./tenant/paths";

async function withResource(
  ask: Ask,
  judge: (name: string | undefined, resource: string) => Finding,
): Promise<Finding> {
  const { resource } = ask.seen.values;
  if (!resource) return open("The input does not name the API.");
  const found = await ask.tenant.graph.list<{ displayName: string }>(
    `/servicePrincipals?$filter=servicePrincipalNames/any(n:n eq ${quoted(resource.replace(/\/+$/, ""))})&$select=id,displayName`,
  );
  return judge(found?.[0]?.displayName, resource);
}

const readsOfResource = ["GET /servicePrincipals"];

export const looksOfResourceNotFound: Looks = {
  misspelt: {
    asks: "Does an API of the tenant have that identifier?",
    reads: readsOfResource,
    look: (ask) =>
      withResource(ask, (name, resource) => {
        if (name) return ruledOut(`${resource} is an identifier of "${name}".`);
        const known = apiByResource(resource);
        return known
          ? ruledOut(`${resource} is how ${apis[known].displayName} is called.`)
          : open(`No API of the tenant ${ask.tenant.tenantId} is called ${resource}.`, "likely");
      }),
  },
  "not-provisioned": {
    asks: "Does the tenant have a service principal of that API?",
    reads: readsOfResource,
    look: (ask) =>
      withResource(ask, (name, resource) => {
        if (name) return ruledOut(`"${name}" is in the tenant ${ask.tenant.tenantId}.`);
        const known = apiByResource(resource);
        return known
          ? confirmed(
              `The tenant ${ask.tenant.tenantId} has no service principal of ${apis[known].displayName} (${apis[known].appId}).`,
            )
          : open(`The tenant ${ask.tenant.tenantId} has none of that name.`);
      }),
  },
  "wrong-tenant": {
    asks: "Is the API in your tenant, and is that the one of the message?",
    reads: readsOfResource,
    anyTenant: true,
    look: (ask) =>
      withResource(ask, (name) => {
        if (elsewhere(ask))
          return name
            ? confirmed(
                `The message names the tenant ${ask.subject.tenant}, and "${name}" is in yours, ${ask.tenant.tenantId}.`,
              )
            : open(
                `The message names the tenant ${ask.subject.tenant}, and you are signed in to ${ask.tenant.tenantId}.`,
              );
        return ask.subject.tenant
          ? ruledOut(`The message names the tenant that you are signed in to.`)
          : open(`Compare the token URL with the tenant that you are signed in to, ${ask.tenant.tenantId}.`);
      }),
  },
};

export const looksOfTenantNotFound: Looks = {
  mistyped: {
    asks: "Is the ID your tenant's, or one of a subscription or an application?",
    reads: [...readsOfIdentify, "azure GET subscriptions/{id}"],
    anyTenant: true,
    look: async (ask) => {
      const { tenant } = ask.seen.values;
      const yours = `You are signed in to the tenant ${ask.tenant.tenantId}.`;
      if (!tenant || !guid.test(tenant)) return open(yours);
      if (tenant.toLowerCase() === ask.tenant.tenantId.toLowerCase())
        return ruledOut(
          `It is the ID of the tenant that you are signed in to: it exists in the cloud in which you signed in.`,
        );
      const subscription = await ask.tenant.arm
        .get<{ displayName?: string }>(`/subscriptions/${tenant}?api-version=2022-12-01`)
        .catch(() => undefined);
      if (subscription)
        return confirmed(`${tenant} is the ID of the subscription "${subscription.displayName}". ${yours}`);
      const found = await identify(ask.tenant, tenant).catch(() => undefined);
      return found ? confirmed(`${tenant} is ${found.what}. ${yours}`) : open(yours);
    },
  },
};
