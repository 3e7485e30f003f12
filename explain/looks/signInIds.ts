/** Sign-in errors about what is not there: an application, its service principal, an API, a tenant. */
import { apiByResource, apis } from "../../catalogue/apis";
import { type Ask, confirmed, type Finding, type Looks, missing, open, ruledOut } from "../look";
import { guid } from "../subject";
import { type App, findApp, readsOfApp } from "./tenant/application";
import { identify, readsOfIdentify } from "./tenant/identify";
import { quoted } from "./tenant/paths";

interface DeletedApplication {
  readonly id: string;
  readonly appId?: string;
  readonly displayName?: string;
  readonly deletedDateTime?: string | null;
}

const readsOfDeleted = [
  "GET /directory/deletedItems/microsoft.graph.application",
  "GET /directory/deletedItems/microsoft.graph.servicePrincipal",
];

/** A deleted app registration or service principal of that client id. What is deleted cannot be asked for by it. */
async function findDeleted(
  { tenant }: Ask,
  clientId: string,
  kind: "application" | "servicePrincipal",
): Promise<DeletedApplication | undefined> {
  const all = await tenant.graph.list<DeletedApplication>(
    `/directory/deletedItems/microsoft.graph.${kind}?$select=id,appId,displayName,deletedDateTime`,
  );
  return all?.find(({ appId }) => appId?.toLowerCase() === clientId.toLowerCase());
}

async function withClientId(
  ask: Ask,
  judge: (app: App | undefined, clientId: string) => Finding | Promise<Finding>,
): Promise<Finding> {
  const { app } = ask.subject;
  return app ? judge(await findApp(ask.tenant, app), app) : missing("app");
}

const isThere = (app: App) =>
  `"${app.name}" (${app.clientId}) is in the tenant${app.registration ? "" : " as an enterprise application"}${app.principal ? "" : ", without a service principal"}`;

/** Whether the input names another tenant than the one that is looked at. */
const elsewhere = ({ subject, tenant }: Ask) =>
  subject.tenant !== undefined && subject.tenant !== tenant.tenantId.toLowerCase();

const wrongTenant = (ask: Ask) =>
  withClientId(ask, (app, clientId) => {
    if (elsewhere(ask)) {
      return app
        ? confirmed(
            `The message names the tenant ${ask.subject.tenant}, and the application is here: ${isThere(app)} ${ask.tenant.tenantId}.`,
          )
        : open(
            `The message names the tenant ${ask.subject.tenant}, and you are signed in to ${ask.tenant.tenantId}, which has no application ${clientId} either.`,
          );
    }
    if (app?.principal)
      return open(`${isThere(app)} ${ask.tenant.tenantId} now. Compare the token URL with that tenant's ID.`, "likely");
    return open(
      `The tenant ${ask.tenant.tenantId} has no service principal of ${clientId}; whether another has, it does not tell.`,
    );
  });

const wrongClientId = (ask: Ask) =>
  withClientId(ask, async (app, clientId) => {
    if (app) return ruledOut(`${clientId} is the client ID of "${app.name}".`);
    const found = guid.test(clientId) ? await identify(ask.tenant, clientId) : undefined;
    if (found && found.kind !== "deleted") return confirmed(`${clientId} is ${found.what}.`);
    return open(`Nothing in the tenant ${ask.tenant.tenantId} has the ID ${clientId}.`, "likely");
  });

const deletedOrNotConsented = (ask: Ask) =>
  withClientId(ask, async (app, clientId) => {
    if (app?.principal) return ruledOut(`${isThere(app)}.`);
    const deleted =
      (await findDeleted(ask, clientId, "application")) ?? (await findDeleted(ask, clientId, "servicePrincipal"));
    if (deleted)
      return confirmed(
        `"${deleted.displayName}" (${clientId}) was deleted${deleted.deletedDateTime ? ` on ${deleted.deletedDateTime.slice(0, 10)}` : ""}, and can be restored for 30 days.`,
      );
    if (app) return confirmed(`${isThere(app)}.`);
    return open(
      `The tenant neither has it nor deleted it within 30 days: if it is a vendor's, nobody consented to it here.`,
    );
  });

export const looksOfApplicationNotFound: Looks = {
  "wrong-tenant": {
    asks: "Is the application in your tenant, and is that the one of the message?",
    reads: readsOfApp,
    look: wrongTenant,
    anyTenant: true,
  },
  "wrong-client-id": {
    asks: "Is the ID another one of an application?",
    reads: [...readsOfApp, ...readsOfIdentify],
    look: wrongClientId,
  },
  "deleted-or-not-consented": {
    asks: "Was the application, or its service principal, deleted?",
    reads: [...readsOfApp, ...readsOfDeleted],
    look: deletedOrNotConsented,
  },
};

export const looksOfServicePrincipalMissing: Looks = {
  "never-created": {
    asks: "Is there a registration without a service principal?",
    reads: [...readsOfApp, ...readsOfDeleted],
    look: (ask) =>
      withClientId(ask, async (app, clientId) => {
        if (app?.principal) return ruledOut(`${isThere(app)}, with a service principal.`);
        if (await findDeleted(ask, clientId, "servicePrincipal"))
          return ruledOut("Its service principal was there, and was deleted.");
        return app
          ? confirmed(`${isThere(app)}, and none was deleted within 30 days.`)
          : open(`The tenant ${ask.tenant.tenantId} has no application ${clientId}.`);
      }),
  },
  deleted: {
    asks: "Was its service principal deleted?",
    reads: [...readsOfApp, ...readsOfDeleted],
    look: (ask) =>
      withClientId(ask, async (app, clientId) => {
        if (app?.principal) return ruledOut(`${isThere(app)}, with a service principal.`);
        const deleted = await findDeleted(ask, clientId, "servicePrincipal");
        return deleted
          ? confirmed(
              `The service principal "${deleted.displayName}" (${deleted.id}) was deleted${deleted.deletedDateTime ? ` on ${deleted.deletedDateTime.slice(0, 10)}` : ""}.`,
            )
          : ruledOut("None was deleted within 30 days.");
      }),
  },
  "wrong-tenant": {
    asks: "Is it in your tenant, and is that the one of the message?",
    reads: readsOfApp,
    look: wrongTenant,
    anyTenant: true,
  },
};

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
