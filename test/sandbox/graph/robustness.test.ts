import fc from "fast-check";
import { defenderService, threatProtectionService } from "../../../sandbox/defender";
import { ServiceError } from "../../../sandbox/errors";
import { graphService } from "../../../sandbox/graph";
import type { Environment, Operation, SandboxRequest } from "../../../sandbox/operation";
import { seedTenant } from "../../../sandbox/seed";
import { SandboxState } from "../../../sandbox/state/state";

const origin = "https://localhost:1";
const environment: Environment = {
  clock: { now: () => new Date("2026-11-20T12:00:00Z") },
  origin,
  baseUrls: new Proxy({}, { get: (_target, name) => `${origin}/${String(name)}` }) as Environment["baseUrls"],
  faults: { replicationDelay: () => 0, registrationDelay: () => 0 },
  dispatch: async () => ({ status: 200, body: {} }),
};

const operations = [...graphService.operations, ...defenderService.operations, ...threatProtectionService.operations];

/** Ids of objects that exist, by the collection that a path begins with; any other id does not exist. */
function paramsOf(operation: Operation, state: SandboxState, odd: string): Record<string, string> {
  const first = operation.path.split("/")[1]?.toLowerCase() ?? "";
  const known: Readonly<Record<string, string | undefined>> = {
    applications: state.applications.list()[0]?.id,
    serviceprincipals: state.servicePrincipals.list()[0]?.id,
    users: state.users.list()[0]?.id,
    groups: state.groups.list()[0]?.id,
    directoryroles: state.directoryRoles.list()[0]?.id,
    security: state.incidents.list()[0]?.id,
    api: state.defenderAlerts.list()[0]?.id,
  };
  return { id: known[first] ?? odd, assignmentId: odd, credentialId: odd, ownerId: odd, memberId: odd, cast: odd };
}

const bodyNames = [
  ...[
    "displayName",
    "appId",
    "passwordProfile",
    "userPrincipalName",
    "requiredResourceAccess",
    "api",
    "appRoles",
    "web",
  ],
  ...[
    "keyCredentials",
    "passwordCredentials",
    "identifierUris",
    "owners@odata.bind",
    "members@odata.bind",
    "@odata.id",
  ],
  ...[
    "principalId",
    "resourceId",
    "appRoleId",
    "consentType",
    "scope",
    "addLicenses",
    "removeLicenses",
    "requests",
    "ids",
  ],
  ...["passwordCredential", "keyId", "name", "issuer", "subject", "audiences", "roleMemberInfo", "groupTypes", "tags"],
  ...["status", "comment", "customTags", "mailNickname", "usageLocation", "accountEnabled", "directoryScopeId"],
];

const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom(null, true, 0, -1, "", "a", "00000003-0000-0000-c000-000000000000", "https://x/y", "Unified"),
    fc.string(),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...bodyNames, "id", "type", "resourceAccess", "skuId", "key"), tie("value"), {
      maxKeys: 4,
    }),
  ),
})).value;

const guid = "00000003-0000-0000-c000-000000000000";
const application = {
  displayName: "a",
  tags: [],
  identifierUris: ["api://a"],
  web: { redirectUris: [], implicitGrantSettings: {} },
  api: { oauth2PermissionScopes: [], preAuthorizedApplications: [] },
  appRoles: [
    { id: guid, displayName: "a", description: "b", value: "c", isEnabled: true, allowedMemberTypes: ["User"] },
  ],
  requiredResourceAccess: [{ resourceAppId: guid, resourceAccess: [{ id: guid, type: "Role" }] }],
  keyCredentials: [{ type: "AsymmetricX509Cert", usage: "Verify", key: "AAAA" }],
  passwordCredentials: [{ displayName: "a" }],
  info: {},
  optionalClaims: {},
};
/** Bodies that are nearly right; one member at a time is spoilt. */
const bodies: Readonly<Record<string, Record<string, unknown>>> = {
  "POST /applications": application,
  "PATCH /applications/:id": application,
  "POST /applications/:id/addPassword": {
    passwordCredential: { displayName: "a", startDateTime: null, endDateTime: "2027-01-01" },
  },
  "POST /applications/:id/federatedIdentityCredentials": {
    name: "abc",
    issuer: "https://a",
    subject: "b",
    audiences: ["c"],
  },
  "POST /servicePrincipals": { appId: guid, tags: [], keyCredentials: [], replyUrls: [], accountEnabled: true },
  "PATCH /servicePrincipals/:id": {
    tags: [],
    appRoles: [],
    oauth2PermissionScopes: [],
    passwordCredentials: [],
    notes: "a",
  },
  "POST /users": {
    accountEnabled: true,
    displayName: "a",
    mailNickname: "a",
    userPrincipalName: "a@contoso.com",
    passwordProfile: { password: "Correct.Horse1" },
    passwordPolicies: "",
    usageLocation: "US",
    identities: [],
    employeeOrgData: {},
  },
  "PATCH /users/:id": { passwordProfile: { password: "Correct.Horse1" }, usageLocation: "US", identities: [] },
  "POST /users/:id/assignLicense": { addLicenses: [{ skuId: guid, disabledPlans: [] }], removeLicenses: [guid] },
  "POST /groups": {
    displayName: "a",
    mailNickname: "a",
    mailEnabled: false,
    securityEnabled: true,
    groupTypes: [],
    "members@odata.bind": [],
  },
  "PATCH /groups/:id": { displayName: "a", groupTypes: [], "members@odata.bind": [] },
  "POST /oauth2PermissionGrants": {
    clientId: guid,
    resourceId: guid,
    consentType: "Principal",
    principalId: guid,
    scope: "a",
  },
  "POST /servicePrincipals/:id/appRoleAssignedTo": { principalId: guid, resourceId: guid, appRoleId: guid },
  "POST /roleManagement/directory/roleAssignments": {
    principalId: guid,
    roleDefinitionId: guid,
    directoryScopeId: "/",
  },
  "POST /directory/administrativeUnits": { displayName: "a", visibility: "Public", "members@odata.bind": [] },
  "POST /directoryObjects/getByIds": { ids: [guid], types: ["user"] },
  "PATCH /security/incidents/:id": { status: "active", customTags: [], assignedTo: "a" },
  "POST /$batch": { requests: [{ id: "1", method: "GET", url: "/users", headers: {}, dependsOn: [] }] },
};

/** A body with one member at any depth replaced. */
function spoilt(body: unknown, path: readonly number[], value: unknown): unknown {
  const [step = 0, ...rest] = path;
  if (typeof body !== "object" || body === null || path.length === 0) return value;
  const keys = Object.keys(body);
  const key = keys[step % Math.max(keys.length, 1)];
  if (key === undefined) return value;
  const copy: Record<string, unknown> | unknown[] = Array.isArray(body) ? [...body] : { ...body };
  (copy as Record<string, unknown>)[key] = spoilt((body as Record<string, unknown>)[key], rest, value);
  return copy;
}

const queries = fc.dictionary(
  fc.constantFrom("$filter", "$select", "$expand", "$orderby", "$search", "$top", "$skip", "$skiptoken", "$count", "x"),
  fc.oneof(
    fc.string(),
    fc.constantFrom("displayName", "displayName eq 'a'", "id", "1", "true", "owners", "a/any(b:b eq 1)"),
  ),
  { maxKeys: 3 },
);

async function outcome(operation: Operation, body: unknown, query: Record<string, string>, odd: string) {
  const state = new SandboxState(seedTenant());
  const params = paramsOf(operation, state, odd);
  const request: SandboxRequest = {
    method: operation.method,
    path: operation.path.replace(/:(\w+)/g, (_match, name: string) => params[name] ?? odd),
    version: operation.versions?.[0] ?? "v1.0",
    params,
    query: new URLSearchParams(query),
    headers: { consistencylevel: "eventual" },
    body: operation.method === "GET" ? undefined : body,
    caller: {
      kind: "user",
      tenantId: state.tenantId,
      appId: "a",
      objectId: state.users.list()[0]?.id ?? "",
      roles: [],
      scopes: [],
      directoryRoles: [],
    },
  };
  try {
    const reply = await operation.run(state, request, environment);
    JSON.stringify(reply.body);
    return reply.status;
  } catch (error) {
    if (error instanceof ServiceError) return error.status;
    throw error;
  }
}

describe("a body with one member spoilt", () => {
  test.each(Object.keys(bodies))("%s", async (name) => {
    const operation = operations.find(({ method, path }) => `${method} ${path}` === name);
    if (!operation) throw new Error(`There is no operation ${name}.`);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(20), { minLength: 1, maxLength: 5 }), json, async (path, value) => {
        const status = await outcome(operation, spoilt(bodies[name], path, value), {}, "x");
        return status >= 200 && status < 500;
      }),
      { numRuns: 300 },
    );
  });
});

describe("whatever is sent, the answer is a result or a refusal", () => {
  test.each(
    operations.map((operation) => [`${operation.service} ${operation.method} ${operation.path}`, operation] as const),
  )("%s", async (_name, operation) => {
    await fc.assert(
      fc.asyncProperty(json, queries, fc.constantFrom("x", "", "appId='x'", "%", "a b"), async (body, query, odd) => {
        const status = await outcome(operation, body, query, odd);
        return status >= 200 && status < 500;
      }),
      { numRuns: 40 },
    );
  });
});
