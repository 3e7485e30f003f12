import { graphService } from "../../../sandbox/graph";
import { requirementOf } from "../../../sandbox/graph/authorization/authorize";
import type { SandboxRequest } from "../../../sandbox/operation";
import { seedTenant } from "../../../sandbox/seed";
import { SandboxState } from "../../../sandbox/state/state";

const state = new SandboxState(seedTenant());
const request = { params: { id: "" } } as unknown as SandboxRequest;

describe("permissions of the operations", () => {
  const checked = graphService.operations.filter(({ access }) => access === undefined);

  test.each(checked.map((operation) => [`${operation.method} ${operation.path}`, operation] as const))(
    "%s has permissions in the catalogue",
    (_name, operation) => {
      const required = requirementOf(operation, request, state);
      expect(required.application.length + required.delegated.length).toBeGreaterThan(0);
    },
  );

  test("no two operations are the same", () => {
    const names = graphService.operations.map(({ method, path, versions = ["both"] }) =>
      `${method} ${path} ${versions}`.toLowerCase(),
    );
    expect(names).toEqual([...new Set(names)]);
  });
});
