import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { packPolicies } from "../../scripts/packPolicies";
import { policyReference } from "../../scripts/policyReference";
import { createProject, execute, type Project } from "./engine";

jest.setTimeout(180_000);

let directory: string;
let project: Project | undefined;
afterAll(() => {
  project?.close();
  if (directory) rmSync(directory, { recursive: true, force: true });
});

it("works from its tarball in an empty directory, without this repository", async () => {
  directory = mkdtempSync(path.join(tmpdir(), "policies-"));
  const tarball = packPolicies(directory);
  writeFileSync(path.join(directory, "package.json"), "{}");
  const installed = await execute(
    "npm",
    ["install", "--prefer-offline", "--no-audit", "--no-fund", tarball],
    directory,
    process.env,
  );
  expect([installed.code, installed.output].join("\n")).toMatch(/^0\n/);

  const modules = path.join(directory, "node_modules");
  // The one package besides is @pulumi/pulumi, which the pack brings along.
  const program = `
const pulumi = require("@pulumi/pulumi");
new pulumi.CustomResource("azuread:index/application:Application", "app", {
  displayName: "servicenow-defender",
  requiredResourceAccesses: [{
    resourceAppId: "00000003-0000-0000-c000-000000000000",
    resourceAccesses: [{ id: "b9abcc4f-94fc-4457-9141-d20ce80ec952", type: "Scope" }],
  }],
});`;
  project = await createProject(program, { modules });
  const pack = path.join(modules, "entra-integrations-policies");
  const { code, output } = await project.pulumi("preview", "--policy-pack", pack);
  expect(output).toMatch(/\[mandatory\].* no-delegated-only /);
  expect(output).toContain("SecurityIncident.Read.All");
  expect(code).not.toBe(0);
});

it("is documented as it is: docs/policies.md", () => {
  const page = readFileSync(path.resolve(__dirname, "../../docs/policies.md"), "utf8");
  // `npm run docs` writes it.
  expect(page).toBe(policyReference());
});
