import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateCatalogue } from "../../scripts/generateCatalogue";

const root = join(__dirname, "..", "..");
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "catalogue-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const permissions = {
  source: "made up, snapshot of 2030-01-01",
  resource: "00000003-0000-0000-c000-000000000000",
  permissions: {
    "Thing.ReadWrite.All": { application: "AAAAAAAA-0000-4000-8000-000000000001", privilegeLevel: { application: 3 } },
    "Thing.Read": { delegated: "aaaaaaaa-0000-4000-8000-000000000002" },
    "Thing.New": {},
  },
};
const operations = {
  source: "made up, snapshot of 2030-01-01",
  columns: ["method", "path", "application", "delegated", "leastApplication", "leastDelegated"],
  permissions: ["Thing.ReadWrite.All", "Thing.Read", "Thing.New"],
  operations: [
    ["GET", "/things/{id}/subThings", [0], [1], 0, 1],
    ["GET", "/things/{id}/subthings", [2], [], -1, -1],
  ],
};

function write(name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

/** Runs the generator in this process; the message of its error, or "". */
function generate(...flags: string[]): string {
  try {
    generateCatalogue([...flags, "--output", folder]);
    return "";
  } catch (error) {
    return (error as Error).message;
  }
}

const generated = (name: string) => readFileSync(join(folder, name), "utf8");

test("a newer pair of files of the same form gives a catalogue of it, the same bytes each time", () => {
  const flags = ["--permissions", write("p.json", permissions), "--operations", write("o.json", operations)];
  expect(generate(...flags)).toBe("");
  const table = JSON.parse(generated("graphPermissions.json"));
  expect(table.source).toBe("made up, snapshot of 2030-01-01");
  expect(table.licence).toContain("MIT");
  expect(table.permissions).toEqual({
    "Thing.New": [0, 0, 0, 0, 1],
    "Thing.Read": [0, "aaaaaaaa-0000-4000-8000-000000000002", 0, 0, 2],
    "Thing.ReadWrite.All": ["aaaaaaaa-0000-4000-8000-000000000001", 0, 3, 0, 1],
  });
  expect(generated("graphPermissionNames.ts")).toContain('export type GraphDelegatedPermission =\n  | "Thing.Read";');
  // The two rows differ only in letter case: one operation with the permissions of both.
  const { sets, operations: rows } = JSON.parse(generated("graphOperations.json"));
  expect(rows).toEqual([["GET", "/things/{id}/subThings", 0, 1, 0, 1]]);
  expect(sets).toEqual([[0, 2], [1]]);

  const first = ["graphPermissions.json", "graphPermissionNames.ts", "graphOperations.json"].map(generated);
  generate(...flags);
  expect(["graphPermissions.json", "graphPermissionNames.ts", "graphOperations.json"].map(generated)).toEqual(first);
});

test("a missing file and a file that is no JSON are named", () => {
  const rest = ["--operations", write("o.json", operations)];
  expect(generate("--permissions", join(folder, "absent.json"), ...rest)).toMatch(
    /^Failed to read --permissions .*absent\.json: ENOENT/,
  );
  expect(generate("--permissions", write("p.txt", "hello"), ...rest)).toMatch(
    /^Failed to parse --permissions .*p\.txt as JSON/,
  );
});

test("on the command line a mistake ends with its message and the usage, without a stack trace", () => {
  const typescript = join(root, "node_modules", "ts-node", "dist", "bin.js");
  const { status, stderr } = spawnSync(process.execPath, [typescript, "-T", "scripts/generateCatalogue.ts"], {
    encoding: "utf8",
    cwd: root,
  });
  expect(status).toBe(1);
  expect(stderr).toBe(
    "Missing --permissions <file> and --operations <file>.\nUsage: npx ts-node -T scripts/generateCatalogue.ts --permissions <file> --operations <file> [--output <folder>]\n",
  );
});

test("a file of another form is refused with every problem and its place", () => {
  const wrong = { ...permissions, resource: "graph", permissions: { "Thing.Read": { delegated: "no id" } } };
  const message = generate("--permissions", write("p.json", wrong), "--operations", write("o.json", operations));
  expect(message).toContain("resource: expected a GUID");
  expect(message).toContain("permissions.Thing.Read.delegated: expected a GUID");
});

test("an operation that points outside the list of permissions is named", () => {
  const wrong = { ...operations, operations: [["GET", "/things", [7], [], -1, -1]] };
  const message = generate("--permissions", write("p.json", permissions), "--operations", write("o.json", wrong));
  expect(message).toContain("operations.0: GET /things points outside the list of 3 permissions");
});

test("files of two snapshots that do not belong together are refused", () => {
  const fewer = {
    ...permissions,
    permissions: { "Thing.Read": { delegated: "aaaaaaaa-0000-4000-8000-000000000002" } },
  };
  const message = generate("--permissions", write("p.json", fewer), "--operations", write("o.json", operations));
  expect(message).toContain("names 2 permission(s)");
});

test("loading the permissions does not load the operations", () => {
  const script = `require("ts-node").register({ transpileOnly: true });
    require("./catalogue/permissions.ts").findPermission("microsoftGraph", "User.Read");
    const loaded = Object.keys(require.cache).map((file) => file.replace(/.*catalogue./, ""));
    process.stdout.write(JSON.stringify([loaded.includes("generated/graphPermissions.json"), loaded.some((file) => /operation/i.test(file))]));`;
  const output = execFileSync(process.execPath, ["-e", script], { cwd: root, encoding: "utf8" });
  expect(JSON.parse(output)).toEqual([true, false]);
});
