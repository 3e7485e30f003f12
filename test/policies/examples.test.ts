import { filled } from "../../policies/examples";
import { rules } from "../../policies/rules";
import { run } from "./runtime";
import { resourcesOf } from "./yamlProgram";

describe.each(rules.map((rule) => [rule.name, rule] as const))("%s", (name, rule) => {
  it("reports its bad example under its name, with the reason and the remedy", async () => {
    const found = await run(rule, resourcesOf(filled(rule.examples.bad)));
    expect(new Set(found.map(({ policy, level }) => `${level} ${policy}`))).toEqual(
      new Set([`${rule.enforcement ?? "mandatory"} ${name}`]),
    );
    expect(found[0]?.message).toContain(rule.demand);
    expect(found[0]?.message).toContain(rule.why);
    expect(found[0]?.message).toContain(rule.remedy);
  });

  it("says nothing about its good example", async () => {
    expect(await run(rule, resourcesOf(filled(rule.examples.good)))).toEqual([]);
  });
});
