import { apis } from "../../catalogue/apis";
import { accessesInPlace } from "../../components/importedAccess";

const graph = apis.microsoftGraph.appId;
const role = (id: string) => ({ api: "microsoftGraph", value: id, id }) as const;

describe("What an imported application declares", () => {
  test("has what is new in the place of what goes, and leaves what stays where it is", () => {
    const declared = [`${graph}/old-1`, `${graph}/stays`, `${graph}/old-2`];
    const keep = [{ api: graph, application: [], delegated: ["stays"] }];
    expect(accessesInPlace(declared, [role("new-1"), role("new-2"), role("new-3")], [], keep)).toEqual([
      {
        resourceAppId: graph,
        resourceAccesses: [
          { id: "new-1", type: "Role" },
          { id: "stays", type: "Scope" },
          { id: "new-2", type: "Role" },
          { id: "new-3", type: "Role" },
        ],
      },
    ]);
  });

  test("keeps the order of APIs, drops one of which nothing is left, and puts a new one last", () => {
    const declared = ["gone/1", "other/2"];
    const keep = [{ api: "other", application: ["2"], delegated: [] }];
    const apisDeclared = accessesInPlace(declared, [role("new")], [], keep).map(({ resourceAppId }) => resourceAppId);
    expect(apisDeclared).toEqual(["other", graph]);
  });

  test("is the same once it is declared, whatever order the integration names it in", () => {
    const once = accessesInPlace([], [role("a"), role("b")], [], []);
    expect(accessesInPlace([`${graph}/a`, `${graph}/b`], [role("b"), role("a")], [], [])).toEqual(once);
  });
});
