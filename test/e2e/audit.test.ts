import { readFileSync } from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import type { AuditResult } from "../../cli/audit/result";
import { projectDirectory } from "../../cli/project";
import { openTestSession, type TestSession } from "../support/session";

let session: TestSession;
beforeAll(async () => {
  session = await openTestSession();
});
afterAll(() => session.close());

const { config } = parse(readFileSync(path.join(projectDirectory, "Pulumi.dev.yaml"), "utf8"));

test("What the project provisions is right by its own audit", async () => {
  session.configure(config["entra-integrations:integrations"]);
  const up = await session.pulumi("up", "--yes", "--skip-preview");
  if (up.code !== 0) throw new Error(up.stdout + up.stderr);
  session.actAs("reader");
  session.sandbox.journal.clear();
  const { code, stdout, stderr } = await session.command("audit", "--format", "json");
  if (code !== 0) throw new Error(stderr);
  const { findings, read } = JSON.parse(stdout) as AuditResult;
  expect(read.serviceAccounts).toBe(1);
  expect(session.sandbox.journal.writes()).toEqual([]);

  const foreign = findings.filter(({ subject }) => !subject.name.startsWith("entra-integrations "));
  // The users of the seed hold licences that Okta may not take away: that is so, whoever provisioned Okta.
  expect(foreign.map(({ id, subject }) => `${id}: ${subject.name}`)).toEqual([
    "licenses-are-removable: Okta Microsoft Graph Client",
  ]);
});
