import { type DeployerOperation, deployerOperations } from "../../catalogue/deployerOperations";
import { findOperation, operationAllowed } from "../../catalogue/operations";

describe.each(Object.values(deployerOperations) as DeployerOperation[])("$method $path", (extract) => {
  const operation = findOperation(extract.method, extract.path);

  test("is allowed by each permission of the extract, with a companion where it takes one", () => {
    for (const permission of extract.application) {
      for (const companion of extract.companions ?? [permission]) {
        expect(operation && operationAllowed(operation, "application", [permission, companion])).toBe(true);
      }
    }
  });

  test("names the least privileged permission first, and every companion", () => {
    expect(extract.application[0]).toBe(operation?.leastApplication);
    expect([...(extract.companions ?? [])].sort()).toEqual([...(operation?.also?.application ?? [])].sort());
  });
});
