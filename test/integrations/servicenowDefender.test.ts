import { servicenowDefender } from "../../integrations/servicenowDefender";
import { declareIntegration, problemsOf } from "../support/integration";
import { type MockedTenant, mockTenant } from "../support/mocks";

let mocked: MockedTenant;

beforeEach(async () => {
  mocked = await mockTenant();
});

describe("ServiceNow Defender", () => {
  test.each([
    [
      "microsoftGraph",
      ["SecurityIncident.Read.All", "SecurityIncident.ReadWrite.All"],
      "https://graph.microsoft.com/.default",
    ],
    [
      "windowsDefenderAtp",
      ["Alert.Read.All", "Alert.ReadWrite.All"],
      "https://api.securitycenter.microsoft.com/.default",
    ],
    [
      "microsoftThreatProtection",
      ["Incident.Read.All", "Incident.ReadWrite.All"],
      "https://api.security.microsoft.com/.default",
    ],
  ])("on %s has that API's own permissions, and asks tokens of that API", async (apiSurface, permissions, scope) => {
    const record = await declareIntegration(servicenowDefender, { apiSurface }, mocked);
    expect(record.permissions.map(({ value }) => value)).toEqual(permissions);
    expect(record.scope).toBe(scope);
  });

  test("hands over what to enter in ServiceNow, the secret apart, and the roles that the user needs", async () => {
    const { handover, clientId, tokenUrl } = await declareIntegration(servicenowDefender, {}, mocked);
    expect(handover.requiredRoles).toEqual(["sn_si.admin", "sn_si.ingestion_profile_admin"]);
    const fields = handover.steps.flatMap(({ fields = [] }) => fields);
    expect(fields).toContainEqual({ label: "Client ID", value: clientId });
    expect(fields).toContainEqual({ label: "Token URL", value: tokenUrl });
    expect(fields).toContainEqual({ label: "Client secret", secret: "credential" });
    expect(JSON.stringify(handover)).not.toContain("secret-of-");
  });

  test("says that a permission belongs to another API surface", () => {
    expect(problemsOf(servicenowDefender, { permissions: ["Incident.Read.All"] }).join()).toMatch(
      /Microsoft Threat Protection|SecurityIncident\.Read\.All/,
    );
  });
});
