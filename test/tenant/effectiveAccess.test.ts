import { effectiveAccess, type HeldRole } from "../../tenant/effectiveAccess";

const role = (name: string, directoryScopeId = "/"): HeldRole => ({ name, builtIn: true, directoryScopeId });

const verdictsOf = (scopes: readonly string[], roles: readonly HeldRole[] | undefined) => {
  const { operations } = effectiveAccess(scopes, roles);
  return (action: string) => operations.find(({ actions }) => actions.includes(action))?.verdict;
};

test("what the permissions allow and no role of the account allows is refused", () => {
  const verdict = verdictsOf(["User.ReadWrite.All", "GroupMember.ReadWrite.All"], [role("Groups Administrator")]);
  expect(verdict("Add User to Group")).toBe("works");
  expect(verdict("Create User")).toBe("refused");
  expect(verdict("Reset Password")).toBe("refused");
});

test("what the role allows and no permission does is no part of the intersection", () => {
  const verdict = verdictsOf(["GroupMember.ReadWrite.All"], [role("User Administrator")]);
  expect(verdict("Add User to Group")).toBe("works");
  expect(verdict("Create User")).toBeUndefined();
});

test("a role limited to an administrative unit works there, and makes nothing in the directory itself", () => {
  const verdict = verdictsOf(["User.ReadWrite.All"], [role("User Administrator", "/administrativeUnits/1")]);
  expect(verdict("Update User")).toBe("limited");
  expect(verdict("Create User")).toBe("refused");
  const { operations } = effectiveAccess(
    ["User.ReadWrite.All"],
    [role("User Administrator", "/administrativeUnits/1")],
  );
  expect(operations.find(({ path }) => path === "/users")?.by).toBe("User Administrator");
});

test("a role for the whole directory counts before one that is limited", () => {
  const verdict = verdictsOf(
    ["User.ReadWrite.All"],
    [role("User Administrator", "/administrativeUnits/1"), role("Global Administrator")],
  );
  expect(verdict("Create User")).toBe("works");
  expect(verdict("Update User")).toBe("works");
});

test("a custom role allows nothing that the catalogue could tell", () => {
  const custom = { name: "0a0b0c0d", builtIn: false, directoryScopeId: "/" };
  expect(verdictsOf(["User.ReadWrite.All"], [custom])("Create User")).toBe("refused");
});

test("where the grant names nobody, it depends on the user", () => {
  expect(verdictsOf(["User.ReadWrite.All"], undefined)("Create User")).toBe("depends");
});

test("what is refused names the roles that would do, the least privileged first", () => {
  const { operations } = effectiveAccess(["SecurityIncident.Read.All"], []);
  const [read] = operations;
  expect(read).toMatchObject({ method: "GET", path: "/security/incidents", verdict: "refused" });
  expect(read?.allowing[0]).toBe("Security Reader");
});

test("reading the directory is counted, not narrowed", () => {
  const { operations, open } = effectiveAccess(["User.Read.All"], []);
  expect(operations).toEqual([]);
  expect(open).toBeGreaterThan(100);
});

test("an operation with and without $ref is one", () => {
  const { operations } = effectiveAccess(["GroupMember.ReadWrite.All"], []);
  const keys = operations.map(({ method, path }) => `${method} ${path.replace(/\/\$ref$/, "")}`);
  expect(new Set(keys).size).toBe(keys.length);
});
