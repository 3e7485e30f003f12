import { RestError } from "../../../components/restClient";
import { CannotLook, type LicenceInTheWay, type LiveReader, type Reads } from "../../../explain";
import { conflictsOfUser } from "../../../licenses/conflicts";
import { adviceFor, describeCause, skuTitle } from "../../../licenses/describe";
import { readGroupNames, readLicenses } from "../../../licenses/read";
import { azureRight, graphRight } from "./needs";
import type { SignedIn } from "./signIn";

type Reader = SignedIn["graph"];

/** A reader that counts what it asks. */
export interface CountingReader extends LiveReader {
  /** How many reads were asked for; further pages are not counted. */
  requests(): number;
}

/** Reads as the one who is signed in. Each path is asked for once. */
export function liveReader(signedIn: SignedIn): CountingReader {
  const { caller } = signedIn;
  let requests = 0;
  const person = caller.scp !== undefined;
  const graph = remembering(counting(signedIn.graph));
  const arm = remembering(counting(signedIn.arm));
  const needs = (path: string) => graphRight(path, person);
  return {
    tenantId: caller.tid ?? "",
    objectId: caller.oid ?? null,
    graph: readsOf(graph, "Microsoft Graph", needs),
    arm: readsOf(arm, "Azure", azureRight),
    licencesInTheWay: (user) => licencesInTheWay(graph, caller.tid ?? "", user, needs),
    requests: () => requests,
  };

  function counting(reader: Reader): Reader {
    return {
      get: (path) => {
        requests += 1;
        return reader.get(path);
      },
      list: (path) => {
        requests += 1;
        return reader.list(path);
      },
    };
  }
}

/** The same path is read once, refused or not. */
function remembering(reader: Reader): Reader {
  const known = new Map<string, Promise<unknown>>();
  const once = <T>(name: string, read: () => Promise<T>): Promise<T> => {
    const before = known.get(name);
    if (before) return before as Promise<T>;
    const made = read();
    known.set(name, made);
    return made;
  };
  return {
    get: <T>(path: string) => once(`get ${path}`, () => reader.get<T>(path)),
    list: <T>(path: string) => once(`list ${path}`, () => reader.list<T>(path)),
  };
}

function readsOf(reader: Reader, service: string, right: (path: string) => string): Reads {
  return {
    get: <T>(path: string) => reader.get<T>(path).catch(explained(service, () => right(path))),
    list: <T>(path: string) => reader.list<T>(path).catch(explained(service, () => right(path))),
  };
}

/** What is not there is an answer; what may not be seen is not. */
function explained(service: string, right: () => string) {
  return (error: unknown): undefined => {
    if (!(error instanceof RestError)) throw error;
    const what = [error.status || "", error.code].join(" ").trim();
    if (error.status === 404) return undefined;
    if (error.status === 403) throw new CannotLook(`${service} refused the read (${what}).`, right());
    if (error.code === "signIn") throw new CannotLook(`There was no token for ${service}: ${error.message}`, null);
    throw new CannotLook(`${service} did not answer the read: ${what}: ${error.message}`, null);
  };
}

async function licencesInTheWay(
  graph: Reader,
  tenantId: string,
  user: string,
  right: (path: string) => string,
): Promise<readonly LicenceInTheWay[] | undefined> {
  try {
    const licences = await readLicenses(graph, tenantId, [user]);
    const [holder] = licences.users;
    if (!holder) return undefined;
    const conflicts = conflictsOfUser(licences, holder, new Set());
    const names = await readGroupNames(
      graph,
      conflicts.flatMap(({ groups }) => groups ?? []),
    );
    const groupName = (id: string) => names.get(id) ?? id;
    return conflicts.map((conflict) => ({
      title: skuTitle(conflict),
      why: describeCause(conflict, groupName),
      advice: adviceFor(conflict, holder.userPrincipalName, groupName),
      inherited: conflict.cause === "group",
      certain: conflict.certain,
    }));
  } catch (error) {
    return explained("Microsoft Graph", () => licenceRights(right))(error);
  }
}

const licenceRights = (right: (path: string) => string): string =>
  [...new Set(["/subscribedSkus", "/directory/subscriptions", "/users/{id}"].map(right))].join(", ");
