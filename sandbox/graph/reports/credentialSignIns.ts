import type { Application, CredentialUse, ServicePrincipal } from "../../state/entities";
import type { SandboxState } from "../../state/state";
import { applicationByAppId } from "../applications/find";
import { type GraphOperation, operation } from "../operation";
import { listReply, type View } from "../reply";
import type { Body } from "../schema/body";
import { credentialSignInType } from "../schema/reports";
import { principalByAppId } from "../servicePrincipals/find";

/** Sign-ins by secret and by certificate, as this sandbox has seen them; a credential that was removed is not shown. */
function view(state: SandboxState): View<CredentialUse> {
  return {
    type: credentialSignInType,
    set: "reports/appCredentialSignInActivities",
    show: (use) => show(use, state),
  };
}

interface Held {
  readonly owner: Application | ServicePrincipal;
  readonly origin: "application" | "servicePrincipal";
  readonly isSecret: boolean;
  readonly createdDateTime: string;
  readonly expirationDateTime: string;
}

function held({ id, appId }: CredentialUse, state: SandboxState): Held | undefined {
  const owners = [
    [applicationByAppId(state, appId), "application"],
    [principalByAppId(state, appId), "servicePrincipal"],
  ] as const;
  for (const [owner, origin] of owners) {
    const secret = owner?.passwordCredentials.find(({ keyId }) => keyId === id);
    const credential = secret ?? owner?.keyCredentials.find(({ keyId }) => keyId === id);
    if (!owner || !credential) continue;
    const { startDateTime: createdDateTime, endDateTime: expirationDateTime } = credential;
    return { owner, origin, isSecret: secret !== undefined, createdDateTime, expirationDateTime };
  }
  return undefined;
}

function show(use: CredentialUse, state: SandboxState): Body {
  const found = held(use, state);
  const { id: keyId, appId, lastSignInDateTime } = use;
  return {
    id: Buffer.from(`${appId}|${keyId}`).toString("base64url"),
    keyId,
    keyType: found?.isSecret === false ? "certificate" : "clientSecret",
    keyUsage: found?.isSecret === false ? "verify" : "sign",
    appId,
    appObjectId: applicationByAppId(state, appId)?.id ?? null,
    servicePrincipalObjectId: principalByAppId(state, appId)?.id ?? null,
    resourceId: null,
    credentialOrigin: found?.origin ?? "application",
    createdDateTime: found?.createdDateTime ?? null,
    expirationDateTime: found?.expirationDateTime ?? null,
    signInActivity: { lastSignInDateTime, lastSignInRequestId: null },
  };
}

export const reportOperations: readonly GraphOperation[] = [
  operation(
    "GET",
    "/reports/appCredentialSignInActivities",
    (state, request, environment) => {
      const uses = state.credentialUses.filter((use) => held(use, state) !== undefined);
      return listReply(uses, view(state), request, environment);
    },
    { versions: ["beta"] },
  ),
];
