import { setTimeout as sleep } from "node:timers/promises";
import { ResourceManagementClient } from "@azure/arm-resources";
import { armScope, resolveCloud } from "../../catalogue/clouds";
import { resourceProviderProblem } from "../../catalogue/resourceProviders";
import { azureCredential, type Setting, settingsFrom } from "../azureCredential";

export interface RegistrationInputs {
  readonly subscriptionId: string;
  readonly namespace: string;
  readonly unregisterOnDestroy: boolean;
  readonly timeoutSeconds: number;
}

interface RegistrationState extends RegistrationInputs {
  readonly registrationState: string;
}

let setting: Setting = settingsFrom(() => undefined);

/** Pauses between two looks, in seconds: short at first, for what is nearly done. */
const pauses = [1, 2, 3, 5, 10];

export async function configure(config: (key: string) => string | undefined): Promise<void> {
  setting = settingsFrom(config);
}

export async function check(inputs: RegistrationInputs) {
  const failures: { property: string; reason: string }[] = [];
  const problem = typeof inputs.namespace === "string" ? resourceProviderProblem(inputs.namespace) : "must be a text";
  if (problem) failures.push({ property: "namespace", reason: problem });
  if (!(inputs.timeoutSeconds > 0)) {
    failures.push({ property: "timeoutSeconds", reason: `must be more than 0, got ${inputs.timeoutSeconds}` });
  }
  return { inputs, failures };
}

export async function diff(olds: RegistrationState, news: RegistrationInputs) {
  const replaces = (["subscriptionId", "namespace"] as const).filter(
    (key) => olds[key]?.toLowerCase() !== news[key]?.toLowerCase(),
  );
  const changed =
    olds.registrationState !== "Registered" ||
    olds.unregisterOnDestroy !== news.unregisterOnDestroy ||
    olds.timeoutSeconds !== news.timeoutSeconds;
  return { changes: replaces.length > 0 || changed, replaces, deleteBeforeReplace: false };
}

export async function create(inputs: RegistrationInputs) {
  const registrationState = await register(inputs);
  const id = `/subscriptions/${inputs.subscriptionId}/providers/${inputs.namespace}`;
  return { id, outs: { ...inputs, registrationState } };
}

/** The true state, whatever it is: one that somebody unregistered shows as a change, which `pulumi up` mends. */
export async function read(id: string, props: RegistrationInputs) {
  const [, , subscriptionId = props.subscriptionId, , namespace = props.namespace] = id.split("/");
  const client = await clientFor(subscriptionId);
  const found = await client.providers.get(namespace);
  const defaults = { unregisterOnDestroy: false, timeoutSeconds: 600 };
  return {
    id,
    props: {
      ...defaults,
      ...props,
      subscriptionId,
      namespace,
      registrationState: found.registrationState ?? "NotRegistered",
    },
  };
}

export async function update(news: RegistrationInputs) {
  return { outs: { ...news, registrationState: await register(news) } };
}

export async function remove({ subscriptionId, namespace, unregisterOnDestroy, timeoutSeconds }: RegistrationInputs) {
  if (!unregisterOnDestroy) return;
  const client = await clientFor(subscriptionId);
  await client.providers.unregister(namespace);
  await waitFor(client, namespace, (state) => state === "Unregistered" || state === "NotRegistered", timeoutSeconds);
}

async function register({ subscriptionId, namespace, timeoutSeconds }: RegistrationInputs): Promise<string> {
  const client = await clientFor(subscriptionId);
  const { registrationState } = await client.providers.get(namespace);
  if (registrationState === "Registered") return registrationState;
  if (registrationState === "Unregistering") {
    await waitFor(client, namespace, (state) => state !== "Unregistering", timeoutSeconds);
  }
  // Registering once more what another stack is registering changes nothing.
  await client.providers.register(namespace);
  return waitFor(client, namespace, (state) => state === "Registered", timeoutSeconds);
}

async function waitFor(
  client: ResourceManagementClient,
  namespace: string,
  done: (state: string) => boolean,
  timeoutSeconds: number,
): Promise<string> {
  const started = Date.now();
  for (let look = 0; ; look++) {
    const { registrationState: state = "NotRegistered" } = await client.providers.get(namespace);
    if (done(state)) return state;
    const elapsed = Math.round((Date.now() - started) / 1000);
    const pause = pauses[Math.min(look, pauses.length - 1)] as number;
    if (elapsed + pause > timeoutSeconds) {
      throw new Error(
        `${namespace} is still ${state} after ${elapsed} s in subscription ${client.subscriptionId}. Azure may still finish: run \`pulumi up\` again, allow it longer (registrationTimeoutSeconds), or look at portal > Subscription > Resource providers.`,
      );
    }
    // Standard error is what the engine shows of a provider while it works.
    console.error(`${namespace}: ${state} for ${elapsed} s, waiting (at most ${timeoutSeconds} s)`);
    await sleep(pause * 1000);
  }
}

async function clientFor(subscriptionId: string): Promise<ResourceManagementClient> {
  const cloud = await resolveCloud({ metadataHost: setting("metadataHost"), environment: setting("environment") });
  return new ResourceManagementClient(azureCredential(cloud, setting), subscriptionId, {
    endpoint: cloud.resourceManager,
    credentialScopes: [armScope(cloud)],
  });
}
