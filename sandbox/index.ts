import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { childVariables } from "./childVariables";
import { type Clock, systemClock } from "./clock";
import { makeControlService } from "./control";
import { Dispatcher } from "./http/dispatcher";
import { FaultControl } from "./http/faults";
import { Journal } from "./http/journal";
import { type Identities, type IdentityName, makeIdentities } from "./identities";
import type { Environment, Service, ServiceDefinition } from "./operation";
import { subscriptionId } from "./seed/constants";
import { bodyLimit, type ListeningServer, listen, PortInUseError } from "./server";
import { makeServiceNowService } from "./serviceNow";
import { seedState, services } from "./services";
import { makeSignInService } from "./signIn";
import { makeSigningKey, type SigningKey } from "./signIn/signingKey";
import { readIfThere, writePrivate, writePublic } from "./state/files";
import { holdDirectory } from "./state/lock";
import type { SandboxState, StateDocument } from "./state/state";
import { StateStore } from "./state/store";
import { type LoopbackTls, loopbackTls } from "./tls/authority";

export { FakeClock } from "./clock";
export type { FaultControl, FaultDelays, FaultEffect, RouteFault } from "./http/faults";
export type { Journal, JournalEntry } from "./http/journal";
export type { IdentityName } from "./identities";
export { PortInUseError } from "./server";
export { DirectoryInUseError } from "./state/lock";

export interface SandboxOptions {
  /**
   * Where state, keys and certificates are kept; made if it is missing. Relative to the working directory.
   * @default a temporary directory, removed at the end
   */
  readonly directory?: string;
  /** Port to listen on; 0 for any free one. @default the one that the directory remembers, else any free one */
  readonly port?: number;
  /** @default the system's */
  readonly clock?: Clock;
  /** State to start from. @default what the directory keeps, else a freshly seeded tenant */
  readonly state?: StateDocument;
  /** Takes one line at a time: warnings and failures, never secrets. @default nothing is logged */
  readonly log?: (line: string) => void;
  /** Services to mount beside sign-in, ServiceNow and control. @default all of the sandbox's */
  readonly services?: readonly ServiceDefinition[];
}

export interface Sandbox {
  /** `https://localhost:<port>` */
  readonly origin: string;
  readonly port: number;
  readonly tenantId: string;
  readonly subscriptionId: string;
  /** Base URL of each service, without a slash at the end. */
  readonly endpoints: Readonly<Record<Service, string>>;
  /** PEM file of the sandbox's certificate authority alone. */
  readonly caFile: string;
  /** PEM file of all authorities that this environment trusts, and the sandbox's. */
  readonly caBundleFile: string;
  /** Service principals to sign in with. The secrets live in memory and differ at each start. */
  readonly identities: Identities;
  /** The live state. Another object after a state was injected: do not keep it. */
  readonly state: SandboxState;
  readonly faults: FaultControl;
  readonly journal: Journal;
  /** Whether the tenant is new: nothing was kept in the directory, or it could not be read. */
  readonly freshlySeeded: boolean;
  /** What the user should know, in sentences. */
  readonly warnings: readonly string[];
  /** Variables that make child processes use the sandbox, signed in as an identity. @default "deployer" */
  environment(identity?: IdentityName): Record<string, string>;
  /** Saves the state, stops serving and frees the directory. */
  close(): Promise<void>;
}

/**
 * Starts the sandbox: Entra sign-in, Microsoft Graph, the Defender APIs, ARM and a ServiceNow instance over HTTPS on
 * loopback.
 * @throws DirectoryInUseError where another process serves the same directory.
 * @throws PortInUseError where an explicit port is taken.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const temporary = options.directory === undefined;
  const directory = temporary ? mkdtempSync(join(tmpdir(), "entra-sandbox-")) : resolve(options.directory ?? "");
  const log = options.log ?? (() => {});
  const undo: (() => void | Promise<void>)[] = [];
  // Every step is tried, so that a state that cannot be saved does not keep the port; what failed can be tried again.
  const stop = async () => {
    const failures: { step: () => void | Promise<void>; error: unknown }[] = [];
    for (const step of undo.splice(0).reverse()) {
      try {
        await step();
      } catch (error) {
        failures.unshift({ step, error });
      }
    }
    undo.push(...failures.map(({ step }) => step));
    if (failures[0]) throw failures[0].error;
  };
  if (temporary) undo.push(() => rmSync(directory, { recursive: true, force: true }));
  try {
    makeDirectory(directory);
    let abandon = () => {};
    if (!temporary) {
      const lost = () => {
        log(`warning: another process has taken over ${directory}; this sandbox no longer saves its state there.`);
        abandon();
      };
      undo.push(await holdDirectory(directory, lost));
    }
    const clock = options.clock ?? systemClock;
    const store = new StateStore(temporary ? undefined : directory, options.state, () => seedState(clock.now()), log);
    abandon = () => store.abandon();
    undo.push(() => store.close());
    return await serve(directory, temporary, options, clock, store, log, undo, stop);
  } catch (error) {
    await stop().catch(() => {});
    throw error;
  }
}

async function serve(
  directory: string,
  temporary: boolean,
  options: SandboxOptions,
  clock: Clock,
  store: StateStore,
  log: (line: string) => void,
  undo: (() => void | Promise<void>)[],
  stop: () => Promise<void>,
): Promise<Sandbox> {
  const tls = loopbackTls(directory);
  const key = keptSigningKey(directory);
  const identities = makeIdentities();
  const faults = new FaultControl();
  const journal = new Journal(clock);
  const warnings = [...store.warnings];
  let dispatcher: Dispatcher | undefined;
  const server = await listenSomewhere(directory, temporary, options.port, tls, warnings, () => {
    if (!dispatcher) throw new Error("A request arrived before the sandbox was ready.");
    return dispatcher;
  });
  undo.push(() => server.close());

  const origin = `https://localhost:${server.port}`;
  const endpoints = endpointsOf(origin);
  const environment: Environment = {
    clock,
    origin,
    baseUrls: endpoints,
    faults: { replicationDelay: () => faults.replicationDelay, registrationDelay: () => faults.registrationDelay },
    dispatch: (request) => {
      if (!dispatcher) throw new Error("The sandbox is not ready.");
      return dispatcher.inner(request);
    },
  };
  const trust = { caBundleFile: tls.caBundleFile };
  dispatcher = new Dispatcher({
    services: [
      makeSignInService({ key, faults, trust, startSecrets: identities.secretHashes }),
      makeServiceNowService(trust),
      makeControlService({ store, faults, journal, clock, seed: () => seedState(clock.now()) }),
      ...(options.services ?? services),
    ],
    state: () => store.state,
    key,
    environment,
    faults,
    journal,
    bodyLimit,
    log,
  });

  return {
    origin,
    port: server.port,
    get tenantId() {
      return store.state.tenantId;
    },
    subscriptionId,
    endpoints,
    caFile: tls.caFile,
    caBundleFile: tls.caBundleFile,
    identities: identities.identities,
    get state() {
      return store.state;
    },
    faults,
    journal,
    freshlySeeded: store.freshlySeeded,
    warnings,
    environment: (identity = "deployer") =>
      childVariables({
        origin,
        tenantId: store.state.tenantId,
        subscriptionId,
        credential: identities.identities[identity],
        caBundleFile: tls.caBundleFile,
      }),
    close: stop,
  };
}

function endpointsOf(origin: string): Record<Service, string> {
  return {
    signIn: origin,
    graph: `${origin}/graph`,
    arm: `${origin}/arm`,
    defender: `${origin}/defender`,
    threatProtection: `${origin}/threatprotection`,
    serviceNow: `${origin}/servicenow`,
    control: `${origin}/_sandbox`,
  };
}

function makeDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`The sandbox cannot make its directory ${directory} (${code}). Please choose another one.`);
  }
}

/** The key that signs tokens, kept so that tokens outlive a restart. One that cannot be read is made anew. */
function keptSigningKey(directory: string): SigningKey {
  const file = join(directory, "token-signing-key.pem");
  const kept = readIfThere(file);
  if (kept !== undefined) {
    try {
      return makeSigningKey(kept);
    } catch {
      // Falls through: tokens of the lost key are refused, which is what a key rollover does.
    }
  }
  const key = makeSigningKey();
  writePrivate(file, key.pem);
  return key;
}

async function listenSomewhere(
  directory: string,
  temporary: boolean,
  wanted: number | undefined,
  tls: LoopbackTls,
  warnings: string[],
  dispatcher: () => Dispatcher,
): Promise<ListeningServer> {
  const file = join(directory, "port");
  if (wanted !== undefined && !isPort(wanted)) {
    throw new Error(`${wanted} is not a port. Please give a whole number from 0 (any free one) to 65535.`);
  }
  const kept = Number(readIfThere(file));
  const remembered = isPort(kept) ? kept : 0;
  const server = await listen(wanted ?? remembered, tls, dispatcher).catch((error: unknown) => {
    if (wanted !== undefined || !(error instanceof PortInUseError)) throw error;
    return listen(0, tls, dispatcher).then((other) => {
      warnings.push(
        `Port ${remembered}, which this sandbox used before, is in use; it serves on port ${other.port} instead. ` +
          "Anything that was configured with the old URL must be changed.",
      );
      return other;
    });
  });
  if (!temporary) writePublic(file, `${server.port}\n`);
  return server;
}

function isPort(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= 65_535;
}
