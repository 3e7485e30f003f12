import { randomUUID } from "node:crypto";
import { clientCertificate } from "../core/support";
import { type GraphClient, type GraphSandbox, refusal, startGraph } from "./support";

let graph: GraphSandbox;
let deployer: GraphClient;
beforeAll(async () => {
  graph = await startGraph();
  deployer = await graph.as("deployer");
});
afterAll(() => graph.close());

async function create(): Promise<{ id: string }> {
  const answer = await deployer("POST", "/applications", { displayName: `app ${randomUUID()}` });
  expect(answer.status).toBe(201);
  return answer.body;
}

describe("secrets of an application", () => {
  test("the text shows once, and is kept as a hash alone", async () => {
    const { id } = await create();
    const body = { passwordCredential: { displayName: "ServiceNow", endDateTime: "2027-03-01T00:00:00Z" } };
    const added = await deployer("POST", `/applications/${id}/addPassword`, body);
    expect(added).toMatchObject({
      status: 200,
      body: {
        displayName: "ServiceNow",
        endDateTime: "2027-03-01T00:00:00Z",
        secretText: expect.stringMatching(/^.{40}$/),
      },
    });
    const { keyId, secretText, hint } = added.body;
    expect(hint).toBe(secretText.slice(0, 3));
    const read = (await deployer("GET", `/applications/${id}`)).body.passwordCredentials;
    expect(read).toMatchObject([{ keyId, hint, secretText: null }]);
    expect(JSON.stringify(graph.sandbox.state.toDocument())).not.toContain(secretText);

    expect((await deployer("POST", `/applications/${id}/removePassword`, { keyId })).status).toBe(204);
    expect((await deployer("GET", `/applications/${id}`)).body.passwordCredentials).toEqual([]);
    expect(await deployer("POST", `/applications/${id}/removePassword`, { keyId })).toMatchObject(
      refusal(400, "Request_BadRequest", /No password credential found with keyId/),
    );
  });

  test("last two years unless told otherwise, and end after they start", async () => {
    const { id } = await create();
    const { startDateTime, endDateTime } = (await deployer("POST", `/applications/${id}/addPassword`, {})).body;
    expect(new Date(endDateTime).getUTCFullYear() - new Date(startDateTime).getUTCFullYear()).toBe(2);
    const wrong = {
      passwordCredential: { startDateTime: "2027-01-02T00:00:00Z", endDateTime: "2027-01-01T00:00:00Z" },
    };
    expect((await deployer("POST", `/applications/${id}/addPassword`, wrong)).status).toBe(400);
  });

  test("a PATCH cannot make one", async () => {
    const { id } = await create();
    const body = { passwordCredentials: [{ displayName: "mine" }] };
    expect(await deployer("PATCH", `/applications/${id}`, body)).toMatchObject(
      refusal(400, "Request_BadRequest", "New password credentials must be generated with service actions."),
    );
  });
});

describe("certificates of an application", () => {
  test("are kept when a PATCH repeats them without the key, and replaced by others", async () => {
    const { id } = await create();
    const { der, pem } = clientCertificate();
    const first = { type: "AsymmetricX509Cert", usage: "Verify", key: der, displayName: "first" };
    expect((await deployer("PATCH", `/applications/${id}`, { keyCredentials: [first] })).status).toBe(204);
    const [kept] = (await deployer("GET", `/applications/${id}`)).body.keyCredentials;
    expect(kept).toMatchObject({ displayName: "first", key: null, customKeyIdentifier: expect.any(String) });

    const second = {
      type: "AsymmetricX509Cert",
      usage: "Verify",
      key: Buffer.from(pem).toString("base64"),
      keyId: randomUUID(),
    };
    expect((await deployer("PATCH", `/applications/${id}`, { keyCredentials: [kept, second] })).status).toBe(204);
    const selected = (await deployer("GET", `/applications/${id}?$select=keyCredentials`)).body.keyCredentials;
    expect(selected).toMatchObject([
      { keyId: kept.keyId, key: der },
      { keyId: second.keyId, key: der },
    ]);
  });

  test("must be certificates", async () => {
    const { id } = await create();
    const body = { keyCredentials: [{ type: "AsymmetricX509Cert", usage: "Verify", key: "bm90IG9uZQ==" }] };
    expect(await deployer("PATCH", `/applications/${id}`, body)).toMatchObject(
      refusal(400, "Request_BadRequest", "Key value is invalid certificate."),
    );
  });
});

describe("federated identity credentials", () => {
  const credential = (more: Record<string, unknown> = {}) => ({
    "@odata.type": "#microsoft.graph.federatedIdentityCredential",
    name: "github",
    issuer: "https://token.actions.githubusercontent.com",
    subject: "repo:contoso/app:ref:refs/heads/main",
    audiences: ["api://AzureADTokenExchange"],
    description: null,
    ...more,
  });

  test("create, read, change and delete", async () => {
    const { id } = await create();
    const path = `/applications/${id}/federatedIdentityCredentials`;
    const created = await deployer("POST", path, credential());
    expect(created.status).toBe(201);
    const { id: credentialId } = created.body;
    const changed = { ...credential({ description: "main only" }), id: credentialId };
    expect((await deployer("PATCH", `${path}/${credentialId}`, changed)).status).toBe(204);
    expect((await deployer("GET", `${path}/${credentialId}`)).body).toMatchObject({
      name: "github",
      description: "main only",
    });
    expect((await deployer("GET", `${path}/github`)).body.id).toBe(credentialId);
    expect((await deployer("DELETE", `${path}/${credentialId}`)).status).toBe(204);
    expect((await deployer("GET", `${path}/${credentialId}`)).status).toBe(404);
  });

  test("names and issuer with subject are unique, and there are at most twenty", async () => {
    const { id } = await create();
    const path = `/applications/${id}/federatedIdentityCredentials`;
    await deployer("POST", path, credential());
    expect(await deployer("POST", path, credential({ subject: "other" }))).toMatchObject(
      refusal(
        409,
        "Request_MultipleObjectsWithSameKeyValue",
        "FederatedIdentityCredential with name github already exists.",
      ),
    );
    expect((await deployer("POST", path, credential({ name: "other" }))).status).toBe(409);
    for (let index = 1; index < 20; index++) {
      const one = credential({ name: `c-${index}`, subject: `repo:contoso/app:${index}` });
      expect((await deployer("POST", path, one)).status).toBe(201);
    }
    const last = credential({ name: "one-more", subject: "repo:contoso/app:one-more" });
    expect((await deployer("POST", path, last)).status).toBe(403);
  });

  test("need exactly one audience", async () => {
    const { id } = await create();
    const body = credential({ audiences: [] });
    expect((await deployer("POST", `/applications/${id}/federatedIdentityCredentials`, body)).status).toBe(400);
  });
});
