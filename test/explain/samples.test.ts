import { explain } from "../../explain";
import { entries } from "../../explain/entries";
import { samples, unrelated } from "./samples";

const all = samples();

describe("Errors from public sources", () => {
  it.each(all.map((sample) => [`${sample.id}/${sample.name}`, sample] as const))("%s is explained", (_, sample) => {
    const { explanations, answered, unknown } = explain(sample.text);
    expect(explanations.map(({ id }) => id)).toEqual([sample.id]);
    expect(answered).toBe(true);
    expect(unknown).toEqual([]);
    const [first] = explanations[0]?.causes ?? [];
    expect(first?.likelihood).toMatch(/^(certain|likely|possible)$/);
    if (sample.cause !== undefined) expect(first?.id).toBe(sample.cause);
  });

  test("each entry of the knowledge base has at least two, and says where each is from", () => {
    const counts = new Map(entries.map(({ id }) => [id, all.filter((sample) => sample.id === id).length]));
    expect([...counts].filter(([, count]) => count < 2)).toEqual([]);
    expect(all.filter(({ source }) => source.length < 20)).toEqual([]);
    expect(all.filter(({ id }) => !counts.has(id))).toEqual([]);
  });

  test("several in one input are each explained, in the order in which they appear", () => {
    const text = (id: string) => all.find((sample) => sample.id === id)?.text ?? "";
    const ids = ["aadsts7000222-client-secret-expired", "provider-not-registered", "role-assignment-exists"];
    expect(explain(ids.map(text).join("\n")).explanations.map(({ id }) => id)).toEqual(ids);
  });
});

describe("Errors of other products", () => {
  it.each(unrelated().map((sample) => [sample.name, sample] as const))("%s gets no cause", (_, sample) => {
    const { explanations, answered } = explain(sample.text);
    expect(explanations).toEqual([]);
    expect(answered).toBe(false);
  });

  test("there are at least twenty", () => {
    expect(unrelated().length).toBeGreaterThanOrEqual(20);
  });
});

describe("What is not known", () => {
  test("a code of the sign-in service that no entry has is reported with Microsoft's page on it", () => {
    expect(explain("AADSTS90777: something that nobody described").unknown).toEqual([
      { code: "AADSTS90777", meaning: null, lookUp: "https://login.microsoftonline.com/error?code=90777" },
    ]);
  });

  test("one that Microsoft documents is reported with its meaning, and gets no cause", () => {
    const { explanations, answered, unknown } = explain("AADSTS90123: The token can't be issued");
    expect([explanations, answered]).toEqual([[], false]);
    expect(unknown[0]?.meaning).toContain("identity provider");
  });

  test("what was recognised is shown even so: code, status, request, ids and what they are", () => {
    const { recognised, unknown } = explain(
      'PATCH https://graph.microsoft.com/v1.0/me/messages/AAMk?$select=id -> HTTP/1.1 409 Conflict {"error":{"code":"ErrorIrresolvableConflict","innerError":{"request-id":"0f14a80d-42e5-4d57-afe0-46acf9dfae05"}}} audience 00000003-0000-0000-c000-000000000000',
    );
    expect(recognised.statuses).toEqual([409]);
    expect(recognised.requests).toEqual(["PATCH https://graph.microsoft.com/v1.0/me/messages/AAMk"]);
    expect(unknown.map(({ code }) => code)).toEqual(["ErrorIrresolvableConflict"]);
    expect(recognised.ids).toEqual([
      { name: "request id", value: "0f14a80d-42e5-4d57-afe0-46acf9dfae05", meaning: null },
      {
        name: "id",
        value: "00000003-0000-0000-c000-000000000000",
        meaning: "Microsoft Graph, an API of Microsoft",
      },
    ]);
  });
});
