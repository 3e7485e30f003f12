import { delegatedTag } from "../../catalogue/integrationTags";
import { accessMap } from "../../cli/report/accessMap";
import { isAttended } from "../../cli/report/attendance";
import { renderReport } from "../../cli/report/render/page";
import { TenantBuilder } from "../support/snapshots";
import { findingsOfFive, fiveIntegrations, hostileName, manyIntegrations } from "./tenants";

const page = renderReport(accessMap(fiveIntegrations(), findingsOfFive, isAttended));
const textOf = (html: string) =>
  html
    .replace(/<(script|style)>[\s\S]*?<\/\1>/g, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");

test("each picture says the same in a sentence", () => {
  const text = textOf(page);
  expect(text).toContain("It acts as itself on Microsoft Graph, with 6 application permissions");
  expect(text).toContain(
    "of 9 operations that these allow and a role must allow too, the account&#39;s directory roles let 2 through",
  );
  expect(text).toContain("nobody signs in to it, so its own token carries none of them");
  expect(text).toContain(
    "It declares 2 application permissions on Microsoft Graph that nobody consented to; no token carries them",
  );
  expect(text).toContain("It holds the Azure role Contributor on resource group rg-servicenow");
});

test("an operation that is refused says which role it needs, one meant for users", () => {
  expect(textOf(page)).toMatch(/Create User \S* ?needs User Administrator/);
});

test("a role that is limited to an administrative unit is said to be too little for what is made in the directory", () => {
  const tenant = new TenantBuilder()
    .add("a", "A", { tags: [delegatedTag] })
    .user("svc", ["User Administrator"], "/administrativeUnits/1")
    .grants("a", "User.ReadWrite.All", "svc")
    .build();
  const text = textOf(renderReport(accessMap(tenant, [], isAttended)));
  expect(text).toContain("Create User needs User Administrator in the whole directory");
  expect(text).toContain("Update User in part of the directory");
});

test("an application whose sign-in is disabled does none of it", () => {
  const tenant = new TenantBuilder().add("a", "A").consents("a", "User.Read.All").build();
  const servicePrincipals = tenant.servicePrincipals.map((principal) => ({ ...principal, accountEnabled: false }));
  expect(textOf(renderReport(accessMap({ ...tenant, servicePrincipals }, [], isAttended)))).toContain(
    "Its sign-in is disabled: none of this works until it is enabled.",
  );
});

test("through an account that is disabled nothing gets", () => {
  const tenant = new TenantBuilder()
    .add("a", "A", { tags: [delegatedTag] })
    .user("svc", ["User Administrator"])
    .grants("a", "User.ReadWrite.All", "svc")
    .build();
  const users = tenant.users.map((user) => ({ ...user, accountEnabled: false }));
  expect(textOf(renderReport(accessMap({ ...tenant, users }, [], isAttended)))).toContain(
    "that account is disabled, so nothing works",
  );
});

test("what could not be read, and findings about no integration, are on the page", () => {
  const text = textOf(page);
  expect(text).toContain(
    "What could not be read sign-ins of applications 403 Authorization_RequestDenied; takes AuditLog.Read.All",
  );
  expect(text).toContain("Microsoft.Automation is not registered in the subscription Production.");
});

test("it loads nothing: no link, no address, no import", () => {
  expect(page).not.toMatch(/<(link|img|iframe|object|embed|video|audio|source)\b/);
  expect(page).not.toMatch(/https?:|\burl\(|@import|\bsrc=|\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon/);
});

test("no name becomes a part of the page's structure", () => {
  const hostile = renderReport(accessMap(manyIntegrations(14), [], isAttended));
  expect(hostile).not.toContain(hostileName);
  expect(hostile).not.toMatch(/<img/);
  expect(hostile.match(/<script>/g)).toHaveLength(2);
  expect(hostile.match(/<\/script>/g)).toHaveLength(2);
});

test("a tenant without integrations says so", () => {
  expect(textOf(renderReport(accessMap(new TenantBuilder().build(), [], isAttended)))).toContain(
    "No application of this tenant acts on its own.",
  );
});

test("an integration that may do nothing says so", () => {
  const declared = { stack: "s", records: [{ kind: "k", name: "n", clientId: "app-a" }], titleOf: () => "T" };
  const map = accessMap(new TenantBuilder().add("a", "A").build(), [], isAttended, declared);
  expect(textOf(renderReport(map))).toContain("It may do nothing: it holds no permission and no role.");
});

test("every id of the page is there once", () => {
  const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
