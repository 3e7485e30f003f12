import { explain } from "../../explain";
import { gatherFacts } from "../../explain/facts/facts";

const facts = (text: string) => gatherFacts(text, new Date("2026-11-20T12:00:00Z"));
const refused =
  '{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges to complete the operation."}}';
const firstCause = (text: string) => explain(text).explanations[0]?.causes[0]?.id;

describe("Numbers of the sign-in log", () => {
  test("are taken from its JSON, where they have no prefix", () => {
    expect(
      facts('{"status":{"errorCode":50105,"failureReason":"x"},"conditionalAccessStatus":"notApplied"}').signInCodes,
    ).toEqual([50105]);
  });

  test("are taken from Azure Monitor's columns, and success is none", () => {
    expect(facts("ResultType: 7000222 ResultDescription: expired AppDisplayName: ServiceNow").signInCodes).toEqual([
      7000222,
    ]);
    expect(facts('"resultType":"0","servicePrincipalName":"ServiceNow"').signInCodes).toEqual([]);
  });

  test("are taken from the export's column, commas in quotes or not", () => {
    const export_ =
      'Date (UTC),Request ID,Application,Status,Sign-in error code,Failure reason\n2026-11-20,"a, b",ServiceNow,Failure,53003,Access blocked\n2026-11-20,c,ServiceNow,Success,,';
    expect(facts(export_).signInCodes).toEqual([53003]);
  });

  test("are put together where an issue tracker made links of their digits", () => {
    expect(
      facts("AADSTS700[21](https://github.com/contoso/infra/actions/runs/1#step:5:22)1: No matching").signInCodes,
    ).toEqual([700211]);
  });

  test("an error code of another product is none", () => {
    expect(facts('{"errorCode": 50105, "message": "disk full", "host": "db01"}').signInCodes).toEqual([]);
  });
});

describe("The operation is read from", () => {
  test.each([
    [
      "a command of PowerShell",
      "New-MgUser_CreateExpanded: Insufficient privileges to complete the operation.",
      "POST /users",
    ],
    [
      "a command of the Azure CLI",
      "az ad app permission admin-consent --id x\nERROR: Insufficient privileges to complete the operation.",
      "POST /servicePrincipals/{id}/appRoleAssignedTo",
    ],
    [
      "a stack of .NET",
      "at Microsoft.Graph.Groups.Item.Members.Ref.RefRequestBuilder.PostAsync(ReferenceCreate body)",
      "POST /groups/{id}/members/$ref",
    ],
    [
      "a stack of Java",
      "at com.microsoft.graph.users.UsersRequestBuilder.get(UsersRequestBuilder.java:88)",
      "GET /users",
    ],
    [
      "a stack of Python",
      'File "/app/msgraph/generated/users/item/user_item_request_builder.py", line 90, in patch',
      "PATCH /users/{id}",
    ],
    [
      "OData's other form of a key",
      "GET https://graph.microsoft.com/v1.0/users('a@contoso.com')/memberOf",
      "GET /users/{id}/memberOf",
    ],
  ])("%s", (_, text, expected) => {
    const [first] = facts(text).operations;
    expect(`${first?.operation.method} ${first?.operation.path}`).toBe(expected);
  });
});

describe("Who calls decides which cause comes first", () => {
  test("the AzureAD module acts for the user", () => {
    expect(
      firstCause(`PS> Connect-AzureAD\nPS> New-AzureADServicePrincipal -AppId x\nCode: Authorization_RequestDenied`),
    ).toBe("user-lacks-role");
  });

  test("a client secret is an application's", () => {
    expect(
      firstCause(
        `credential = ClientSecretCredential(tenant, client)\nPOST https://graph.microsoft.com/v1.0/users\n${refused}`,
      ),
    ).toBe("missing-application-permission");
  });

  test("/me is a user's, and reading it takes no role", () => {
    expect(firstCause(`GET https://graph.microsoft.com/v1.0/me/memberOf\nHTTP/1.1 403 Forbidden\n${refused}`)).toBe(
      "missing-delegated-permission",
    );
  });

  test("Okta is refused for users who are administrators", () => {
    expect(
      firstCause(
        'Okta: Could not push profile for Office 365 user a@contoso.com, errorCode=Authorization_RequestDenied errorMessage="Insufficient privileges to complete the operation." method=PATCH url=https://graph.microsoft.com/v1.0/users/0d2f7d3c-6f6b-4d7e-9c2b-3b8f1c9d5e11',
      ),
    ).toBe("protected-user");
  });
});

test("A status without English words is one", () => {
  expect(facts("Error: Le serveur distant a retourné une erreur : (403) Interdit.").statuses).toEqual([403]);
  expect(facts("Der Remoteserver hat einen Fehler zurückgegeben: (401) Nicht autorisiert.").statuses).toEqual([401]);
});
