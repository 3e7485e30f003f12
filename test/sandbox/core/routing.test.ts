import { pathSegments } from "../../../sandbox/http/path";
import { Router } from "../../../sandbox/http/router";
import type { Operation } from "../../../sandbox/operation";

const operation = (method: Operation["method"], path: string, versions?: Operation["versions"]): Operation => ({
  service: "graph",
  method,
  path,
  versions,
  run: () => ({ status: 200 }),
});

const match = (router: Router, path: string, method = "GET", version = "v1.0") => {
  const found = router.match(method, pathSegments(path, true), version);
  return found && { path: found.operation.path, params: found.params };
};

test("slashes that repeat or end a path do not count", () => {
  expect(pathSegments("//users///a/", true)).toEqual(["users", "a"]);
});

test("OData keys become segments", () => {
  expect(pathSegments("/users('a')/x", true)).toEqual(["users", "a", "x"]);
  expect(pathSegments("/applications(appId='a-b')", true)).toEqual(["applications", "appId='a-b'"]);
  expect(pathSegments("/users/delta()", true)).toEqual(["users", "delta"]);
  expect(pathSegments("/users('o''brien%40contoso.com')", true)).toEqual(["users", "o'brien@contoso.com"]);
  expect(pathSegments("/items('a/b')", true)).toEqual(["items", "a/b"]);
});

test("parentheses in ARM names stay as they are", () => {
  expect(pathSegments("/resourceGroups/rg(1)", false)).toEqual(["resourceGroups", "rg(1)"]);
});

test("a path that is wrongly percent-encoded is refused", () => {
  expect(() => pathSegments("/users/%E0%A4%A", true)).toThrow("not correctly percent-encoded");
});

test("matching does not regard case, and parameters keep theirs", () => {
  const router = new Router([operation("GET", "/servicePrincipals/:id/appRoleAssignedTo")]);
  expect(match(router, "/SERVICEPRINCIPALS/AbC/approleassignedto")?.params).toEqual({ id: "AbC" });
});

test("literal segments win over parameters, whatever the order in which they are declared", () => {
  const router = new Router([operation("GET", "/users/:id"), operation("GET", "/users/delta")]);
  expect(match(router, "/users/delta")?.path).toBe("/users/delta");
  expect(match(router, "/users/1")?.path).toBe("/users/:id");
});

test("a rest parameter takes any number of segments, none included", () => {
  const router = new Router([operation("PUT", "/:scope*/providers/Microsoft.Authorization/roleAssignments/:name")]);
  const path = "/subscriptions/S/resourceGroups/G/providers/X/y/z/providers/Microsoft.Authorization/roleAssignments/n";
  expect(match(router, path, "PUT")?.params).toEqual({
    scope: "subscriptions/S/resourceGroups/G/providers/X/y/z",
    name: "n",
  });
  expect(match(router, "/providers/microsoft.authorization/roleassignments/n", "PUT")?.params.scope).toBe("");
});

test("an operation of one version is not served in the other", () => {
  const router = new Router([operation("GET", "/users", ["beta"])]);
  expect(match(router, "/users")).toBeUndefined();
  expect(match(router, "/users", "GET", "beta")).toBeDefined();
  expect(router.methods(["users"], "v1.0")).toEqual([]);
});

test("the methods of a path are known where another one was called", () => {
  const router = new Router([operation("GET", "/users"), operation("POST", "/users")]);
  expect(match(router, "/users", "DELETE")).toBeUndefined();
  expect(router.methods(["users"], "v1.0").sort()).toEqual(["GET", "POST"]);
});
