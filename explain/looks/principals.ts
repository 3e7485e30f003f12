/** Ids that a service does not find: is the object there, and is the id of the kind that was asked for? */
import { type Ask, confirmed, type Finding, type Looks, missing, open, ruledOut } from "../look";
import { guid } from "../subject";
import { freshFor, minutesSince } from "./tenant/access";
import { findApp, readsOfApp } from "./tenant/application";
import { type Identified, identify, readsOfIdentify } from "./tenant/identify";

const reads = [...readsOfIdentify, ...readsOfApp];

/** When it was made, where the directory tells: new objects take a while to reach every server. */
function age(found: Identified, now: Date): string {
  const minutes = minutesSince(found.createdDateTime, now);
  return minutes === undefined
    ? ""
    : minutes <= freshFor
      ? `, made ${minutes} minutes ago`
      : `, made on ${found.createdDateTime?.slice(0, 10)}`;
}

const holdsRoles = ({ kind }: Identified) => kind === "servicePrincipal" || kind === "user" || kind === "group";

async function withPrincipal(
  ask: Ask,
  judge: (found: Identified | undefined, id: string) => Finding | Promise<Finding>,
): Promise<Finding> {
  const { principal } = ask.subject;
  if (!principal) return missing("principal");
  return judge(await identify(ask.tenant, principal), principal);
}

/** The service principal of the application whose registration or client id was given in its place. */
async function rightId({ tenant }: Ask, { appId }: Identified): Promise<string> {
  const principal = appId && (await findApp(tenant, appId))?.principal;
  return principal
    ? ` The Object ID of its service principal is ${principal.id}.`
    : " It has no service principal in this tenant.";
}

export const looksOfPrincipalNotFound: Looks = {
  replication: {
    asks: "Is the principal there now?",
    reads,
    look: (ask) =>
      withPrincipal(ask, (found, id) => {
        if (!found) return ruledOut(`Nothing in the tenant has the ID ${id}, now either.`);
        if (!holdsRoles(found)) return ruledOut(`${id} is ${found.what}.`);
        return confirmed(
          `${id} is there: ${found.what}${age(found, ask.seen.facts.now)}. A request with principalType would have been accepted.`,
        );
      }),
  },
  "wrong-id": {
    asks: "Is the ID one of another kind: a client ID, the Object ID of an app registration, of something deleted?",
    reads,
    look: (ask) =>
      withPrincipal(ask, async (found, id) => {
        if (!found)
          return confirmed(
            `Nothing in the tenant ${ask.tenant.tenantId} has the ID ${id}, among deleted objects either.`,
          );
        if (holdsRoles(found)) return ruledOut(`${id} is ${found.what}, which can hold roles.`);
        const right = found.kind === "application" || found.kind === "clientId" ? await rightId(ask, found) : "";
        return confirmed(`${id} is ${found.what}.${right}`);
      }),
  },
};

/** Collections of paths, and what they take. */
const taken: Readonly<Record<string, Identified["kind"]>> = {
  applications: "application",
  serviceprincipals: "servicePrincipal",
  users: "user",
  groups: "group",
};

async function withObject(
  ask: Ask,
  judge: (
    found: Identified | undefined,
    id: string,
    wanted: Identified["kind"] | undefined,
  ) => Finding | Promise<Finding>,
): Promise<Finding> {
  const named = ask.seen.values.id;
  const id = named && guid.test(named) ? named.toLowerCase() : ask.subject.target?.id;
  if (!id || !guid.test(id)) return open("The input does not name the object's ID.");
  return judge(await identify(ask.tenant, id), id, taken[ask.subject.target?.collection.toLowerCase() ?? ""]);
}

export const looksOfObjectNotFound: Looks = {
  replication: {
    asks: "Is the object there now?",
    reads,
    look: (ask) =>
      withObject(ask, (found, id, wanted) => {
        if (!found || found.kind === "deleted") return ruledOut(`${id} is not there now either.`);
        if (found.kind === "clientId" || (wanted && found.kind !== wanted)) return ruledOut(`${id} is ${found.what}.`);
        const sentence = `${id} is there now: ${found.what}${age(found, ask.seen.facts.now)}.`;
        return wanted ? confirmed(sentence) : open(sentence, "likely");
      }),
  },
  "wrong-id": {
    asks: "Is the ID another object's?",
    reads,
    look: (ask) =>
      withObject(ask, (found, id, wanted) => {
        if (!found) return open(`Nothing in the tenant ${ask.tenant.tenantId} has the ID ${id}.`, "likely");
        if (found.kind === "deleted") return ruledOut(`${id} is ${found.what}.`);
        if (found.kind === "clientId") return confirmed(`${id} is ${found.what}.`);
        if (!wanted) return open(`${id} is ${found.what}; the input does not say where it was looked for.`);
        return found.kind === wanted
          ? ruledOut(`${id} is ${found.what}, as the address takes.`)
          : confirmed(`${id} is ${found.what}, and the address takes that of another kind.`);
      }),
  },
  "deleted-or-other-tenant": {
    asks: "Was the object deleted?",
    reads,
    look: (ask) =>
      withObject(ask, (found, id) => {
        if (found?.kind === "deleted") return confirmed(`${id} is ${found.what}.`);
        return found
          ? ruledOut(`${id} is there.`)
          : open(
              `${id} is not among the deleted objects of the tenant ${ask.tenant.tenantId}: it was removed for good, or is another tenant's.`,
            );
      }),
  },
};
