import { apis } from "../../../catalogue/apis";
import type { FunctionType } from "../resourceType";

/** Names of Microsoft's applications as the provider has them; those whose ids the catalogue knows. */
const published = {
  MicrosoftGraph: apis.microsoftGraph.appId,
  WindowsDefenderATP: apis.windowsDefenderAtp.appId,
  MicrosoftThreatProtection: apis.microsoftThreatProtection.appId,
};

/** A table in the provider; asks Graph nothing. */
export const getApplicationPublishedAppIds: FunctionType = {
  token: "azuread:index/getApplicationPublishedAppIds:getApplicationPublishedAppIds",
  inputs: {},
  outputs: ["id", "result"],
  steps: [],
  result: () => ({ id: "appIds", result: published }),
};
