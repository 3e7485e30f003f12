import { apiByAppId, apiByResource, apis } from "../../catalogue/apis";
import { permissionIdSupplement } from "../../catalogue/permissionIdSupplement";
import {
  type ApplicationPermission,
  counterpart,
  type DelegatedPermission,
  equivalents,
  findPermission,
  listPermissions,
  permissionById,
  permissionByIdAnywhere,
} from "../../catalogue/permissions";

const userReadAll = "df021288-bdef-4463-88db-98f22de89214";
const userRead = "e1fe6dd8-ba31-4d61-89e7-88639da4683d";

test("a permission is found by name in any letter case, with its canonical name and both ids", () => {
  expect(findPermission("microsoftGraph", "user.READ.all")).toMatchObject({
    api: "microsoftGraph",
    value: "User.Read.All",
    types: ["application", "delegated"],
    application: userReadAll,
    delegated: "a154be20-db9c-4678-8ab7-66f6cc099a59",
  });
});

test("an id says which permission it is and of which type", () => {
  expect(permissionById("microsoftGraph", userReadAll.toUpperCase())).toMatchObject({
    type: "application",
    permission: { value: "User.Read.All" },
  });
  expect(permissionById("microsoftGraph", userRead)).toMatchObject({
    type: "delegated",
    permission: { value: "User.Read" },
  });
  expect(permissionById("windowsDefenderAtp", userRead)).toBeUndefined();
  expect(permissionByIdAnywhere("a9790345-4595-42e4-971a-ccdc79f19b7c")?.permission).toMatchObject({
    api: "microsoftThreatProtection",
    value: "Incident.Read.All",
  });
});

test("a permission that exists as one type only has no id of the other", () => {
  expect(findPermission("microsoftGraph", "User.Read")).toMatchObject({ types: ["delegated"], delegated: userRead });
  expect(findPermission("microsoftGraph", "User.Read")?.application).toBeUndefined();
  expect(findPermission("microsoftGraph", "Application.ReadWrite.OwnedBy")?.types).toEqual(["application"]);
});

test("permissions whose ids Microsoft does not publish are known, without an id", () => {
  const withoutId = listPermissions("microsoftGraph").filter(
    ({ application, delegated }) => !application && !delegated,
  );
  expect(withoutId.length).toBeGreaterThan(200);
  expect(findPermission("microsoftGraph", "AgentIdentity.Read.All")?.types).toEqual(["application", "delegated"]);
});

test("ids that Microsoft's data lacks and another source has are filled in, for permissions of that type only", () => {
  expect(findPermission("microsoftGraph", "LicenseAssignment.Read.All")).toMatchObject({
    application: "e2f98668-2877-4f38-a2f4-8202e0717aa1",
    delegated: "f395577a-0960-456b-979f-7228de0c5996",
  });
  for (const [value, [application, delegated]] of Object.entries(permissionIdSupplement)) {
    const types = findPermission("microsoftGraph", value)?.types;
    if (application) expect([value, types]).toEqual([value, expect.arrayContaining(["application"])]);
    if (delegated) expect([value, types]).toEqual([value, expect.arrayContaining(["delegated"])]);
  }
});

test("the same name is another permission on another API surface", () => {
  const onGraph = findPermission("microsoftGraph", "User.Read.All")?.application;
  const onDefender = findPermission("windowsDefenderAtp", "User.Read.All")?.application;
  expect(onDefender).toBe("a833834a-4cf1-4732-8acf-bbcfa13fb610");
  expect(onDefender).not.toBe(onGraph);
});

test("every id belongs to one permission of its API surface, except where Microsoft uses one for both types", () => {
  for (const api of ["microsoftGraph", "windowsDefenderAtp", "microsoftThreatProtection"] as const) {
    for (const permission of listPermissions(api)) {
      for (const type of permission.types) {
        const id = permission[type];
        if (id) expect(permissionById(api, id)?.permission.value).toBe(permission.value);
      }
    }
  }
});

test("names of permissions are a type", () => {
  const application: ApplicationPermission = "SecurityIncident.Read.All";
  const delegated: DelegatedPermission = "User.Read";
  const defender: ApplicationPermission<"windowsDefenderAtp"> = "Alert.Read.All";
  // @ts-expect-error: misspelt
  const misspelt: ApplicationPermission = "SecurityIncidents.Read.All";
  // @ts-expect-error: exists only as delegated
  const delegatedOnly: ApplicationPermission = "User.Read";
  // @ts-expect-error: exists only as delegated
  const defenderDelegated: ApplicationPermission<"windowsDefenderAtp"> = "Alert.Read";
  expect([application, delegated, defender, misspelt, delegatedOnly, defenderDelegated]).toHaveLength(6);
});

test("the counterpart of a permission is the same right as the other type", () => {
  const name = (value: string, from: "application" | "delegated") => counterpart("microsoftGraph", value, from)?.value;
  expect(name("SecurityIncident.Read.All", "delegated")).toBe("SecurityIncident.Read.All");
  expect(name("User.Read", "delegated")).toBe("User.Read.All");
  expect(name("Mail.Read.Shared", "delegated")).toBe("Mail.Read");
  expect(name("Group.Create", "application")).toBe("Group.ReadWrite.All");
  expect(name("offline_access", "delegated")).toBeUndefined();
  expect(name("Directory.AccessAsUser.All", "delegated")).toBeUndefined();
  expect(counterpart("windowsDefenderAtp", "Alert.Read", "delegated")?.value).toBe("Alert.Read.All");
  expect(counterpart("windowsDefenderAtp", "Alert.Read.All", "application")?.value).toBe("Alert.Read");
});

test("every delegated permission of the Defender surfaces that ends in no .All has its counterpart", () => {
  for (const api of ["windowsDefenderAtp", "microsoftThreatProtection"] as const) {
    for (const { value, types } of listPermissions(api)) {
      if (types.includes("delegated"))
        expect([value, counterpart(api, value, "delegated")?.types]).not.toContain(undefined);
    }
  }
});

test("the same right has its own name on each API surface", () => {
  const names = equivalents("microsoftThreatProtection", "Incident.Read.All").map(
    ({ api, value }) => `${api} ${value}`,
  );
  expect(names).toEqual(["microsoftGraph SecurityIncident.Read.All"]);
  expect(equivalents("microsoftGraph", "ThreatHunting.Read.All").map(({ value }) => value)).toEqual([
    "AdvancedQuery.Read.All",
    "AdvancedHunting.Read.All",
  ]);
  expect(equivalents("microsoftGraph", "User.Read.All")).toEqual([]);
});

test("an API surface is recognised by its application id and by its resource identifiers", () => {
  expect(apiByAppId(apis.microsoftGraph.appId.toUpperCase())).toBe("microsoftGraph");
  expect(apiByAppId("11111111-2222-3333-4444-555555555555")).toBeUndefined();
  expect(apiByResource("https://api.securitycenter.microsoft.com/.default")).toBe("windowsDefenderAtp");
  expect(apiByResource("https://security.microsoft.com/mtp/")).toBe("microsoftThreatProtection");
  expect(apiByResource("https://management.azure.com/.default")).toBeUndefined();
});
