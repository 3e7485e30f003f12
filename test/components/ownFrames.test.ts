import { inspect } from "node:util";
import { withOwnFrames } from "../../components/ownFrames";

describe("An error of the program", () => {
  test("keeps its own frames and loses those that Node cannot format in colours", () => {
    const error = new Error("node_modules is\n    at fault");
    error.stack = [
      "Error: node_modules is",
      "    at fault",
      "    at preflight (/project/preflight.ts:33:9)",
      "    at async Stack.initialize (/project/node_modules/@pulumi/resource.ts:1598:22)",
    ].join("\n");
    const printed = inspect(withOwnFrames(error), { colors: true });
    expect(printed).toContain("at fault");
    expect(printed).toContain("preflight.ts:33:9");
    expect(printed).not.toContain("resource.ts");
  });

  test("is handed on as it is where it is no error at all", () => {
    expect(withOwnFrames("a text")).toBe("a text");
  });
});
