import { explain } from "../../explain";
import { type Sandbox, startSandbox } from "../../sandbox";
import { tokenOf } from "../support/graph";
import { type HttpsAnswer, trusting } from "../support/https";

/** What the sandbox's services really answer, as a user would paste it. */
let sandbox: Sandbox;
let send: ReturnType<typeof trusting>;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
  send = trusting(sandbox.caFile);
});
afterAll(() => sandbox.close());

async function call(method: string, url: string, token: string, body?: unknown): Promise<string> {
  return dump(method, url, await send(method, url, body, { authorization: `Bearer ${token}` }));
}

const dump = (method: string, url: string, { status, body }: HttpsAnswer) =>
  `${method} ${url}\nHTTP/1.1 ${status}\n${JSON.stringify(body)}`;

function first(input: string): string[] {
  const [explained] = explain(input).explanations;
  return [explained?.id ?? "", explained?.causes[0]?.id ?? "", explained?.causes[0]?.likelihood ?? ""];
}

async function reader(scope?: string): Promise<string> {
  const { clientId, clientSecret } = sandbox.identities.reader;
  return tokenOf(sandbox, clientId, clientSecret, scope);
}

function signIn(form: Record<string, string>, tenant = sandbox.tenantId): Promise<HttpsAnswer> {
  return send(
    "POST",
    `${sandbox.origin}/${tenant}/oauth2/v2.0/token`,
    new URLSearchParams({ grant_type: "client_credentials", ...form }),
  );
}

describe("Refusals of the sandbox", () => {
  test("a user that the reader may not create, with its token", async () => {
    const token = await reader();
    const answer = await call("POST", `${sandbox.endpoints.graph}/v1.0/users`, token, { displayName: "A" });
    expect(first(`${answer}\n${token}`)).toEqual([
      "graph-insufficient-privileges",
      "missing-application-permission",
      "certain",
    ]);
  });

  test("incidents without the role", async () => {
    const answer = await call("GET", `${sandbox.endpoints.graph}/v1.0/security/incidents`, await reader());
    expect(first(answer)[0]).toBe("missing-application-roles");
  });

  test("a token for Azure sent to Microsoft Graph", async () => {
    const token = await reader("https://management.azure.com/.default");
    const answer = await call("GET", `${sandbox.endpoints.graph}/v1.0/users`, token);
    expect(first(`${answer}\n${token}`)).toEqual(["token-wrong-audience", "wrong-scope", "certain"]);
  });

  test("a resource group that the reader may not make", async () => {
    const token = await reader("https://management.azure.com/.default");
    const url = `${sandbox.endpoints.arm}/subscriptions/${sandbox.subscriptionId}/resourcegroups/rg1?api-version=2025-04-01`;
    const answer = await call("PUT", url, token, { location: "westeurope" });
    expect(first(answer).slice(0, 2)).toEqual(["azure-authorization-failed", "no-role"]);
  });

  test.each([
    ["a wrong secret", { client_secret: "wrong" }, "aadsts7000215-invalid-client-secret"],
    ["no secret", {}, "aadsts7000218-credential-missing"],
    [
      "a scope for users",
      { client_secret: "right", scope: "https://graph.microsoft.com/User.Read" },
      "aadsts1002012-invalid-scope",
    ],
    [
      "an application that is not there",
      { client_id: "0f14a80d-42e5-4d57-afe0-46acf9dfae05", client_secret: "x" },
      "aadsts700016-application-not-found",
    ],
  ])("a sign-in with %s", async (_, form, id) => {
    const { clientId, clientSecret } = sandbox.identities.reader;
    const sent: Record<string, string> = {
      client_id: clientId,
      scope: "https://graph.microsoft.com/.default",
      ...form,
    };
    if (sent.client_secret === "right") sent.client_secret = clientSecret;
    const answer = await signIn(sent);
    expect(first(dump("POST", "token", answer))[0]).toBe(id);
    expect(JSON.stringify(explain(JSON.stringify(sent)))).not.toContain(clientSecret);
  });

  test("a tenant that is not there", async () => {
    const answer = await signIn(
      { client_id: sandbox.identities.reader.clientId },
      "0f14a80d-42e5-4d57-afe0-46acf9dfae05",
    );
    expect(first(dump("POST", "token", answer))[0]).toBe("aadsts90002-tenant-not-found");
  });
});
