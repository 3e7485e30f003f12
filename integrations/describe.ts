import * as pulumi from "@pulumi/pulumi";
import type { AppRegistration } from "../components/appRegistration";
import type { DeclaredRecord, HandoverInput, Integration } from "./integration";

/** The record of an integration that signs in as an application of its own, with its hand-over. */
export function describeApplication(
  integration: Pick<Integration, "kind" | "handover">,
  name: string,
  app: AppRegistration,
  details: pulumi.Input<Record<string, unknown>> = {},
): DeclaredRecord {
  const known = {
    kind: integration.kind,
    name,
    tenantId: app.tenantId,
    clientId: app.clientId,
    applicationObjectId: app.applicationObjectId,
    servicePrincipalObjectId: app.servicePrincipalObjectId,
    tokenUrl: app.tokenUrl,
    scope: app.scope,
    permissions: app.grantedPermissions,
    details,
  };
  const handover = pulumi
    .output(known)
    .apply((values) =>
      integration.handover({ ...(values as unknown as HandoverInput), credential: { type: app.credential.type } }),
    );
  return { ...known, credential: app.credential, handover };
}
