import type { RestReader } from "../../components/restClient";
import type { TenantAccess } from "../../components/tenantAccess";
import type { ApplicationEvidence, CredentialEvidence, Evidence } from "../../integrations/evidence";
import { Apis } from "./apis";
import { readAzure } from "./azureEvidence";
import { type FoundApplication, findApplication, type GraphApplication, type GraphCredential } from "./findApplication";
import { readGrants } from "./grantEvidence";
import { Reading } from "./reading";

/**
 * Reads all that a tenant holds of one application. Raises a UserError where it is not found, or where what a plan is made from may not
 * be read: each read with the permission that it needs.
 */
export async function readEvidence(
  given: string,
  { graph, arm, caller }: TenantAccess,
  subscriptionId: string | undefined,
): Promise<Evidence> {
  const reading = new Reading();
  const found = await reading.of<FoundApplication | undefined>(
    "Applications",
    "Application.Read.All",
    () => findApplication(graph, given),
    undefined,
  );
  reading.finish();
  const { application, principal } = found as FoundApplication;
  const { tid: tenantId = "" } = await caller();
  const apis = new Apis(graph);
  const [federated, declared, consents, grants] = [
    await reading.of("Federated credentials", "Application.Read.All", () => readFederated(graph, application), []),
    await apis.declared(application?.requiredResourceAccess ?? []),
    principal ? await reading.of("Admin consents", "Application.Read.All", () => apis.consents(principal.id), []) : [],
    principal ? await readGrants(graph, principal.id, apis, reading) : [],
  ];
  reading.finish();
  const azure = await readAzure(arm, principal?.id, subscriptionId);
  return {
    tenantId,
    clientId: (application ?? principal)?.appId ?? given,
    displayName: (application ?? principal)?.displayName ?? given,
    ownerTenantId: principal?.appOwnerOrganizationId ?? (application ? tenantId : undefined),
    application: application && describe(application, federated),
    principal: principal && {
      objectId: principal.id,
      enabled: principal.accountEnabled ?? true,
      tags: principal.tags ?? [],
    },
    declared,
    consents,
    grants,
    subscriptionId,
    ...azure,
  };
}

function describe(application: GraphApplication, federated: readonly CredentialEvidence[]): ApplicationEvidence {
  const { web, spa, publicClient, isFallbackPublicClient } = application;
  const redirectUris = [web, spa, publicClient].flatMap((platform) => platform?.redirectUris ?? []);
  const described = (type: "secret" | "certificate") => (one: GraphCredential) => ({
    type,
    id: one.keyId,
    name: one.displayName ?? undefined,
    endDate: one.endDateTime ?? undefined,
  });
  return {
    objectId: application.id,
    tags: application.tags ?? [],
    redirectUris,
    servesPeople: redirectUris.length > 0 || isFallbackPublicClient === true,
    signInAudience: application.signInAudience,
    credentials: [
      ...(application.passwordCredentials ?? []).map(described("secret")),
      ...(application.keyCredentials ?? []).map(described("certificate")),
      ...federated,
    ],
    requiredResourceAccess: application.requiredResourceAccess ?? [],
  };
}

async function readFederated(
  graph: RestReader,
  application: GraphApplication | undefined,
): Promise<CredentialEvidence[]> {
  if (!application) return [];
  const list = await graph.list<{ id: string; name: string }>(
    `/applications/${application.id}/federatedIdentityCredentials`,
  );
  return list.map(({ id, name }) => ({ type: "federated", id, name }));
}
