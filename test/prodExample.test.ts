import { readFileSync } from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { configurationSchema } from "../integrations/configuration";

const text = readFileSync(path.join(__dirname, "..", "Pulumi.prod.example.yaml"), "utf8");

describe("The example of a real tenant", () => {
  test("is a configuration that the program accepts", () => {
    const { config } = parse(text);
    const own = Object.entries(config)
      .filter(([key]) => key.startsWith("entra-integrations:"))
      .map(([key, value]) => [key.slice("entra-integrations:".length), value]);
    expect(configurationSchema.safeParse(Object.fromEntries(own)).error?.issues ?? []).toEqual([]);
  });

  test("signs in with a federated token, and holds no secret and no sandbox", () => {
    expect(text).toContain("useOidc: true");
    expect(text).not.toMatch(/clientSecret:|secure:|password:|entra-integrations:sandbox/i);
  });
});
