import { ArmHarness, existingGroup, subscription } from "./harness";

let arm: ArmHarness;
beforeEach(() => {
  arm = new ArmHarness();
});

const automation = `${subscription}/providers/Microsoft.Automation`;
const account = `${existingGroup}/providers/Microsoft.Automation/automationAccounts/aa-servicenow?api-version=2023-11-01`;
const accountBody = { location: "westeurope", properties: { sku: { name: "Basic" } } };

async function stateOf(path: string): Promise<string> {
  return (await arm.call("GET", path)).body.registrationState;
}

test("a resource of an unregistered namespace is refused in Azure's words, with the namespace as target", async () => {
  const { status, body } = await arm.call("PUT", account, { body: accountBody });
  const message =
    "The subscription is not registered to use namespace 'Microsoft.Automation'. " +
    "See https://aka.ms/rps-not-found for how to register subscriptions.";
  expect(status).toBe(409);
  expect(body).toEqual({
    error: {
      code: "MissingSubscriptionRegistration",
      message,
      details: [{ code: "MissingSubscriptionRegistration", target: "Microsoft.Automation", message }],
    },
  });
  expect((await arm.call("GET", account)).status).toBe(409);
});

test("a registration takes as long as the sandbox is told, and resources wait for it", async () => {
  arm.faults.setDelays({ registrationDelay: 60_000 });
  expect(await stateOf(automation)).toBe("NotRegistered");
  const asked = await arm.call("POST", `${automation}/register`);
  expect(asked).toMatchObject({ status: 200, body: { registrationState: "Registering", id: automation } });
  arm.clock.advance(59_999);
  expect(await stateOf(automation)).toBe("Registering");
  const early = await arm.call("PUT", account, { body: accountBody });
  expect(early.body.error.message).toMatch(
    /^The subscription registration is in 'Registering' state\. The subscription must/,
  );
  arm.clock.advance(1);
  expect(await stateOf(automation)).toBe("Registered");
  expect((await arm.call("PUT", account, { body: accountBody })).status).toBe(201);
});

test("without a delay a registration is over at the next look", async () => {
  const asked = await arm.call("POST", `${automation}/register?api-version=2016-02-01`);
  expect(asked.body.registrationState).toBe("Registering");
  expect(await stateOf(automation)).toBe("Registered");
});

test("a registration that never finishes stays in Registering, and a finished one is not touched by that", async () => {
  await arm.call("POST", `${subscription}/providers/Microsoft.Storage/register`);
  arm.faults.setDelays({ registrationDelay: Number.POSITIVE_INFINITY });
  await arm.call("POST", `${automation}/register`);
  arm.clock.advance(365 * 24 * 3_600_000);
  expect(await stateOf(automation)).toBe("Registering");
  expect(await stateOf(`${subscription}/providers/Microsoft.Storage`)).toBe("Registered");
});

test("registering again changes nothing", async () => {
  await arm.call("POST", `${automation}/register`);
  arm.faults.setDelays({ registrationDelay: 60_000 });
  expect((await arm.call("POST", `${automation}/register`)).body.registrationState).toBe("Registered");
});

test("unregistering takes its time too, and says so to resources", async () => {
  await arm.call("POST", `${automation}/register`);
  arm.faults.setDelays({ registrationDelay: 1_000 });
  expect((await arm.call("POST", `${automation}/unregister`)).body.registrationState).toBe("Unregistering");
  arm.clock.advance(1_000);
  expect(await stateOf(automation)).toBe("Unregistered");
  const { body } = await arm.call("PUT", account, { body: accountBody });
  expect(body.error.message).toBe(
    "The subscription registration is in 'Unregistered' state. The subscription must be registered to use namespace " +
      "'Microsoft.Automation'. See https://aka.ms/rps-not-found for how to register subscriptions.",
  );
});

test("a namespace with resources cannot be unregistered", async () => {
  await arm.call("POST", `${automation}/register`);
  await arm.call("PUT", account, { body: accountBody });
  const { status, body } = await arm.call("POST", `${automation}/unregister`);
  expect(status).toBe(409);
  expect(body.error.message).toContain("aa-servicenow");
  expect(await stateOf(automation)).toBe("Registered");
});

test("a namespace is found in any letter case and shown in its own", async () => {
  const { body } = await arm.call("GET", `${subscription}/PROVIDERS/microsoft.automation`);
  expect(body).toMatchObject({
    id: automation,
    namespace: "Microsoft.Automation",
    registrationPolicy: "RegistrationRequired",
  });
  const accounts = body.resourceTypes.find(
    (type: { resourceType: string }) => type.resourceType === "automationAccounts",
  );
  expect(accounts.apiVersions).toEqual(expect.arrayContaining(["2015-10-31", "2023-11-01", "2024-10-23"]));
  expect(accounts.locations).toContain("West Europe");
});

test.each(["GET", "POST"])("an unknown namespace is invalid (%s)", async (method) => {
  const path = `${subscription}/providers/Microsoft.Automaton${method === "POST" ? "/register" : ""}`;
  const { status, body } = await arm.call(method, path);
  expect(status).toBe(404);
  expect(body.error).toEqual({
    code: "InvalidResourceNamespace",
    message: "The resource namespace 'Microsoft.Automaton' is invalid.",
  });
});

test("the list shows what a fresh subscription has registered", async () => {
  const { body } = await arm.call("GET", `${subscription}/providers`);
  const states = Object.fromEntries(
    body.value.map((each: { namespace: string; registrationState: string }) => [
      each.namespace,
      each.registrationState,
    ]),
  );
  expect(states).toMatchObject({
    "Microsoft.Resources": "Registered",
    "Microsoft.Authorization": "Registered",
    "Microsoft.Automation": "NotRegistered",
    "Microsoft.Storage": "NotRegistered",
  });
});
