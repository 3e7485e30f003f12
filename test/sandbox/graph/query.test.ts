import fc from "fast-check";
import { parseFilter } from "../../../sandbox/graph/odata/filter";
import { matches } from "../../../sandbox/graph/odata/matches";
import { addApplication, addUser, call, tokenFor } from "../core/support";
import { type GraphClient, type GraphSandbox, refusal, startGraph } from "./support";

let graph: GraphSandbox;
let reader: GraphClient;
beforeAll(async () => {
  graph = await startGraph();
  reader = await graph.asApp(["Directory.Read.All", "User.Read.All", "Organization.Read.All"]);
});
afterAll(() => graph.close());

const advanced = { consistencylevel: "eventual" };
const names = (answer: { body: { value: { displayName: string }[] } }) =>
  answer.body.value.map((one) => one.displayName).sort();

describe("$filter", () => {
  test.each([
    ["equality without regard to case", "displayName eq 'adele VANCE'", ["Adele Vance"]],
    [
      "and, or, brackets",
      "(displayName eq 'Adele Vance' or displayName eq 'Alex Wilber') and accountEnabled eq true",
      ["Adele Vance", "Alex Wilber"],
    ],
    ["a list of values", "userPrincipalName in ('adele.vance@contoso.com','nobody@contoso.com')", ["Adele Vance"]],
    ["the start of a text", "startswith(displayName,'A')", ["Adele Vance", "Alex Wilber"]],
    [
      "a collection of objects",
      "assignedLicenses/any(l:l/skuId eq f8a1db68-be16-40ed-86d5-cb42ce701560)",
      ["Alex Wilber"],
    ],
    ["a collection of texts", "proxyAddresses/any(p:startswith(p,'SMTP:grady'))", ["Grady Archie"]],
    ["an id", "id eq 'b0000000-0000-4000-8000-000000000000'", []],
  ])("%s", async (_name, filter, expected) => {
    const answer = await reader("GET", `/users?$filter=${encodeURIComponent(filter)}`);
    expect(names(answer)).toEqual(expected);
  });

  test("a quotation mark in a text is doubled", async () => {
    addUser(graph.sandbox, null, { displayName: "Siobhan O'Neil" });
    expect(names(await reader("GET", "/users?$filter=displayName eq 'Siobhan O''Neil'"))).toEqual(["Siobhan O'Neil"]);
  });

  test("servicePrincipalNames/any, as azure-cli asks", async () => {
    const appId = "00000003-0000-0000-c000-000000000000";
    const answer = await reader(
      "GET",
      `/servicePrincipals?$filter=${encodeURIComponent(`servicePrincipalNames/any(c:c eq '${appId}')`)}`,
    );
    expect(names(answer)).toEqual(["Microsoft Graph"]);
  });

  test("dates compare", async () => {
    const answer = await reader(
      "GET",
      "/users?$filter=createdDateTime ge 2026-01-01T00:00:00Z and createdDateTime le 2026-02-01T00:00:00Z&$top=999",
    );
    expect(answer.body.value).toHaveLength(7);
  });

  test.each([
    [
      "ne",
      "displayName ne 'Adele Vance'",
      /Operator 'NotEqualsMatch' is not supported because the required parameters might be missing/,
    ],
    ["not", "not(displayName eq 'Adele Vance')", /Operator 'Not' is not supported/],
    ["endswith", "endswith(userPrincipalName,'@contoso.com')", /Operator 'endsWith' is not supported/],
  ])("%s needs an advanced query", async (_name, filter, message) => {
    const plain = `/users?$filter=${encodeURIComponent(filter)}`;
    expect(await reader("GET", plain)).toMatchObject(refusal(400, "Request_UnsupportedQuery", message));
    expect(await reader("GET", plain, undefined, advanced)).toMatchObject(
      refusal(400, "Request_UnsupportedQuery", message),
    );
    const answer = await reader("GET", `${plain}&$count=true`, undefined, advanced);
    expect(answer.status).toBe(200);
    expect(answer.body["@odata.count"]).toBe(answer.body.value.length);
  });

  test.each([
    [
      "an unknown property",
      "colour eq 'red'",
      "Request_UnsupportedQuery",
      "Property 'colour' does not exist as a declared property or extension property.",
    ],
    ["contains", "contains(displayName,'a')", "Request_UnsupportedQuery", "Unsupported Query."],
    ["a value of another type", "accountEnabled eq 'true'", "BadRequest", /incompatible types/],
    [
      "an id that is none",
      "id eq 'adele'",
      "Request_BadRequest",
      "Invalid value specified for property 'id' of resource 'User'.",
    ],
    [
      "a property that is no filter",
      "passwordProfile eq null",
      "Request_UnsupportedQuery",
      /Unsupported or invalid query filter clause specified for property 'passwordProfile'/,
    ],
    ["an open text", "displayName eq 'Adele", "BadRequest", /unterminated string literal/],
    ["half a clause", "displayName eq", "BadRequest", /Invalid filter clause/],
    ["words", "give me everybody", "BadRequest", /Invalid filter clause/],
  ])("%s is refused", async (_name, filter, code, message) => {
    const answer = await reader("GET", `/users?$filter=${encodeURIComponent(filter)}`);
    expect(answer).toMatchObject(refusal(400, code, message));
  });

  test("any text compares equal to itself", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const filter = parseFilter(`displayName eq '${text.replaceAll("'", "''")}'`);
        return matches(filter, { displayName: text }) && !matches(filter, { displayName: `${text}x` });
      }),
    );
  });

  test("no text makes the parser fail in another way than a refusal", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          parseFilter(text);
          return true;
        } catch (error) {
          return (error as { status?: number }).status === 400;
        }
      }),
    );
  });
});

describe("$select, $expand, $orderby, $search, $count", () => {
  test("only the properties that are asked for", async () => {
    const answer = await reader("GET", "/users/adele.vance@contoso.com?$select=displayName,usageLocation");
    expect(answer.body).toEqual({
      "@odata.context": `${graph.sandbox.endpoints.graph}/v1.0/$metadata#users(displayName,usageLocation)/$entity`,
      displayName: "Adele Vance",
      usageLocation: "US",
    });
  });

  test("a user shows a dozen properties without $select", async () => {
    const { body } = await reader("GET", "/users/adele.vance@contoso.com");
    expect(Object.keys(body).sort()).toEqual(
      [
        "@odata.context",
        "businessPhones",
        "displayName",
        "givenName",
        "id",
        "jobTitle",
        "mail",
        "mobilePhone",
        "officeLocation",
        "preferredLanguage",
        "surname",
        "userPrincipalName",
      ].sort(),
    );
  });

  test("an unknown property is refused", async () => {
    expect(await reader("GET", "/users?$select=colour")).toMatchObject(
      refusal(
        400,
        "BadRequest",
        "Parsing OData Select and Expand failed: Could not find a property named 'colour' on type 'microsoft.graph.user'.",
      ),
    );
    expect(await reader("GET", "/applications?$expand=colour")).toMatchObject(refusal(400, "BadRequest", /'colour'/));
    expect(await reader("GET", "/users?$colour=red")).toMatchObject(refusal(400, "BadRequest", /'\$colour'/));
  });

  test("$expand with a selection of its own", async () => {
    const { body } = await reader(
      "GET",
      "/groups?$filter=displayName eq 'IT operations'&$expand=members($select=id,displayName)",
    );
    expect(body.value[0].members.map((one: object) => Object.keys(one).sort())).toEqual([
      ["@odata.type", "displayName", "id"],
      ["@odata.type", "displayName", "id"],
    ]);
  });

  test("$orderby sorts, and not together with a filter unless the query is advanced", async () => {
    const { body } = await reader("GET", "/users?$orderby=displayName desc&$select=displayName");
    const shown = body.value.map((one: { displayName: string }) => one.displayName);
    expect(shown).toEqual([...shown].sort((a: string, b: string) => b.toLowerCase().localeCompare(a.toLowerCase())));
    expect(await reader("GET", "/users?$orderby=displayName&$filter=accountEnabled eq true")).toMatchObject(
      refusal(400, "Request_UnsupportedQuery", "Sorting not supported for current query."),
    );
  });

  test("$search finds words, with the header alone", async () => {
    expect(names(await reader("GET", '/users?$search="displayName:wilb"', undefined, advanced))).toEqual([
      "Alex Wilber",
    ]);
    expect(await reader("GET", '/users?$search="displayName:wilb"')).toMatchObject(
      refusal(400, "Request_UnsupportedQuery", /ConsistencyLevel: eventual/),
    );
  });

  test("/$count answers with a number", async () => {
    const answer = await reader("GET", "/groups/$count", undefined, advanced);
    expect(answer).toMatchObject({ status: 200, text: "3" });
    expect(answer.headers["content-type"]).toContain("text/plain");
  });
});

describe("the number of a relationship's objects", () => {
  const federated = "/applications?$select=id&$filter=federatedIdentityCredentials/$count%20ne%200";

  test("can be filtered by in an advanced query, and does not show", async () => {
    const { application } = addApplication(graph.sandbox, {
      federatedIdentityCredentials: [
        { id: "1", name: "one", issuer: "https://a", subject: "b", audiences: ["c"], description: null },
      ],
    });
    const answer = await reader("GET", `${federated}&$count=true`, undefined, advanced);
    expect(answer.body.value).toEqual([{ id: application.id }]);
    expect(answer.body["@odata.count"]).toBe(1);
  });

  test("takes the parameters of an advanced query, and tells none from one only", async () => {
    expect(await reader("GET", federated)).toMatchObject(refusal(400, "Request_UnsupportedQuery"));
    const many = federated.replace("ne%200", "gt%205");
    expect(await reader("GET", `${many}&$count=true`, undefined, advanced)).toMatchObject(
      refusal(400, "Request_UnsupportedQuery"),
    );
  });
});

test("A list of values is limited to fifteen outside of an advanced query", async () => {
  const ids = (count: number) =>
    Array.from({ length: count }, (_, index) => `'00000000-0000-0000-0000-${String(index).padStart(12, "0")}'`).join(
      ",",
    );
  const users = (count: number) => `/users?$select=id&$filter=id%20in%20(${ids(count)})`;
  expect((await reader("GET", users(15))).status).toBe(200);
  expect(await reader("GET", users(16))).toMatchObject(
    refusal(
      400,
      "Request_UnsupportedQuery",
      "Too many child clauses specified in search filter expression containing 'OR' operators: 16. Max allowed: 15.",
    ),
  );
  expect((await reader("GET", `${users(16)}&$count=true`, undefined, advanced)).status).toBe(200);
});

describe("pages", () => {
  const follow = async (first: string) => {
    const pages: { id: string }[][] = [];
    const authorization = `Bearer ${await tokenFor(graph.sandbox, graph.sandbox.endpoints.graph, "reader")}`;
    let next: string | undefined = `${graph.sandbox.endpoints.graph}/v1.0${first}`;
    while (next) {
      const answer = await call(graph.sandbox, "GET", next, { headers: { authorization } });
      expect(answer.status).toBe(200);
      pages.push(answer.body.value);
      next = answer.body["@odata.nextLink"];
    }
    return pages;
  };

  test("hold a hundred objects, and together all of them once", async () => {
    for (let index = 0; index < 250; index++) addUser(graph.sandbox, null, { displayName: `Crowd ${index}` });
    const pages = await follow("/users?$select=id&$filter=startswith(displayName,'Crowd%20')");
    expect(pages.map((page) => page.length)).toEqual([100, 100, 50]);
    expect(new Set(pages.flat().map(({ id }) => id)).size).toBe(250);
  });

  test("hold what $top says", async () => {
    const pages = await follow("/users?$top=200&$select=id&$filter=startswith(displayName,'Crowd%20')");
    expect(pages.map((page) => page.length)).toEqual([200, 50]);
  });

  test.each(["0", "1000", "ten"])("$top=%s is refused", async (top) => {
    expect((await reader("GET", `/users?$top=${top}`)).status).toBe(400);
  });

  test("a token that is none is refused", async () => {
    expect(await reader("GET", "/users?$skiptoken=abc")).toMatchObject(refusal(400, "Directory_ExpiredPageToken"));
  });

  test("$skip is not for directory objects", async () => {
    expect(await reader("GET", "/users?$skip=1")).toMatchObject(
      refusal(400, "BadRequest", "'$skip' is not supported by the service."),
    );
  });
});
