import fc from "fast-check";
import { armService } from "../../../sandbox/arm";
import { ArmHarness, existingGroup, subscription } from "./harness";

/** Values that a body has no business to hold, among those that it may. */
const value = fc.oneof(
  fc.constantFrom("", "westeurope", "mars", existingGroup, "Basic", null, 0, -1, true, [], {}, [null]),
  fc.string(),
  fc.jsonValue(),
);
const names = [
  "location",
  "tags",
  "properties",
  "sku",
  "identity",
  "userAssignedIdentities",
  "type",
  "roleDefinitionId",
  "principalId",
  "principalType",
  "permissions",
  "roleName",
  "assignableScopes",
];
const { body } = fc.letrec((tie) => ({
  body: fc.oneof({ depthSize: "small" }, value, fc.dictionary(fc.constantFrom(...names), fc.oneof(value, tie("body")))),
}));
const segment = fc.oneof(
  fc.constantFrom("rg-existing-servicenow", "aa-servicenow", "Microsoft.Automation", "automationAccounts", "providers"),
  fc.uuid(),
  fc.string({ minLength: 1 }).map(encodeURIComponent),
);
const query = fc.constantFrom(
  "",
  "&$filter=atScope()",
  "&$filter='",
  "&$top=1",
  "&$top=x",
  "&$skiptoken=zz",
  "&$expand=x",
);

test("no request makes the service fail: every answer is a success or a refusal with a code", async () => {
  const arm = new ArmHarness();
  await arm.call("POST", `${subscription}/providers/Microsoft.Automation/register`);
  arm.grant("8e3af657-a8ff-443c-a75c-2fe8c4bcb635", arm.deployer, subscription, "0d0d0d0d-0000-4000-8000-00000000000f");
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...armService.operations),
      fc.array(segment, { minLength: 9 }),
      body,
      query,
      async (operation, parts, sent, more) => {
        let next = 0;
        const path = operation.path
          .replace(":subscriptionId", subscription.slice(15))
          .replace(/:\w+/g, () => parts[next++ % parts.length] ?? "x");
        const answer = await arm.call(operation.method, `${path || "/"}?api-version=2023-11-01${more}`, { body: sent });
        expect(answer.status).toBeLessThan(500);
        if (answer.status >= 400 && answer.body !== undefined) expect(answer.body.error.code).toMatch(/^\w+$/);
      },
    ),
    { numRuns: 1_500 },
  );
});
