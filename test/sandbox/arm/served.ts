import { mkdtempSync, rmSync } from "node:fs";
import { Agent } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TokenCredential } from "@azure/core-auth";
import { listen } from "../../../sandbox/server";
import { loopbackTls } from "../../../sandbox/tls/authority";
import { ArmHarness, type Principal } from "./harness";

/** The ARM service over real TLS, and what a client of it needs. */
export interface ServedArm {
  readonly arm: ArmHarness;
  /** `https://localhost:<port>` */
  readonly endpoint: string;
  /** Options of the newer SDKs that make them trust the sandbox. */
  readonly tlsOptions: { readonly ca: string };
  readonly agent: Agent;
  credential(principal: Principal): TokenCredential;
  close(): Promise<void>;
}

export async function serveArm(): Promise<ServedArm> {
  const directory = mkdtempSync(join(tmpdir(), "arm-test-"));
  const tls = loopbackTls(directory);
  let arm: ArmHarness | undefined;
  const server = await listen(0, tls, () => {
    if (!arm) throw new Error("The service is not ready.");
    return arm.dispatcher;
  });
  const served = new ArmHarness(`https://localhost:${server.port}`, "running");
  arm = served;
  const agent = new Agent({ ca: tls.ca });
  return {
    arm: served,
    endpoint: `https://localhost:${server.port}`,
    tlsOptions: { ca: tls.ca },
    agent,
    credential: (principal) => ({
      getToken: async () => ({ token: await served.token(principal), expiresOnTimestamp: Date.now() + 3_600_000 }),
    }),
    async close() {
      agent.destroy();
      await server.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
