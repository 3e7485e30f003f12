import { apis } from "../../../catalogue/apis";
import { findPermission } from "../../../catalogue/permissions";
import { addApplication, call, secret, tokenRequest } from "../core/support";
import { type GraphSandbox, refusal, startGraph } from "./support";

let graph: GraphSandbox;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

describe("/security/incidents", () => {
  test("an application without the roles is told which are missing", async () => {
    const client = await graph.asApp([]);
    expect(await client("GET", "/security/incidents")).toMatchObject(
      refusal(
        403,
        "Forbidden",
        "Missing application roles. API required roles: SecurityIncident.Read.All,SecurityIncident.ReadWrite.All, application roles: .",
      ),
    );
  });

  test("and which it has", async () => {
    const client = await graph.asApp(["SecurityIncident.Read.All", "User.Read.All"]);
    expect(await client("PATCH", "/security/incidents/1001", { status: "resolved" })).toMatchObject(
      refusal(
        403,
        "Forbidden",
        /API required roles: SecurityIncident\.ReadWrite\.All, application roles: (SecurityIncident\.Read\.All,User\.Read\.All|User\.Read\.All,SecurityIncident\.Read\.All)\.$/,
      ),
    );
    expect(await (await graph.asApp(["User.Read.All"]))("GET", "/security/alerts_v2")).toMatchObject(
      refusal(
        403,
        "Forbidden",
        "Missing application roles. API required roles: SecurityAlert.Read.All,SecurityAlert.ReadWrite.All,SecurityIncident.Read.All,SecurityIncident.ReadWrite.All, application roles: User.Read.All.",
      ),
    );
  });

  test("are listed, filtered, read with their alerts, and changed", async () => {
    const client = await graph.asApp(["SecurityIncident.ReadWrite.All"]);
    const list = await client(
      "GET",
      "/security/incidents?$filter=status eq 'active' and createdDateTime ge 2026-11-01T00:00:00Z&$orderby=createdDateTime desc&$top=1&$count=true",
    );
    expect(list.body).toMatchObject({
      "@odata.count": 2,
      value: [{ id: "1002", severity: "medium" }],
      "@odata.nextLink": expect.any(String),
    });
    expect((await client("GET", "/security/incidents/1001?$expand=alerts")).body.alerts).toMatchObject([
      { incidentId: "1001" },
    ]);

    const changed = await client("PATCH", "/security/incidents/1001", {
      status: "resolved",
      assignedTo: "analyst@contoso.com",
      classification: "truePositive",
      determination: "phishing",
      customTags: ["ServiceNow"],
    });
    expect(changed).toMatchObject({
      status: 200,
      body: { id: "1001", status: "resolved", customTags: ["ServiceNow"] },
    });
    expect((await client("GET", "/security/incidents/1001")).body.determination).toBe("phishing");
    expect((await client("POST", "/security/incidents/1001/comments", { comment: "Closed" })).body.value).toMatchObject(
      [{ comment: "Closed" }],
    );
    expect((await client("GET", "/security/incidents/9999")).status).toBe(404);
  });

  test.each([
    ["a property of the service", { createdDateTime: "2026-01-01T00:00:00Z" }],
    ["an unknown state", { status: "done" }],
    ["an unknown property", { colour: "red" }],
  ])("a change of %s is refused", async (_name, body) => {
    const client = await graph.asApp(["SecurityIncident.ReadWrite.All"]);
    expect((await client("PATCH", "/security/incidents/1002", body)).status).toBe(400);
  });

  test("a user needs a security role besides the permission", async () => {
    const scopes = ["SecurityIncident.Read.All"];
    const plain = await graph.asUser(scopes);
    const securityReader = await graph.asUser(scopes, ["Security Reader"]);
    expect(await plain("GET", "/security/incidents")).toMatchObject(
      refusal(403, "Forbidden", /user does not have valid roles/),
    );
    expect((await securityReader("GET", "/security/incidents")).status).toBe(200);
  });
});

/** A token of a new application with these application permissions on one of the Defender APIs. */
async function defenderToken(api: "windowsDefenderAtp" | "microsoftThreatProtection", names: readonly string[]) {
  const { sandbox } = graph;
  const { application, servicePrincipal } = addApplication(sandbox, { passwordCredentials: [secret("s3cret~")] });
  const resource = sandbox.state.servicePrincipals.find(({ appId }) => appId === apis[api].appId);
  for (const name of names) {
    sandbox.state.appRoleAssignments.insert({
      id: `${servicePrincipal.id}-${name}`,
      createdMs: 0,
      appRoleId: findPermission(api, name)?.application ?? "",
      principalId: servicePrincipal.id,
      principalType: "ServicePrincipal",
      resourceId: resource?.id ?? "",
      createdDateTime: "2026-01-01T00:00:00Z",
    });
  }
  const url = api === "windowsDefenderAtp" ? sandbox.endpoints.defender : sandbox.endpoints.threatProtection;
  const answer = await tokenRequest(sandbox, {
    grant_type: "client_credentials",
    client_id: application.appId,
    client_secret: "s3cret~",
    scope: `${url}/.default`,
  });
  expect(answer.status).toBe(200);
  return (method: string, path: string, body?: unknown) =>
    call(sandbox, method, `${url}${path}`, {
      headers: { authorization: `Bearer ${answer.body.access_token}` },
      ...(body === undefined ? {} : { body }),
    });
}

describe("WindowsDefenderATP", () => {
  test("refuses with the names that it asks for", async () => {
    const client = await defenderToken("windowsDefenderAtp", ["Alert.Read.All"]);
    expect(await client("GET", "/api/machines")).toMatchObject(
      refusal(
        403,
        "Forbidden",
        "Missing application roles. API required roles: Machine.Read.All,Machine.ReadWrite.All, application roles: Alert.Read.All.",
      ),
    );
    expect((await client("PATCH", "/api/alerts/1", {})).status).toBe(403);
  });

  test("lists and reads alerts and machines, and changes alerts", async () => {
    const client = await defenderToken("windowsDefenderAtp", ["Alert.ReadWrite.All", "Machine.Read.All"]);
    const list = await client("GET", "/api/alerts?$filter=severity%20eq%20'High'&$top=5");
    expect(list.body.value).toMatchObject([{ severity: "High", incidentId: 1001 }]);
    const { id, machineId } = list.body.value[0];
    expect((await client("GET", `/api/v1.0/alerts/${id}`)).body.id).toBe(id);
    expect((await client("PATCH", `/api/alerts/${id}`, { status: "Resolved", comment: "done" })).body).toMatchObject({
      status: "Resolved",
    });
    expect((await client("PATCH", `/api/alerts/${id}`, { status: "Perhaps" })).status).toBe(400);
    expect((await client("GET", `/api/machines/${machineId}`)).body.computerDnsName).toBe("finance-07.contoso.com");
  });
});

describe("Microsoft Threat Protection", () => {
  test("shows the incidents in its own words, and changes them", async () => {
    const client = await defenderToken("microsoftThreatProtection", ["Incident.ReadWrite.All"]);
    const list = await client("GET", "/api/incidents");
    expect(list.body.value[1]).toMatchObject({ incidentId: 1002, incidentName: expect.any(String), status: "Active" });
    const body = { status: "Resolved", classification: "FalsePositive", tags: ["ServiceNow"] };
    expect((await client("PATCH", "/api/incidents/1002", body)).body).toMatchObject(body);
    const graphClient = await graph.asApp(["SecurityIncident.Read.All"]);
    expect((await graphClient("GET", "/security/incidents/1002")).body).toMatchObject({
      status: "resolved",
      classification: "falsePositive",
    });
  });

  test("refuses with the names that it asks for", async () => {
    const client = await defenderToken("microsoftThreatProtection", []);
    expect(await client("GET", "/api/incidents")).toMatchObject(
      refusal(
        403,
        "Forbidden",
        "Missing application roles. API required roles: Incident.Read.All,Incident.ReadWrite.All, application roles: .",
      ),
    );
  });
});
