import { explain } from "../../explain";
import { gatherFacts } from "../../explain/facts/facts";
import { now } from "./tokens";

const firstCause = (text: string) => explain(text, now).explanations[0]?.causes[0]?.id;
const notFound = (id: string) =>
  `Request_ResourceNotFound: Resource '${id}' does not exist or one of its queried reference-property objects are not present.`;

describe("What arrived is told from what was meant", () => {
  test.each(["undefined", "{groupId}", "null", "<guid-of-group}", "anna_contoso.com"])("%s is no ID", (id) => {
    expect(firstCause(notFound(id))).toBe("mangled-id");
  });

  test.each(["8c14a998-3c8d-4c52-ad09-c9032671ea31", "xxxx", "***", "anna@contoso.com"])("%s may be one", (id) => {
    expect(firstCause(notFound(id))).not.toBe("mangled-id");
  });
});

describe("A password that is not there hides nothing", () => {
  test("the code after it, and the next field of a form, are read", () => {
    expect(gatherFacts("Could not sign in. Password: AADSTS50126: Error validating credentials", now).text).toContain(
      "AADSTS50126",
    );
    expect(gatherFacts("Username: svc\nPassword:\nTenant: contoso", now).text).toContain("Tenant: contoso");
  });

  test("one that is there is still removed", () => {
    expect(gatherFacts("Password: xyzzy12\nTenant: contoso", now).text).not.toContain("xyzzy12");
    expect(gatherFacts("Password:\n  xyzzy12", now).text).not.toContain("xyzzy12");
  });
});

describe("Numbers of sign-in errors in a sentence", () => {
  test.each([
    ["Users get error 90094 in Azure when they consent to the app", 90094],
    ["Microsoft sign-in fails for all contractors with error code 50105", 50105],
    ["We see (error 53003) when ServiceNow gets a token from Entra", 53003],
  ])("%s", (text, number) => {
    expect(gatherFacts(text, now).signInCodes).toEqual([number]);
  });

  test.each([
    "SQL Server login failed with error 50000, severity 14",
    "Error 90094: printer offline",
    "Azure SQL error 40613 at login",
    "the login page of port 50105 of Azure",
  ])("%s is no sign-in error", (text) => {
    expect(gatherFacts(text, now).signInCodes).toEqual([]);
  });
});
