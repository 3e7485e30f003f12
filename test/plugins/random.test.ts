import { type Plugins, startPlugins } from "../../sandbox/plugins";
import type { Values } from "../../sandbox/plugins/values";
import { connect, type ProviderClient } from "./support/providerClient";

let plugins: Plugins;
const clients: ProviderClient[] = [];

beforeAll(async () => {
  const identity = { tenantId: "t", clientId: "c", clientSecret: "s" };
  plugins = await startPlugins({ origin: "https://localhost:1", identity, names: ["random"] });
});

afterAll(async () => {
  for (const client of clients) client.close();
  await plugins.close();
});

async function provider(name: string): Promise<ProviderClient> {
  const client = connect(plugins.ports.random as number, `random:index/${name.replace("R", "r")}:${name}`);
  clients.push(client);
  await client.configure();
  return client;
}

async function created(name: string, given: Values) {
  const client = await provider(name);
  const { inputs, failures } = await client.check(given);
  expect(failures).toEqual([]);
  return { client, inputs, ...(await client.create(inputs)) };
}

test("a password has the length and the characters that were asked for, and is secret with its hash", async () => {
  const { id, outputs, raw } = await created("RandomPassword", {
    length: 20,
    minSpecial: 3,
    minUpper: 4,
    lower: false,
    overrideSpecial: "#~",
  });
  const result = String(outputs.result);
  expect(id).toBe("none");
  expect(result).toHaveLength(20);
  expect(result).toMatch(/^[A-Z0-9#~]+$/);
  expect(result.replace(/[^#~]/g, "").length).toBeGreaterThanOrEqual(3);
  expect(result.replace(/[^A-Z]/g, "").length).toBeGreaterThanOrEqual(4);
  expect(outputs.bcryptHash).toMatch(/^\$2a\$10\$[./A-Za-z0-9]{53}$/);
  for (const name of ["result", "bcryptHash"]) {
    expect(JSON.stringify(raw[name])).toContain("1b47061264138c4ac30d75fd1eb44270");
  }
  expect(outputs).toMatchObject({ numeric: true, number: true, lower: false });
});

test("two passwords differ", async () => {
  const [one, other] = [
    await created("RandomPassword", { length: 16 }),
    await created("RandomPassword", { length: 16 }),
  ];
  expect(one.outputs.result).not.toBe(other.outputs.result);
});

test("a password that cannot be made is refused", async () => {
  const client = await provider("RandomPassword");
  expect((await client.check({ length: 4, minLower: 3, minNumeric: 2 })).failures).toEqual([
    "length: must be at least 5, the sum of minUpper, minLower, minNumeric and minSpecial; got 4",
  ]);
  const nothing = { length: 4, lower: false, upper: false, numeric: false, special: false };
  expect((await client.check(nothing)).failures).toEqual([expect.stringContaining("no character is allowed")]);
  expect((await client.check({ length: 0.5 })).failures).toEqual([expect.stringContaining("must be a whole number")]);
});

test("changed keepers replace, an unchanged one is left alone", async () => {
  const { client, inputs, outputs } = await created("RandomUuid", { keepers: { rotation: "1" } });
  expect(outputs.result).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect((await client.diff(outputs, inputs, inputs)).changes).toEqual({});
  expect(await client.diff(outputs, inputs, { keepers: { rotation: "2" } })).toEqual({
    changes: { "keepers.rotation": "UPDATE_REPLACE" },
    replaces: ["keepers"],
    deleteFirst: false,
  });
});

test("an id comes in all its writings, with its prefix, and imports by one of them", async () => {
  const { client, id, inputs, outputs } = await created("RandomId", { byteLength: 6, prefix: "app-" });
  const bytes = Buffer.from(id, "base64url");
  expect(outputs).toMatchObject({
    b64Url: `app-${id}`,
    b64Std: `app-${bytes.toString("base64")}`,
    hex: `app-${bytes.toString("hex")}`,
    dec: `app-${BigInt(`0x${bytes.toString("hex")}`)}`,
  });
  const imported = await client.read(`app-,${id}`);
  expect(imported).toEqual({ id, outputs, inputs });
  await expect(client.read("app-,not base64")).rejects.toThrow("is not an id of RandomId");
});

test("a string is its own id, a pet name has the words that were asked for", async () => {
  const string = await created("RandomString", { length: 8, special: false });
  expect(string.id).toBe(string.outputs.result);
  expect(string.id).toMatch(/^[A-Za-z0-9]{8}$/);
  const pet = await created("RandomPet", { length: 3, prefix: "my" });
  expect(pet.id).toMatch(/^my(-[a-z]+){3}$/);
});

test("an imported password keeps what was there", async () => {
  const client = await provider("RandomPassword");
  const { id, outputs, inputs } = await client.read("correct horse");
  expect(id).toBe("none");
  expect(outputs.result).toBe("correct horse");
  const { inputs: program } = await client.check({ length: 13 });
  expect((await client.diff(outputs, inputs, program)).changes).toEqual({});
});
