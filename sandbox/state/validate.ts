import { z } from "zod";

const id = z.string().min(1);
const base = z.looseObject({ id });
const made = base.extend({ createdMs: z.number() });
const texts = z.array(z.string());
const password = z.looseObject({ keyId: id, secretHash: z.string(), endDateTime: z.string() });
const key = z.looseObject({ keyId: id, key: z.string(), endDateTime: z.string() });
const federated = z.looseObject({ id, name: z.string(), issuer: z.string(), subject: z.string(), audiences: texts });
const principal = made.extend({
  appId: id,
  displayName: z.string(),
  passwordCredentials: z.array(password),
  keyCredentials: z.array(key),
  owners: texts,
  properties: z.looseObject({}),
});
const appRole = z.looseObject({ id, value: z.string().nullable() });
const scope = z.looseObject({ id, value: z.string() });

/** What the services rely on; whatever else an object has is kept as it is. */
const document = z.strictObject({
  version: z.literal(1),
  tenantId: id,
  applications: z.array(
    principal.extend({
      requiredResourceAccess: z.array(z.looseObject({ resourceAppId: id, resourceAccess: z.array(z.looseObject({})) })),
      federatedIdentityCredentials: z.array(federated),
    }),
  ),
  servicePrincipals: z.array(
    principal.extend({
      accountEnabled: z.boolean(),
      appOwnerOrganizationId: z.string().nullable(),
      servicePrincipalNames: texts,
      appRoles: z.array(appRole),
      oauth2PermissionScopes: z.array(scope),
    }),
  ),
  appRoleAssignments: z.array(made.extend({ appRoleId: id, principalId: id, resourceId: id })),
  oauth2PermissionGrants: z.array(
    made.extend({
      clientId: id,
      consentType: z.enum(["AllPrincipals", "Principal"]),
      principalId: z.string().nullable(),
      resourceId: id,
      scope: z.string(),
    }),
  ),
  users: z.array(
    made.extend({
      userPrincipalName: id,
      displayName: z.string(),
      accountEnabled: z.boolean(),
      passwordHash: z.string().nullable(),
      licenseAssignmentStates: z.array(z.looseObject({ skuId: id })),
      properties: z.looseObject({}),
    }),
  ),
  groups: z.array(
    made.extend({ displayName: z.string(), members: texts, owners: texts, properties: z.looseObject({}) }),
  ),
  directoryRoles: z.array(made.extend({ roleTemplateId: id, displayName: z.string() })),
  directoryRoleAssignments: z.array(made.extend({ principalId: id, roleDefinitionId: id, directoryScopeId: id })),
  administrativeUnits: z.array(made.extend({ displayName: z.string(), members: texts, properties: z.looseObject({}) })),
  organization: z.array(
    base.extend({
      displayName: z.string(),
      verifiedDomains: z.array(z.looseObject({ name: id, isDefault: z.boolean(), isInitial: z.boolean() })),
    }),
  ),
  incidents: z.array(base),
  securityAlerts: z.array(base).optional(),
  defenderAlerts: z.array(base).optional(),
  machines: z.array(base).optional(),
  conditionalAccessPolicies: z
    .array(made.extend({ displayName: z.string(), state: z.string(), conditions: z.looseObject({}) }))
    .optional(),
  deletedItems: z.array(base.extend({ kind: id, deletedDateTime: id, object: z.looseObject({ id }) })).optional(),
  credentialUses: z.array(base.extend({ appId: id, lastSignInDateTime: id })).optional(),
  subscribedSkus: z.array(base.extend({ skuId: id, skuPartNumber: z.string() })),
  companySubscriptions: z.array(base.extend({ skuId: id, skuPartNumber: z.string() })),
  subscriptions: z.array(base.extend({ displayName: z.string(), tenantId: id })),
  providerRegistrations: z.array(
    base.extend({
      subscriptionId: id,
      namespace: id,
      state: z.enum(["NotRegistered", "Registering", "Registered", "Unregistering", "Unregistered"]),
      changedMs: z.number(),
    }),
  ),
  armResources: z.array(base.extend({ type: id, name: id, properties: z.looseObject({}) })),
  armRoleAssignments: z.array(base.extend({ name: id, scope: id, roleDefinitionId: id, principalId: id })),
});

/** Everything that keeps a value from being a state of this version, each with its place; empty where it is one. */
export function documentProblems(value: unknown): string[] {
  if (typeof value === "object" && value !== null && "version" in value && value.version !== 1) {
    return [`its version is ${JSON.stringify(value.version)}, and this sandbox reads version 1`];
  }
  const result = document.safeParse(value);
  if (result.success) return duplicates(result.data);
  return result.error.issues.map((issue) => {
    const place = issue.path.map(String).join(".");
    return place === "" ? issue.message : `${place}: ${issue.message}`;
  });
}

function duplicates(document: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(document).flatMap(([name, items]) => {
    if (!Array.isArray(items)) return [];
    const seen = new Set<string>();
    return (items as readonly { id: string }[]).flatMap((item, index) => {
      const lower = item.id.toLowerCase();
      if (seen.has(lower)) return [`${name}.${index}.id: '${item.id}' is there twice`];
      seen.add(lower);
      return [];
    });
  });
}
