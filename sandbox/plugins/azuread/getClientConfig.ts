import type { FunctionType } from "../resourceType";

/** Who the provider acts as; asks Graph nothing. */
export const getClientConfig: FunctionType = {
  token: "azuread:index/getClientConfig:getClientConfig",
  inputs: {},
  outputs: ["clientId", "id", "objectId", "tenantId"],
  steps: [],
  result: ({ caller: { tenantId, clientId, objectId } }) => ({
    clientId,
    id: Buffer.from(`${tenantId};${clientId};${objectId}`).toString("base64"),
    objectId,
    tenantId,
  }),
};
