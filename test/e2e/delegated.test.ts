import * as path from "node:path";
import { projectDirectory } from "../../cli/project";
import { trusting } from "../support/https";
import { openTestSession, type TestSession } from "../support/session";

jest.setTimeout(180_000);

let session: TestSession;

beforeAll(async () => {
  session = await openTestSession({ program: path.join(__dirname, "programs", "delegatedDefender") });
});

afterAll(() => session?.close());

describe("An app declared with delegated SecurityIncident permissions", () => {
  test("is blocked in preview by no-delegated-only, with reason and remedy", async () => {
    const pack = path.join(projectDirectory, "policies");
    const { code, stdout } = await session.pulumi("preview", "--policy-pack", pack);
    expect(code).not.toBe(0);
    expect(stdout).toContain("no-delegated-only");
    expect(stdout).toContain("SecurityIncident.Read.All");
    expect(stdout).toContain("SecurityIncident.ReadWrite.All");
    expect(stdout).toContain("45cc0394-e837-488b-a098-1918f48d186c");
  });

  test("deploys without the pack, and ServiceNow then says Missing required roles, as Microsoft Graph refuses it", async () => {
    expect((await session.pulumi("up", "--yes", "--skip-preview")).code).toBe(0);
    const { stdout } = await session.pulumi("stack", "output", "--json", "--show-secrets");
    const { clientId, clientSecret } = JSON.parse(stdout);
    const { sandbox } = session;

    const answer = await trusting(sandbox.caFile)(
      "POST",
      `${sandbox.endpoints.serviceNow}/api/sn_sec_defender/configuration/validate`,
      { tenantId: sandbox.tenantId, clientId, clientSecret },
    );
    expect(answer.status).toBe(422);
    expect(JSON.stringify(answer.body)).toContain(
      "One or more configuration parameters are incorrect and integration failed to initiate. Please make changes and submit again. Error is: Missing required roles",
    );
    expect(JSON.stringify(answer.body)).toContain(
      "Missing application roles. API required roles: SecurityIncident.Read.All,SecurityIncident.ReadWrite.All, application roles: .",
    );
  });
});
