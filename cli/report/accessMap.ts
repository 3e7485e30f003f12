import type { IntegrationRecord } from "../../integrations/record";
import type { TenantSnapshot } from "../../tenant/model";
import type { AuditFinding } from "../audit/finding";
import { worseFirst } from "../html/severity";
import { azureAccess } from "./azureAccess";
import { credentialEnds } from "./credentialEnds";
import { delegatedAccess, directoryRoleAccess } from "./delegatedAccess";
import type { Access, AccessMap, DelegatedUser, IntegrationAccess } from "./model";
import { applicationAccess, unconsentedAccess } from "./permissionAccess";
import { type Candidate, candidates, type IsAttended, type Selected, select } from "./selection";
import { indexTenant, type TenantIndex } from "./tenantIndex";

/** The integrations that a stack declares. */
export interface DeclaredIntegrations {
  readonly stack: string;
  readonly records: readonly Pick<IntegrationRecord, "kind" | "name" | "clientId">[];
  /** Title of a kind, e.g. `ServiceNow …`. */
  readonly titleOf: (kind: string) => string;
}

/** What a tenant's integrations may do. Pure: all of it comes from what was read, found and declared. */
export function accessMap(
  snapshot: TenantSnapshot,
  findings: readonly AuditFinding[],
  isAttended: IsAttended,
  declared?: DeclaredIntegrations,
): AccessMap {
  const index = indexTenant(snapshot);
  const declaredByApp = new Map((declared?.records ?? []).map((record) => [record.clientId.toLowerCase(), record]));
  const count: Record<Selected, number> = { integration: 0, attended: 0, managedIdentity: 0, nothing: 0 };
  const shown: IntegrationAccess[] = [];
  const placed = new Set<AuditFinding>();
  const findingsBySubject = subjects(findings);
  for (const candidate of candidates(index)) {
    const record = declaredByApp.get(appIdOf(candidate));
    const selected = record ? "integration" : select(index, candidate, isAttended);
    count[selected] += 1;
    if (selected !== "integration") continue;
    const declaredAs = record &&
      declared && { kind: record.kind, title: declared.titleOf(record.kind), name: record.name };
    const integration = describe(index, candidate, isAttended, declaredAs);
    const own = findingsOf(integration, findingsBySubject);
    for (const finding of own) placed.add(finding);
    shown.push({ ...integration, findings: own });
  }
  return {
    tenant: { id: snapshot.tenantId, ...(snapshot.displayName && { displayName: snapshot.displayName }) },
    readAt: snapshot.readAt,
    ...(declared && { stack: declared.stack }),
    integrations: shown.sort(worstFirst),
    leftOut: { attended: count.attended, managedIdentities: count.managedIdentity },
    findings: findings.filter((finding) => !placed.has(finding)).sort((a, b) => worseFirst(a.severity, b.severity)),
    skipped: snapshot.skipped,
  };
}

const appIdOf = ({ application, principal }: Candidate) => (application ?? principal)?.appId.toLowerCase() ?? "";

function describe(
  index: TenantIndex,
  candidate: Candidate,
  isAttended: IsAttended,
  declaredAs: IntegrationAccess["declaredAs"],
): Omit<IntegrationAccess, "findings"> {
  const { application, principal } = candidate;
  const owner = principal?.appOwnerOrganizationId?.toLowerCase();
  const isForeign = application === undefined && owner !== undefined && owner !== index.snapshot.tenantId.toLowerCase();
  const access: Access[] = [
    ...(principal
      ? [
          ...applicationAccess(index, application, principal),
          ...delegatedAccess(index, principal),
          ...directoryRoleAccess(index, principal),
          ...azureAccess(index, principal),
        ]
      : []),
    ...unconsentedAccess(index, application, principal),
  ];
  return {
    name: (application ?? principal)?.displayName || appIdOf(candidate),
    appId: appIdOf(candidate),
    ...(application && { applicationId: application.id }),
    ...(principal && { servicePrincipalId: principal.id }),
    ...(isForeign && { ownerTenantId: owner }),
    enabled: principal?.accountEnabled ?? true,
    unattended: application !== undefined && !isAttended(application),
    ...(declaredAs && { declaredAs }),
    credentials: credentialEnds(index, application, principal),
    access,
  };
}

/** Findings by each id that their subject goes by. */
function subjects(findings: readonly AuditFinding[]): ReadonlyMap<string, readonly AuditFinding[]> {
  const found = new Map<string, AuditFinding[]>();
  for (const finding of findings) {
    for (const id of new Set([finding.subject.id, finding.subject.appId])) {
      if (id) found.set(id.toLowerCase(), [...(found.get(id.toLowerCase()) ?? []), finding]);
    }
  }
  return found;
}

/** Those about the application, its service principal, and the accounts that it acts as. */
function findingsOf(
  { appId, applicationId, servicePrincipalId, access }: Omit<IntegrationAccess, "findings">,
  bySubject: ReadonlyMap<string, readonly AuditFinding[]>,
): readonly AuditFinding[] {
  const accounts = access.flatMap((each) =>
    each.type === "delegated" && typeof each.of === "object" && "id" in each.of ? [(each.of as DelegatedUser).id] : [],
  );
  const ids = [appId, applicationId, servicePrincipalId, ...accounts].filter((id) => id !== undefined);
  const found = new Set(ids.flatMap((id) => bySubject.get(id.toLowerCase()) ?? []));
  return [...found].sort((a, b) => worseFirst(a.severity, b.severity));
}

function worstFirst(a: IntegrationAccess, b: IntegrationAccess): number {
  const worst = ({ findings }: IntegrationAccess) => findings[0]?.severity;
  const [first, second] = [worst(a), worst(b)];
  if (first !== second) {
    if (first === undefined) return 1;
    if (second === undefined) return -1;
    return worseFirst(first, second);
  }
  const inCode = Number(b.declaredAs !== undefined) - Number(a.declaredAs !== undefined);
  return inCode || a.name.localeCompare(b.name);
}
