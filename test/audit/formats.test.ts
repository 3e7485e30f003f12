import "@microsoft/jest-sarif";
import { findOperation, operationAllowed } from "../../catalogue/operations";
import { adaptations } from "../../cli/audit/adaptations";
import { checks } from "../../cli/audit/checks";
import { type Format, render } from "../../cli/audit/render";
import { resultOf } from "../../cli/audit/result";
import { rules } from "../../policies/rules";
import { allNeeds, enoughPermissions, readOperations } from "../../tenant/needs";
import { access, Tenant } from "./tenant";

declare global {
  namespace jest {
    interface Matchers<R> {
      toBeValidSarifLog(): R;
    }
  }
}

const name = '<script>alert(1)</script>\u001b[31m"&';

function rendered(format: Format, displayName = name): string {
  const tenant = new Tenant();
  tenant.application({ displayName, requiredResourceAccess: access([], ["SecurityIncident.Read.All"]) });
  tenant.consent(tenant.principal(), "RoleManagement.ReadWrite.Directory");
  tenant.snapshot.skipped.push({
    what: "sign-ins of credentials",
    needs: "AuditLog.Read.All",
    therefore: "Which secrets nobody uses is not judged.",
    answer: "403 Authorization_RequestDenied",
  });
  return render(resultOf(tenant.snapshot, tenant.findings()), format);
}

describe("The result", () => {
  test("as text is by application, worst first, with what was not read and the total", () => {
    const text = rendered("text", "ServiceNow Defender");
    expect(text.indexOf("CRITICAL  no-tier-0-permissions")).toBeGreaterThan(0);
    expect(text.indexOf("HIGH  no-delegated-only")).toBeGreaterThan(text.indexOf("CRITICAL"));
    expect(text).toContain("sign-ins of credentials (403 Authorization_RequestDenied); needs AuditLog.Read.All");
    expect(text).toMatch(/Contoso \(1{8}-.*\): 1 critical, 1 high, in 1 application,/);
  });

  test("as text lets no name steer the terminal", () => {
    expect(rendered("text")).not.toContain("\u001b");
  });

  test("as JSON has a version, the counts, the findings and what was skipped", () => {
    expect(JSON.parse(rendered("json"))).toMatchObject({
      version: 1,
      displayName: "Contoso",
      counts: { critical: 1, high: 1, medium: 0, low: 0 },
      findings: [{ id: "no-tier-0-permissions", isRule: true }, { id: "no-delegated-only" }],
      skipped: [{ what: "sign-ins of credentials" }],
    });
  });

  test("as SARIF is valid by the schema, each result with its rule and a fingerprint that lasts", () => {
    const log = JSON.parse(rendered("sarif"));
    expect(log).toBeValidSarifLog();
    const [{ tool, results }] = log.runs;
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
    expect(results.map(({ level }: { level: string }) => level)).toEqual(["error", "error"]);
    const again = JSON.parse(rendered("sarif")).runs[0].results;
    expect(again[0].partialFingerprints["finding/v1"]).toMatch(/^[0-9a-f]{64}$/);
  });

  test("as HTML is one page that loads nothing and runs nothing that came with a name", () => {
    const page = rendered("html");
    expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(page).not.toContain("<script>alert");
    expect(page).not.toMatch(/(src|href)="https?:/);
  });
});

test("An application's fingerprint does not depend on the words of the day", () => {
  const first = new Tenant();
  first.application({ requiredResourceAccess: access([], ["SecurityIncident.Read.All"]) });
  const print = (requested: readonly string[]) => {
    const [application] = first.snapshot.applications;
    if (application) first.snapshot.applications = [{ ...application, requiredResourceAccess: access([], requested) }];
    return JSON.parse(render(resultOf(first.snapshot, first.findings()), "sarif")).runs[0].results[0]
      .partialFingerprints;
  };
  expect(print(["SecurityIncident.Read.All"])).toEqual(print(["SecurityIncident.ReadWrite.All"]));
});

test("Every rule of the pack is applied to a tenant, but for those about programs", () => {
  const left = rules
    .map((rule) => rule.name)
    .filter((rule) => !Object.hasOwn(adaptations, rule) && !checks.some(({ id }) => id === rule));
  expect(left).toEqual(["prefer-least-privilege", "first-party-principal-is-protected"]);
});

test("The permissions that are said to be enough allow every read", () => {
  for (const operation of readOperations) {
    const [method = "", path = ""] = operation.split(" ");
    const found = findOperation(method, path);
    expect([operation, found && operationAllowed(found, "application", enoughPermissions)]).toEqual([operation, true]);
  }
  expect(allNeeds().map(({ needs }) => needs)).toContain("AuditLog.Read.All");
});
