import type { FunctionType } from "../resourceType";

/** Who the provider acts as; asks Graph nothing. */
export const getClientConfig: FunctionType = {
  token: "azuread:index/getClientConfig:getClientConfig",
  inputs: {},
  outputs: ["clientId", "id", "objectId", "tenantId"],
  steps: [],
  result: ({ caller: { tenantId, clientId, objectId } }) => ({
    clientId,
    id: `${tenantId}-${clientId}-${objectId}`,
    objectId,
    tenantId,
  }),
};
