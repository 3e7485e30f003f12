import { readEvents } from "../../cli/ciPreview/events";

const log = (...events: unknown[]) => events.map((event) => JSON.stringify(event)).join("\n");
const pre = (op: string, type: string, name: string) => ({
  resourcePreEvent: { metadata: { op, type, urn: `urn:pulumi:dev::p::${type}::${name}` } },
});

test("What changes is listed; what stays, what is read and the providers are not", () => {
  const { changes } = readEvents(
    log(
      pre("create", "a:b:C", "one"),
      pre("same", "a:b:C", "two"),
      pre("read", "a:b:C", "three"),
      pre("create", "pulumi:providers:azuread", "default"),
      pre("delete", "a:b:C", "name::with::colons"),
    ),
  );
  expect(changes).toEqual([
    { operation: "create", type: "a:b:C", name: "one" },
    { operation: "delete", type: "a:b:C", name: "name::with::colons" },
  ]);
});

test("An engine that was stopped in the middle of a line has not come to its end", () => {
  const { complete, changes } = readEvents(`${log(pre("create", "a:b:C", "one"))}\n{"sequence":2,"summ`);
  expect(complete).toBe(false);
  expect(changes).toHaveLength(1);
});

test("Whatever is not advice counts as mandatory", () => {
  const event = { message: "m\n", policyName: "r", policyPackName: "p", resourceUrn: "" };
  const levels = ["advisory", "mandatory", "remediate"].map((enforcementLevel) => ({
    policyEvent: { ...event, enforcementLevel },
  }));
  expect(readEvents(log(...levels)).policies.map(({ level }) => level)).toEqual(["advisory", "mandatory", "mandatory"]);
});

test("Warnings and errors are told once; debug output and the engine's last word are left out", () => {
  const said = (severity: string, message: string) => ({ diagnosticEvent: { severity, message } });
  const { warnings, errors } = readEvents(
    log(
      said("warning", "w\n"),
      said("warning", "w\n"),
      said("debug", "d"),
      said("error", "e"),
      said("error", "preview failed\n"),
    ),
  );
  expect([warnings, errors]).toEqual([["w"], ["e"]]);
});

test("Configuration that is a secret by its name, and not yet masked, is known as one", () => {
  const config = { "azuread:clientSecret": "in-clear", "a:password": "[secret]", "a:name": "public" };
  expect(readEvents(log({ preludeEvent: { config } })).secrets).toEqual(["in-clear"]);
});
