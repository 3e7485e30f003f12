import { generatedHeader } from "./compactPermissions";
import type { OperationsFile } from "./inputForms";

/** `[method, path, set of application permissions, set of delegated ones, least application, least delegated]`: indexes, -1 for none. */
export type OperationRow = [string, string, number, number, number, number];

export interface CompactOperations {
  source: string;
  licence: string;
  generator: string;
  permissions: string[];
  /** Sets of permissions, as indexes into `permissions`: most operations share one with others. */
  sets: number[][];
  operations: OperationRow[];
}

type Merged = { method: string; path: string; lists: [Set<number>, Set<number>]; least: [number, number] };

/**
 * The operations table. Rows of which only letter case differs are one operation (the source has 69 such pairs, each with a part of the
 * permissions); a path in lower case gets the case that its segments have elsewhere.
 */
export function compactOperations(file: OperationsFile): CompactOperations {
  const cased = segmentCase(file);
  const merged = new Map<string, Merged>();
  for (const [method, path, application, delegated, leastApplication, leastDelegated] of file.operations) {
    const key = `${method} ${path.toLowerCase()}`;
    const seen = merged.get(key);
    if (seen === undefined) {
      const lists: [Set<number>, Set<number>] = [new Set(application), new Set(delegated)];
      merged.set(key, { method, path, lists, least: [leastApplication, leastDelegated] });
      continue;
    }
    for (const index of application) seen.lists[0].add(index);
    for (const index of delegated) seen.lists[1].add(index);
    if (seen.least[0] < 0) seen.least[0] = leastApplication;
    if (seen.least[1] < 0) seen.least[1] = leastDelegated;
  }

  const sets: number[][] = [];
  const setIndexes = new Map<string, number>();
  const setIndex = (indexes: Set<number>) => {
    const sorted = [...indexes].sort((a, b) => a - b);
    const key = sorted.join();
    let index = setIndexes.get(key);
    if (index === undefined) {
      index = sets.push(sorted) - 1;
      setIndexes.set(key, index);
    }
    return index;
  };
  const operations = [...merged.values()]
    .map(({ method, path, lists, least }): OperationRow => {
      const spelt = path.replace(/[^/]+/g, (segment) => cased.get(segment) ?? segment);
      return [method, spelt, setIndex(lists[0]), setIndex(lists[1]), ...least];
    })
    .sort((a, b) => (a[1] === b[1] ? (a[0] < b[0] ? -1 : 1) : a[1] < b[1] ? -1 : 1));
  return { ...generatedHeader(file.source), permissions: file.permissions, sets, operations };
}

/** Spellings of segments that the source has in lower case only, as the Graph documentation writes them. */
const documentedSpellings = [
  "addKey addPassword administrativeUnits appRoleAssignedTo appRoleAssignments assignLicense auditLogs authorizationPolicy changePassword",
  "checkMemberGroups checkMemberObjects createdObjects deviceAppManagement deviceManagement directoryAudits directoryObjects directoryRoles",
  "directoryRoleTemplates directReports managedDevices mobileApps",
  "extensionProperties federatedIdentityCredentials getByIds getMemberGroups getMemberObjects groupSettings mailboxSettings memberOf",
  "oauth2PermissionGrants ownedDevices ownedObjects registeredDevices removeKey removePassword scopedRoleMembers signIns",
  "tokenIssuancePolicies tokenLifetimePolicies transitiveMemberOf transitiveMembers",
].flatMap((line) => line.split(" "));

/** Lower-case segment to the most frequent spelling with capitals in the same file. */
function segmentCase(file: OperationsFile): Map<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const [, path] of file.operations) {
    for (const segment of path.split("/")) {
      const lower = segment.toLowerCase();
      if (lower === segment || !/^[a-z$]/.test(segment) || segment.includes("{")) continue;
      const spellings = counts.get(lower) ?? new Map<string, number>();
      spellings.set(segment, (spellings.get(segment) ?? 0) + 1);
      counts.set(lower, spellings);
    }
  }
  const best = ([a, m]: [string, number], [b, n]: [string, number]) => n - m || (a < b ? -1 : 1);
  const found = [...counts].map(([lower, spellings]): [string, string] => {
    const [[spelling]] = [...spellings].sort(best) as [[string, number]];
    return [lower, spelling];
  });
  return new Map([...documentedSpellings.map((spelt): [string, string] => [spelt.toLowerCase(), spelt]), ...found]);
}
