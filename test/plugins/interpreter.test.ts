import { type Plugins, startPlugins } from "../../sandbox/plugins";
import { hasUnknown, isUnknown, type Values } from "../../sandbox/plugins/values";
import { certificatePem } from "../support/certificates";
import { connect, type ProviderClient } from "./support/providerClient";
import { callerId, notFound, refusal, startTinyGraph, type TinyGraph } from "./support/tinyGraph";

let graph: TinyGraph;
let plugins: Plugins;
const clients: ProviderClient[] = [];
const identity = { tenantId: "tenant", clientId: "the-deployer", clientSecret: "s3cret" };

beforeEach(async () => {
  graph = await startTinyGraph();
  plugins = await startPlugins({ origin: graph.origin, identity, names: ["azuread"], patience: 1000 });
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await plugins.close();
  await graph.close();
});

const applicationType = "azuread:index/application:Application";
const passwordType = "azuread:index/applicationPassword:ApplicationPassword";

async function provider(type = applicationType, config: Values = {}): Promise<ProviderClient> {
  const client = connect(plugins.ports.azuread as number, type);
  clients.push(client);
  await client.configure(config);
  return client;
}

const graphCalls = () =>
  graph.calls.filter(({ path }) => !path.endsWith("/token")).map(({ method, path }) => `${method} ${path}`);

const id = (digit: number) => `${String(digit).repeat(8)}-0000-4000-8000-000000000000`;

const decoded = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString("utf8"));

const passwordsOf = (objectId = "") =>
  (graph.applications.get(objectId)?.passwordCredentials ?? []) as { keyId: string }[];

async function created(client: ProviderClient, given: Values) {
  const { inputs, failures } = await client.check(given);
  expect(failures).toEqual([]);
  const made = await client.create(inputs);
  return { ...made, inputs };
}

describe("check", () => {
  test("names every wrong property at once, and the one that was probably meant", async () => {
    const client = await provider();
    const { failures } = await client.check({
      displayNam: "x",
      clientId: "y",
      signInAudience: "Everyone",
      requiredResourceAccesses: [{ resourceAppId: "api", resourceAccesses: [{ id: "not-a-uuid", type: "Delegated" }] }],
    });
    expect(failures.sort()).toEqual([
      "clientId: 'clientId' is an output and cannot be set",
      `displayNam: Invalid or unknown key 'displayNam'. Did you mean "displayName"?`,
      "displayName: Missing required property 'displayName'",
      `requiredResourceAccesses[0].resourceAccesses[0].id: must be a valid UUID, got "not-a-uuid"`,
      `requiredResourceAccesses[0].resourceAccesses[0].type: must be one of "Role", "Scope", got "Delegated"`,
      expect.stringMatching(/^signInAudience: must be one of "AzureADMyOrg".*got "Everyone"$/),
    ]);
  });

  test("fills in the defaults of the provider", async () => {
    const client = await provider();
    const { inputs } = await client.check({ displayName: "app", api: { oauth2PermissionScopes: [{ id: id(1) }] } });
    expect(inputs).toEqual({
      displayName: "app",
      signInAudience: "AzureADMyOrg",
      preventDuplicateNames: false,
      api: { requestedAccessTokenVersion: 1, oauth2PermissionScopes: [{ id: id(1), enabled: true, type: "User" }] },
    });
  });

  test("wants the application's resource id, and says so of a bare object id", async () => {
    const client = await provider(passwordType);
    const { failures } = await client.check({ applicationId: id(1), endDate: "tomorrow", endDateRelative: "1h" });
    expect(failures).toEqual([
      expect.stringMatching(/^applicationId: must be a resource ID of the form "\/applications\/\{object ID\}".*`id`/),
      expect.stringMatching(/^endDate: must be a date and time in RFC 3339/),
      "endDate: cannot be set together with 'endDateRelative'. Please leave one of them out.",
      "endDateRelative: cannot be set together with 'endDate'. Please leave one of them out.",
    ]);
  });

  test("leaves unknown values alone", async () => {
    const client = await provider(passwordType);
    const { inputs, failures } = await client.check({ applicationId: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" });
    expect(failures).toEqual([]);
    expect(isUnknown(inputs.applicationId)).toBe(true);
  });
});

describe("create", () => {
  test("sends what the real provider sends, and removes the caller from the owners unless declared", async () => {
    const client = await provider();
    const { id: created1, outputs } = await created(client, { displayName: "app", owners: [id(1)], notes: "n" });
    const objectId = created1.slice("/applications/".length);
    expect(graphCalls()).toEqual([
      "POST /v1.0/applications",
      `PATCH /v1.0/applications/${objectId}`,
      `PATCH /v1.0/applications/${objectId}`,
      `DELETE /v1.0/applications/${objectId}/owners/${callerId}/$ref`,
      `GET /v1.0/applications/${objectId}`,
      `GET /beta/applications/${objectId}?%24select=oauth2RequirePostResponse`,
      `GET /v1.0/applications/${objectId}/owners`,
    ]);
    expect(outputs).toMatchObject({
      displayName: "app",
      notes: "n",
      owners: [id(1)],
      objectId,
      signInAudience: "AzureADMyOrg",
    });
    expect(graph.applications.get(objectId)).toMatchObject({ displayName: "app" });
  });

  test("keeps a declared caller as owner", async () => {
    const client = await provider();
    const { outputs } = await created(client, { displayName: "app", owners: [callerId, id(1)] });
    expect(outputs.owners).toEqual([callerId, id(1)]);
  });

  test("waits while the new object is not to be seen", async () => {
    const client = await provider();
    let hidden = 3;
    graph.intercept = ({ method, path }) =>
      method !== "POST" && path.includes("/applications/") && hidden-- > 0 ? notFound("it") : undefined;
    const { outputs } = await created(client, { displayName: "app" });
    expect(outputs.displayName).toBe("app");
  });

  test("in a preview knows the inputs, and that the rest comes later, without a request", async () => {
    const client = await provider();
    const { id: none, outputs } = await client.create({ displayName: "app" }, true);
    expect(none).toBe("");
    expect(outputs.displayName).toBe("app");
    expect(hasUnknown(outputs.clientId)).toBe(true);
    expect(outputs).not.toHaveProperty("notes");
    expect(graphCalls()).toEqual([]);
  });

  test("prints a refusal as the real provider does", async () => {
    const client = await provider();
    graph.intercept = ({ method }) =>
      method === "POST"
        ? refusal(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")
        : undefined;
    graph.calls.length = 0;
    await expect(created(client, { displayName: "app" })).rejects.toThrow(
      "Could not create application: unexpected status 403 (403 Forbidden) with error: " +
        "Authorization_RequestDenied: Insufficient privileges to complete the operation.",
    );
    expect(graphCalls()).toEqual(["POST /v1.0/applications"]);
  });

  test("tells the engine of a resource that was made although a later request failed", async () => {
    const client = await provider();
    graph.intercept = ({ method }) =>
      method === "PATCH" ? refusal(403, "Authorization_RequestDenied", "no") : undefined;
    const failure = await created(client, { displayName: "app" }).catch((error) => error);
    const details = failure.metadata.get("grpc-status-details-bin")[0].toString("latin1");
    expect(details).toContain(`/applications/${[...graph.applications.keys()][0]}`);
  });

  test("asks again after a throttled and a failed request, as long as the service wants", async () => {
    const client = await provider();
    const answers = [
      refusal(429, "TooManyRequests", "slow down", { "Retry-After": "0" }),
      refusal(503, "ServiceUnavailable", "later"),
    ];
    graph.intercept = ({ method }) => (method === "POST" ? answers.shift() : undefined);
    await created(client, { displayName: "app" });
    expect(graphCalls().filter((call) => call === "POST /v1.0/applications")).toHaveLength(3);
    expect(graph.applications.size).toBe(1);
  });

  test("finds what it made when the answer was lost, and makes nothing twice", async () => {
    const client = await provider();
    let lose = true;
    graph.afterwards = ({ method }) => {
      if (method !== "POST" || !lose) return undefined;
      lose = false;
      return { drop: true };
    };
    const { id: made } = await created(client, { displayName: "app" });
    expect([...graph.applications.keys()].map((key) => `/applications/${key}`)).toEqual([made]);
  });

  test("sends a request again that was lost on its way there", async () => {
    const client = await provider();
    let lose = true;
    graph.intercept = ({ method, path }) => {
      if (method !== "POST" || path.endsWith("/token") || !lose) return undefined;
      lose = false;
      return { drop: true };
    };
    await created(client, { displayName: "app" });
    expect(graph.applications.size).toBe(1);
  });
});

describe("a client secret", () => {
  test("is told once, kept as a secret, and made anew when its answer was lost", async () => {
    const app = await created(await provider(), { displayName: "app" });
    const client = await provider(passwordType);
    let lose = true;
    graph.afterwards = ({ path }) => {
      if (!path.endsWith("/addPassword") || !lose) return undefined;
      lose = false;
      return { drop: true };
    };
    const {
      id: made,
      outputs,
      raw,
      inputs,
    } = await created(client, { applicationId: app.id, displayName: "for ServiceNow" });
    const [objectId] = [...graph.applications.keys()];
    const [credential, ...others] = passwordsOf(objectId);
    expect(others).toEqual([]);
    expect(made).toBe(`${objectId}/password/${credential?.keyId}`);
    expect(outputs.value).toBe(`secret-${credential?.keyId}`);
    expect(JSON.stringify(raw.value)).toContain("1b47061264138c4ac30d75fd1eb44270");
    expect((await client.read(made, outputs, inputs)).outputs).toEqual(outputs);
  });

  test("is gone for the engine once it was removed elsewhere, and removing it again is fine", async () => {
    const app = await created(await provider(), { displayName: "app" });
    const client = await provider(passwordType);
    const { id: made, outputs, inputs } = await created(client, { applicationId: app.id });
    graph.applications.clear();
    expect((await client.read(made, outputs, inputs)).id).toBe("");
    await client.remove(made, outputs, inputs);
  });
});

describe("read", () => {
  test("finds drift in inputs and outputs, which the next diff shows", async () => {
    const client = await provider();
    const { id: made, outputs, inputs } = await created(client, { displayName: "app", owners: [id(1)] });
    const app = [...graph.applications.values()][0];
    Object.assign(app ?? {}, { displayName: "renamed", notes: "by hand", owners: [id(2)] });
    const seen = await client.read(made, outputs, inputs);
    expect(seen.inputs).toEqual({ ...inputs, displayName: "renamed", notes: "by hand", owners: [id(2)] });
    expect(await client.diff(seen.outputs, seen.inputs, inputs)).toEqual({
      changes: { displayName: "UPDATE", notes: "DELETE", "owners[0]": "UPDATE" },
      replaces: [],
      deleteFirst: false,
    });
  });

  test("imports by id with the inputs that declare what is there", async () => {
    const client = await provider();
    const given = {
      displayName: "app",
      requiredResourceAccesses: [{ resourceAppId: id(3), resourceAccesses: [{ id: id(4), type: "Role" }] }],
    };
    const { id: made } = await created(client, given);
    const seen = await client.read(made);
    expect(seen.inputs).toMatchObject(given);
    const { inputs } = await client.check(given);
    expect((await client.diff(seen.outputs, seen.inputs, inputs)).changes).toEqual({});
  });

  test("says which form an id has, and which types cannot be imported", async () => {
    const client = await provider();
    await expect(client.read(id(1))).rejects.toThrow("Please give one of the form /applications/{objectId}");
    const passwords = await provider(passwordType);
    await expect(passwords.read(`${id(1)}/password/${id(2)}`)).rejects.toThrow("does not support import");
  });
});

describe("diff and update", () => {
  test("changes in place what can change, and replaces what cannot", async () => {
    const client = await provider();
    const given = { displayName: "app", tags: ["a", "b"], owners: [id(1), id(2)] };
    const { id: made, outputs, inputs } = await created(client, given);
    const { inputs: reordered } = await client.check({ ...given, tags: ["b", "a"], owners: [id(2), id(1)] });
    expect((await client.diff(outputs, inputs, reordered)).changes).toEqual({});
    const { inputs: news } = await client.check({
      ...given,
      displayName: "new",
      owners: [id(2), id(3)],
      api: { requestedAccessTokenVersion: 2 },
    });
    expect((await client.diff(outputs, inputs, news)).changes).toEqual({
      displayName: "UPDATE",
      api: "ADD",
      "owners[0]": "DELETE",
      "owners[1]": "ADD",
    });
    const updated = await client.update(made, outputs, inputs, news);
    expect(updated).toMatchObject({ displayName: "new", owners: [id(2), id(3)], clientId: outputs.clientId });
    const { inputs: template } = await client.check({ ...given, templateId: id(9) });
    expect(await client.diff(outputs, inputs, template)).toMatchObject({
      changes: { templateId: "ADD_REPLACE" },
      replaces: ["templateId"],
      deleteFirst: false,
    });
  });

  test("an unknown value is a change", async () => {
    const client = await provider(passwordType);
    const olds = { applicationId: `/applications/${id(1)}` };
    const diff = await client.diff(olds, olds, { applicationId: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" });
    expect(diff.changes).toEqual({ applicationId: "UPDATE_REPLACE" });
  });
});

describe("configuration", () => {
  test("acts as another identity where it says so, beside one that does not", async () => {
    const usual = await provider();
    const other = await provider(applicationType, {
      clientId: "someone-else",
      clientSecret: "hers",
      tenantId: "elsewhere",
    });
    const token = "azuread:index/getClientConfig:getClientConfig";
    expect((await usual.invoke(token, {})).result).toMatchObject({
      clientId: "the-deployer",
      tenantId: "tenant",
      objectId: callerId,
    });
    expect((await other.invoke(token, {})).result).toMatchObject({ clientId: "someone-else", tenantId: "elsewhere" });
    const forms = graph.calls
      .filter(({ path }) => path.endsWith("/token"))
      .map(({ path, body }) => [path, body?.client_secret]);
    expect(forms).toEqual([
      ["/tenant/oauth2/v2.0/token", "s3cret"],
      ["/elsewhere/oauth2/v2.0/token", "hers"],
    ]);
  });

  test("acts as whom it is told to, from the next command on", async () => {
    const before = await provider();
    plugins.actAs({ ...identity, clientId: "the-administrator" });
    const after = await provider();
    const token = "azuread:index/getClientConfig:getClientConfig";
    expect((await before.invoke(token, {})).result.clientId).toBe("the-deployer");
    expect((await after.invoke(token, {})).result.clientId).toBe("the-administrator");
  });

  test("proves who it is by certificate or by the token of an outside issuer, which win over the sandbox's secret", async () => {
    const { pem, keyPem } = await certificatePem();
    await provider(applicationType, { clientId: "with-certificate", clientCertificate: keyPem + pem });
    await provider(applicationType, { clientId: "with-token", oidcToken: "a.b.c" });
    const [certificate, token] = graph.calls.map(({ body }) => body);
    const [header, claims] = String(certificate?.client_assertion).split(".", 2).map(decoded);
    expect(header).toEqual({ alg: "RS256", typ: "JWT", kid: expect.stringMatching(/^[\w-]{27}=$/) });
    expect(claims).toMatchObject({
      iss: "with-certificate",
      sub: "with-certificate",
      aud: `${graph.origin}/tenant/oauth2/v2.0/token`,
    });
    expect(certificate).not.toHaveProperty("client_secret");
    expect(token).toMatchObject({ client_id: "with-token", client_assertion: "a.b.c" });
    await expect(provider(applicationType, { clientCertificate: "MIIKaQ==" })).rejects.toThrow("openssl pkcs12");
    await expect(provider(applicationType, { oidcTokenFilePath: "/nowhere/token" })).rejects.toThrow("ENOENT");
  });

  test("prints what sign-in says, and never the secret", async () => {
    graph.intercept = () => ({
      status: 401,
      body: { error: "invalid_client", error_description: "AADSTS7000215: Invalid client secret provided." },
    });
    const failure = await provider(applicationType, { clientSecret: "wrong-one" }).catch(
      (error: Error) => error.message,
    );
    expect(failure).toContain(
      'clientCredentialsToken: received HTTP status 401 with response: {"error":"invalid_client"',
    );
    expect(failure).not.toContain("wrong-one");
  });

  test("refuses to leave the sandbox", async () => {
    await expect(provider(applicationType, { metadataHost: "management.azure.com" })).rejects.toThrow(
      "only talks to 127.0.0.1",
    );
  });
});

describe("what there is no stand-in for", () => {
  test("an unknown type and an unknown function say where to add them", async () => {
    const client = await provider("azuread:index/conditionalAccessPolicy:ConditionalAccessPolicy");
    await expect(client.check({})).rejects.toThrow(
      /no resource type "azuread:index\/conditionalAccessPolicy.*sandbox\/plugins\/azuread\/index\.ts/,
    );
    await expect(client.invoke("azuread:index/getServicePrincipals:getServicePrincipals", {})).rejects.toThrow(
      /no function .*Did you mean "azuread:index\/getServicePrincipal:getServicePrincipal"\?/,
    );
  });

  test("an unknown plugin is refused by name", async () => {
    await expect(startPlugins({ origin: graph.origin, identity, names: ["azured"] })).rejects.toThrow(
      'Did you mean "azuread"?',
    );
  });
});
