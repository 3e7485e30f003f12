import { addApplication, secret, tokenRequest } from "../core/support";
import { type GraphSandbox, refusal, startGraph } from "./support";

let graph: GraphSandbox;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

const path = "/beta/reports/appCredentialSignInActivities";

describe("The report of sign-ins by credential", () => {
  test("shows the last sign-in that the sandbox saw, until the credential is gone", async () => {
    const { sandbox } = graph;
    const { application } = addApplication(sandbox, { passwordCredentials: [secret("used"), secret("unused")] });
    const scope = `${sandbox.endpoints.graph}/.default`;
    const form = { grant_type: "client_credentials", client_id: application.appId, scope };
    await tokenRequest(sandbox, { ...form, client_secret: "used" });
    await tokenRequest(sandbox, { ...form, client_secret: "wrong" });

    const reader = await graph.asApp(["AuditLog.Read.All"]);
    const mine = async () =>
      (await reader("GET", path)).body.value.filter(({ appId }: { appId: string }) => appId === application.appId);
    expect(await mine()).toEqual([
      expect.objectContaining({
        keyId: application.passwordCredentials[0]?.keyId,
        keyType: "clientSecret",
        appObjectId: application.id,
        credentialOrigin: "application",
        signInActivity: expect.objectContaining({ lastSignInDateTime: expect.stringMatching(/^20.*Z$/) }),
      }),
    ]);
    sandbox.state.applications.update(application.id, { passwordCredentials: [] });
    expect(await mine()).toEqual([]);
  });

  test("is of the beta alone, and needs AuditLog.Read.All or Directory.Read.All", async () => {
    const reader = await graph.as("reader");
    expect((await reader("GET", path)).status).toBe(200);
    expect((await reader("GET", path.replace("/beta", ""))).status).toBe(404);
    const other = await graph.asApp(["Application.Read.All"]);
    expect(await other("GET", path)).toMatchObject(refusal(403, "Authorization_RequestDenied"));
  });
});
