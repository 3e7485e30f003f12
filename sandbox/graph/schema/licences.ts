import { all, type EntityType, type Property } from "./property";

const text: Property = { kind: "string" };

export const subscribedSkuType: EntityType = {
  name: "subscribedSku",
  resource: "SubscribedSku",
  properties: {
    ...all("id accountId accountName appliesTo capabilityStatus skuPartNumber", text),
    skuId: { kind: "guid" },
    consumedUnits: { kind: "integer" },
    prepaidUnits: { kind: "object", members: all("enabled suspended warning lockedOut", { kind: "integer" }) },
    servicePlans: { kind: "objects" },
    subscriptionIds: { kind: "strings" },
  },
  navigation: [],
};

export const companySubscriptionType: EntityType = {
  name: "companySubscription",
  resource: "CompanySubscription",
  properties: {
    ...all("id commerceSubscriptionId ownerId ownerTenantId ownerType skuId skuPartNumber status", text),
    ...all("createdDateTime nextLifecycleDateTime", { kind: "dateTime" }),
    isTrial: { kind: "boolean" },
    totalLicenses: { kind: "integer" },
    serviceStatus: { kind: "objects" },
  },
  navigation: [],
};
