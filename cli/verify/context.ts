import { setTimeout as sleep } from "node:timers/promises";
import type { Cloud } from "../../catalogue/clouds";
import type { Answer, CheckContext, TokenClaims } from "../../integrations/check";
import type { IntegrationRecord } from "../../integrations/record";
import { credentialOf, type Proof } from "./credential";
import { signInByDeviceCode } from "./deviceCode";
import { tenantReader } from "./tenantReader";

export interface ContextOptions extends Proof {
  /** Seconds to wait for a consent to reach tokens. */
  readonly wait: number;
  /** A person is there to sign in. */
  readonly interactive?: boolean;
  /** Told when something is waited for. */
  readonly report: (line: string) => void;
}

const retryableStatus = new Set([408, 429, 500, 502, 503, 504]);
const attempts = 5;
const longestPause = 30;

/** What the checks of one integration work with. */
export function checkContext(record: IntegrationRecord, cloud: Cloud, options: ContextOptions): CheckContext {
  let current: Promise<string> | undefined;
  const graph = tenantReader(cloud, record.tenantId);

  /** A fresh credential each time: a credential keeps its token until it ends, consents and all. */
  const issue = async (): Promise<string> => {
    const issued = await credentialOf(record, cloud, options).getToken(record.scope);
    if (!issued) throw new Error(`${record.tokenUrl} issued no token`);
    return issued.token;
  };
  const bearer = () => {
    current ??= issue();
    return current;
  };

  return {
    record,
    cloud,
    token: async () => claimsOf(await bearer()),
    async tokenWhen(ready, what) {
      const deadline = Date.now() + options.wait * 1000;
      for (let pause = 1; ; pause = Math.min(pause * 2, 15)) {
        const claims = claimsOf(await bearer());
        if (ready(claims) || Date.now() + pause * 1000 > deadline) return claims;
        options.report(
          `${record.name}: waiting for ${what}; a consent takes up to some minutes (at most ${options.wait} s in all)`,
        );
        await sleep(pause * 1000);
        current = issue();
      }
    },
    signIn: options.interactive
      ? async () => {
          const issued = await signInByDeviceCode(record, cloud, options.report);
          return { claims: claimsOf(issued), call: (method, url, body) => call(method, url, issued, body) };
        }
      : undefined,
    call: async (method, url, body) => call(method, url, await bearer(), body),
    readTenant: (path) => graph.get(path).catch(() => undefined),
    graph,
  };
}

async function call(method: string, url: string, bearer: string, body: unknown): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(url, {
      method,
      headers: {
        authorization: `Bearer ${bearer}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(60_000),
    });
    if (!retryableStatus.has(response.status) || attempt === attempts) {
      const text = await response.text();
      return { status: response.status, body: parse(text) };
    }
    const asked = Number(response.headers.get("retry-after"));
    await response.body?.cancel();
    await sleep(Math.min(asked > 0 ? asked : 2 ** (attempt - 1), longestPause) * 1000);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A token is read here, not checked: the API that it is for does that. */
function claimsOf(token: string): TokenClaims {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
}
