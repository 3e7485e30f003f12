import { SignJWT } from "jose";
import { armService, seedArm } from "../../../sandbox/arm";
import { FakeClock } from "../../../sandbox/clock";
import { Dispatcher } from "../../../sandbox/http/dispatcher";
import { FaultControl } from "../../../sandbox/http/faults";
import { Journal } from "../../../sandbox/http/journal";
import type { Environment, Service } from "../../../sandbox/operation";
import { subscriptionId, tenantId } from "../../../sandbox/seed/constants";
import { seedIdentities } from "../../../sandbox/seed/identities";
import { makeSigningKey } from "../../../sandbox/signIn/signingKey";
import type { User } from "../../../sandbox/state/entities";
import { SandboxState } from "../../../sandbox/state/state";
import { smallTenant } from "./tenant";

export const subscription = `/subscriptions/${subscriptionId}`;
export const existingGroup = `${subscription}/resourceGroups/rg-existing-servicenow`;

/** Who signs in: an application by its service principal, or a person. */
export interface Principal {
  readonly objectId: string;
  readonly appId: string;
  readonly kind: "app" | "user";
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of many shapes
  readonly body: any;
}

const key = makeSigningKey();

/** The system's time, for clients that wait: from the fake clock's start on. */
class RunningClock extends FakeClock {
  private readonly started = Date.now();

  override now(): Date {
    return new Date(super.now().getTime() + Date.now() - this.started);
  }
}

/** The ARM service behind the sandbox's own dispatcher (routing, token check, envelopes), without a network. */
export class ArmHarness {
  readonly clock: FakeClock;
  readonly faults = new FaultControl();
  readonly state: SandboxState;
  readonly dispatcher: Dispatcher;

  readonly deployer = principalOf("deployer");
  readonly reader = principalOf("reader");
  /** Holds nothing in Azure. */
  readonly stranger = principalOf("applicationAdministrator");

  /** @param time `still` moves only when told to, `running` by itself. */
  constructor(
    private readonly origin = "https://localhost:9",
    time: "still" | "running" = "still",
  ) {
    const start = new Date("2026-06-01T08:00:00Z");
    this.clock = time === "still" ? new FakeClock(start) : new RunningClock(start);
    this.state = new SandboxState({ ...smallTenant, ...seedArm(start) });
    this.dispatcher = this.makeDispatcher();
  }

  /** One request; `api-version` is added where the path has none. */
  async call(
    method: string,
    path: string,
    { as = this.deployer, body }: { as?: Principal | string; body?: unknown } = {},
  ): Promise<Answer> {
    const url = /[?&]api-version=/.test(path) ? path : `${path}${path.includes("?") ? "&" : "?"}api-version=2022-04-01`;
    return this.raw(method, url, typeof as === "string" ? as : await this.token(as), body);
  }

  async raw(method: string, url: string, token: string | undefined, body?: unknown): Promise<Answer> {
    const path = url.startsWith(this.origin) ? url.slice(this.origin.length) : url;
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const outcome = await this.dispatcher.answer({ method, url: path, headers, body: { value: body } });
    return { status: outcome.status, headers: outcome.headers, body: outcome.body };
  }

  token(principal: Principal, audience = "https://management.azure.com"): Promise<string> {
    const now = Math.floor(this.clock.now().getTime() / 1000);
    const claims = {
      oid: principal.objectId,
      appid: principal.appId,
      tid: tenantId,
      ...(principal.kind === "app" && { idtyp: "app" }),
    };
    return new SignJWT(claims)
      .setProtectedHeader({ alg: "RS256", kid: key.kid })
      .setAudience(audience)
      .setIssuedAt(now)
      .setNotBefore(now)
      .setExpirationTime(now + 3600)
      .sign(key.privateKey);
  }

  /** Gives a role directly, past the service. */
  grant(roleId: string, principal: { objectId: string }, scope: string, name: string): void {
    this.state.armRoleAssignments.insert({
      id: `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
      name,
      scope,
      roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${roleId}`,
      principalId: principal.objectId,
      principalType: "ServicePrincipal",
      properties: {},
    });
  }

  person(): Principal & { readonly user: User } {
    const user = this.state.users.list()[0];
    if (!user) throw new Error("The tenant has no users.");
    return { objectId: user.id, appId: "04b07795-8ddb-461a-bbee-02f9e1bf7b46", kind: "user", user };
  }

  private makeDispatcher(): Dispatcher {
    const services: Service[] = ["signIn", "graph", "arm", "defender", "threatProtection", "serviceNow", "control"];
    const environment: Environment = {
      clock: this.clock,
      origin: this.origin,
      baseUrls: Object.fromEntries(
        services.map((name) => [name, name === "arm" ? this.origin : `${this.origin}/${name}`]),
      ) as Record<Service, string>,
      faults: {
        replicationDelay: () => this.faults.replicationDelay,
        registrationDelay: () => this.faults.registrationDelay,
      },
      dispatch: () => Promise.reject(new Error("ARM sends no requests of its own.")),
    };
    return new Dispatcher({
      services: [armService],
      state: () => this.state,
      key,
      environment,
      faults: this.faults,
      journal: new Journal(this.clock),
      bodyLimit: 4_194_304,
      log: (line) => {
        if (line.startsWith("error")) throw new Error(line);
      },
    });
  }
}

export const roles = {
  owner: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
  contributor: "b24988ac-6180-42a0-ab88-20f7382dd24c",
  reader: "acdd72a7-3385-48ef-bd42-f606fba81ae7",
  automationContributor: "f353d9bd-d4a6-484e-a77a-8050b599b867",
};

/** The id of a role definition in the sandbox's subscription. */
export function roleDefinitionId(guid: string): string {
  return `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${guid}`;
}

function principalOf(name: keyof typeof seedIdentities): Principal {
  const { servicePrincipalId, appId } = seedIdentities[name];
  return { objectId: servicePrincipalId, appId, kind: "app" };
}
