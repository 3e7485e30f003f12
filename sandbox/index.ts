import { accessSync, constants, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { childVariables } from "./childVariables";
import { systemClock } from "./clock";
import { makeControlService } from "./control";
import { Dispatcher } from "./http/dispatcher";
import { FaultControl } from "./http/faults";
import { Journal } from "./http/journal";
import { makeIdentities } from "./identities";
import type { Environment, Service } from "./operation";
import { listenAsBefore } from "./rememberedPort";
import type { Sandbox, SandboxOptions } from "./sandbox";
import { subscriptionId } from "./seed/constants";
import { bodyLimit } from "./server";
import { makeServiceNowService } from "./serviceNow";
import { seedState, services } from "./services";
import { makeSignInService } from "./signIn";
import { signingKeyIn } from "./signIn/signingKey";
import { holdDirectory } from "./state/lock";
import { StateStore } from "./state/store";
import { loopbackTls } from "./tls/authority";
import { UndoList } from "./undoList";

export { FakeClock } from "./clock";
export type { FaultControl, FaultDelays, FaultEffect, RouteFault } from "./http/faults";
export type { Journal, JournalEntry } from "./http/journal";
export type { IdentityName } from "./identities";
export type { Sandbox, SandboxOptions } from "./sandbox";
export { PortInUseError } from "./server";
export { DirectoryInUseError } from "./state/lock";

/**
 * Starts the sandbox: Entra sign-in, Microsoft Graph, the Defender APIs, ARM and a ServiceNow instance over HTTPS on
 * loopback.
 * @throws DirectoryInUseError where another process serves the same directory.
 * @throws PortInUseError where an explicit port is taken.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const undo = new UndoList();
  try {
    const directory = options.directory === undefined ? temporaryDirectory(undo) : madeDirectory(options.directory);
    return await start(directory, options, undo);
  } catch (error) {
    await undo.run().catch(() => {});
    throw error;
  }
}

async function start(directory: string, options: SandboxOptions, undo: UndoList): Promise<Sandbox> {
  const { clock = systemClock, log = () => {} } = options;
  const store = await openStore(directory, options, undo);
  const warnings = [...store.warnings];
  const faults = new FaultControl();
  const journal = new Journal(clock);
  const identities = makeIdentities();
  const tls = loopbackTls(directory);
  const key = signingKeyIn(directory);

  let made: Dispatcher | undefined;
  const dispatcher = (): Dispatcher => {
    if (!made) throw new Error("A request arrived before the sandbox was ready.");
    return made;
  };
  const server = await listenAsBefore(directory, options.port, tls, dispatcher, (line) => warnings.push(line));
  undo.add(() => server.close());

  const origin = `https://localhost:${server.port}`;
  const endpoints = endpointsOf(origin);
  const environment: Environment = {
    clock,
    origin,
    baseUrls: endpoints,
    faults: { replicationDelay: () => faults.replicationDelay, registrationDelay: () => faults.registrationDelay },
    dispatch: (request) => dispatcher().inner(request),
  };
  const trust = { caBundleFile: tls.caBundleFile };
  made = new Dispatcher({
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
    vendors: identities.vendors,
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
    close: () => undo.run(),
  };
}

/** The state, with the directory held for this process where it outlives it. */
async function openStore(directory: string, options: SandboxOptions, undo: UndoList): Promise<StateStore> {
  const { clock = systemClock, log = () => {} } = options;
  const kept = options.directory !== undefined;
  let store: StateStore | undefined;
  if (kept) {
    const release = await holdDirectory(directory, () => {
      log(`warning: another process has taken over ${directory}; this sandbox no longer saves its state there.`);
      store?.abandon();
    });
    undo.add(release);
  }
  store = new StateStore(kept ? directory : undefined, options.state, () => seedState(clock.now()), log);
  undo.add(() => store?.close());
  return store;
}

function endpointsOf(origin: string): Record<Service, string> {
  return {
    signIn: origin,
    graph: `${origin}/graph`,
    arm: origin,
    defender: `${origin}/defender`,
    threatProtection: `${origin}/threatprotection`,
    serviceNow: `${origin}/servicenow`,
    control: `${origin}/_sandbox`,
  };
}

function temporaryDirectory(undo: UndoList): string {
  const directory = mkdtempSync(join(tmpdir(), "entra-sandbox-"));
  undo.add(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

function madeDirectory(path: string): string {
  const directory = resolve(path);
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(
      `The sandbox cannot use the directory ${directory} (${code}). Please make it writable or choose another.`,
    );
  }
  return directory;
}
