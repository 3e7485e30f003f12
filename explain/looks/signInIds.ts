/** Sign-in errors about an application, or its service principal, that is not there. */
import { type Ask, confirmed, type Finding, type Looks, missing, open, ruledOut } from "../look";
import { guid } from "../subject";
import { type App, findApp, readsOfApp } from "./tenant/application";
import { identify, readsOfIdentify } from "./tenant/identify";

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
export const elsewhere = ({ subject, tenant }: Ask) =>
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
