import * as path from "node:path";
import { engineEnvironment } from "../../engine";
import { atLeast, parseVersion, type Version } from "../../engine/version";

const engine = { version: "3.220.0", directory: "/engine/bin", source: "cache" } as const;
const node = path.dirname(process.execPath);

function searchPath(base: string | undefined): string[] | undefined {
  return engineEnvironment(engine, { PATH: base }).PATH?.split(path.delimiter);
}

it("puts the engine first on PATH, once, and keeps the rest of the environment", () => {
  expect(searchPath(`${node}:/usr/x:/engine/bin`)).toEqual(["/engine/bin", node, "/usr/x"]);
  expect(engineEnvironment(engine, { PATH: node, OTHER: "kept" })).toMatchObject({
    OTHER: "kept",
    PULUMI_SKIP_UPDATE_CHECK: "true",
  });
});

it("adds this Node where PATH has none", () => {
  expect(searchPath("/nothing/here")).toEqual(["/engine/bin", node, "/nothing/here"]);
  expect(searchPath(undefined)).toEqual(["/engine/bin", node]);
});

it.each([
  ["v3.220.0", [3, 220, 0]],
  ["3.230.1", [3, 230, 1]],
  ["go1.26.8", [1, 26, 8]],
  ["go1.21", [1, 21, 0]],
  ["v3.221.0+dirty", [3, 221, 0]],
  ["v3.220.0-alpha.1", undefined],
  ["nonsense", undefined],
  ["", undefined],
])("reads the version %s", (text, version) => {
  expect(parseVersion(text)).toEqual(version);
});

it("compares versions as numbers", () => {
  const at = (text: string) => parseVersion(text) as Version;
  expect(atLeast(at("3.220.0"), at("3.220.0"))).toBe(true);
  expect(atLeast(at("3.1000.0"), at("3.220.0"))).toBe(true);
  expect(atLeast(at("3.99.9"), at("3.220.0"))).toBe(false);
});
