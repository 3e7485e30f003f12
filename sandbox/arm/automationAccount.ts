import { createHash } from "node:crypto";
import { optionalObject } from "./body";
import { armError } from "./errors";
import type { ResourceProfile } from "./resourceProfile";

/**
 * Microsoft.Automation/automationAccounts: what the service adds to a body, from the examples in azure-rest-api-specs
 * (account.json). Texts of its refusals are not public [M].
 */
export const automationAccountProfile: ResourceProfile = {
  type: "microsoft.automation/automationaccounts",
  shownType: "Microsoft.Automation/AutomationAccounts",

  validate(name, body) {
    if (!/^[a-z][a-z0-9-]{4,48}[a-z0-9]$/i.test(name)) {
      throw armError(
        400,
        "BadRequest",
        `The automation account name '${name}' is invalid. It must have 6 to 50 letters, digits and hyphens, ` +
          "begin with a letter and end with a letter or digit.",
      );
    }
    const sku = skuName(body.properties);
    if (sku !== undefined && !/^(Free|Basic)$/i.test(sku)) {
      throw armError(
        400,
        "BadRequest",
        `The SKU '${sku}' of the automation account is invalid. Use 'Free' or 'Basic'.`,
      );
    }
  },

  properties(body, previous, now) {
    const sent = optionalObject(body.properties, "properties") ?? {};
    return {
      disableLocalAuth: false,
      publicNetworkAccess: true,
      encryption: { keySource: "Microsoft.Automation", identity: { userAssignedIdentity: null } },
      automationHybridServiceUrl: hybridServiceUrl(String(body.id), String(body.location ?? "")),
      ...sent,
      sku: { name: skuName(sent) ?? "Basic", family: null, capacity: null },
      state: "Ok",
      creationTime: previous?.properties.creationTime ?? now.toISOString(),
      lastModifiedTime: now.toISOString(),
      lastModifiedBy: null,
    };
  },
};

function skuName(properties: unknown): string | undefined {
  const sku = optionalObject(optionalObject(properties, "properties")?.sku, "properties.sku");
  return sku?.name === undefined || sku.name === null ? undefined : String(sku.name);
}

/** `https://{account's GUID}.jrds.{region}.azure-automation.net/…`: the same for the same account. */
function hybridServiceUrl(id: string, location: string): string {
  const hex = createHash("sha256").update(id.toLowerCase()).digest("hex");
  const guid = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
  return `https://${guid}.jrds.${location}.azure-automation.net/automationAccounts/${guid}`;
}
