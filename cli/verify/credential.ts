import { readFileSync } from "node:fs";
import type { TokenCredential } from "@azure/core-auth";
import { ClientAssertionCredential, ClientCertificateCredential, ClientSecretCredential } from "@azure/identity";
import type { Cloud } from "../../catalogue/clouds";
import type { IntegrationRecord } from "../../integrations/record";
import { UserError } from "../userError";

/** What proves the integration's identity where the stack holds no secret. */
export interface Proof {
  /** PEM file with the certificate and its private key. */
  readonly certificate?: string;
  /** File with a token of the federated issuer. */
  readonly federatedTokenFile?: string;
}

/** The integration's own credential. Raises a UserError where something that only its owner has is missing. */
export function credentialOf(record: IntegrationRecord, cloud: Cloud, proof: Proof): TokenCredential {
  const { tenantId, clientId, credential, name } = record;
  const options = { authorityHost: cloud.loginEndpoint, disableInstanceDiscovery: true };
  switch (credential.type) {
    case "external":
      throw new UserError(
        `Integration "${name}" signs in with a credential that ${credential.holder} holds: nobody else can sign in as it.`,
        `Its checks read the tenant instead. What only ${credential.holder} can try is in the hand-over: \`npm run handover -- --integration ${name}\`.`,
      );
    case "clientSecret":
      return new ClientSecretCredential(tenantId, clientId, credential.value, options);
    case "certificate":
      if (!proof.certificate) {
        throw new UserError(
          `Integration "${name}" signs in with a certificate, whose private key the stack does not hold.`,
          `Run again with --integration ${name} --certificate <PEM file with certificate and private key>.`,
        );
      }
      return new ClientCertificateCredential(tenantId, clientId, { certificatePath: proof.certificate }, options);
    case "federated": {
      const file = proof.federatedTokenFile;
      if (!file) {
        throw new UserError(
          `Integration "${name}" signs in with tokens of ${credential.issuer}, and there is none here.`,
          `Run again with --integration ${name} --federated-token-file <file>, or set AZURE_FEDERATED_TOKEN_FILE. Its subject must be ${credential.subject}.`,
        );
      }
      return new ClientAssertionCredential(tenantId, clientId, async () => readFileSync(file, "utf8").trim(), options);
    }
  }
}
