import { leastOf } from "../../bench/audit/least";
import { tenantOf } from "../../bench/audit/tenant";
import { auditTenant } from "../../cli/audit/audit";
import { tenantSources } from "../../cli/tenant/sources";
import { startSandbox } from "../../sandbox";
import { readTenant } from "../../tenant/read";
import { sandboxCredential } from "../support/sandboxGraph";
import { trustingFetch } from "../support/trustingFetch";
import { sandboxCloud } from "../tenant/support";

test("A tenant of 1,100 applications is read with at most 1.3 times the least possible requests, and does not drown", async () => {
  const state = tenantOf(1100);
  const sandbox = await startSandbox({ state });
  try {
    const send = trustingFetch(sandbox.caFile);
    let requests = 0;
    const counting: typeof fetch = (url, init) => {
      requests++;
      return send(url, init);
    };
    const signIn = sandboxCredential(sandbox, sandbox.identities.reader);
    const issued = new Map<string, ReturnType<typeof signIn.getToken>>();
    const getToken = (scope: string | string[]) => {
      const token = issued.get(String(scope)) ?? signIn.getToken(scope);
      issued.set(String(scope), token);
      return token;
    };
    const snapshot = await readTenant(tenantSources(sandboxCloud(sandbox), { getToken }, sandbox.tenantId, counting));
    expect(snapshot.applications).toHaveLength(state.applications.length);
    expect(snapshot.skipped).toEqual([]);
    expect(requests).toBeLessThanOrEqual(leastOf(state).requests * 1.3);

    // What the generator made wrong: consents of the APIs' callers, long-unused secrets, those that end in ten days, accounts without a role.
    const counts = new Map<string, number>();
    for (const { id } of auditTenant(snapshot)) counts.set(id, (counts.get(id) ?? 0) + 1);
    expect(counts.get("credential-ends-soon")).toBe(state.applications.filter(endsSoon).length);
    expect(counts.get("service-account-is-dedicated")).toBe(11);
    expect(counts.get("delegated-grant-names-its-user")).toBeUndefined();
    expect(counts.get("no-delegated-only")).toBeUndefined();
  } finally {
    await sandbox.close();
  }
});

function endsSoon({ passwordCredentials }: { readonly passwordCredentials: readonly { endDateTime: string }[] }) {
  return passwordCredentials.some(({ endDateTime }) => Date.parse(endDateTime) < Date.now() + 30 * 86_400_000);
}
