import type { Environment } from "../operation";
import type { ProviderRegistration } from "../state/entities";
import type { SandboxState } from "../state/state";
import { missingRegistration } from "./errors";
import type { ResourceProvider } from "./providers";

type State = ProviderRegistration["state"];

const registrationId = (subscriptionId: string, namespace: string) => `${subscriptionId}/${namespace}`.toLowerCase();

/** The state of a namespace in a subscription. Those that need no registration are always `Registered`. */
export function registrationState(state: SandboxState, subscriptionId: string, provider: ResourceProvider): State {
  if (provider.registrationPolicy === "RegistrationFree") return "Registered";
  return state.providerRegistrations.get(registrationId(subscriptionId, provider.namespace))?.state ?? "NotRegistered";
}

/** Raises MissingSubscriptionRegistration unless the namespace is `Registered`. */
export function requireRegistered(state: SandboxState, subscriptionId: string, provider: ResourceProvider): void {
  const current = registrationState(state, subscriptionId, provider);
  if (current === "Registered") return;
  throw missingRegistration(provider.namespace, current === "NotRegistered" ? undefined : current);
}

/** Asks for a registration, or for its end. Answers the state that the service shows at once. */
export function changeRegistration(
  state: SandboxState,
  environment: Environment,
  subscriptionId: string,
  provider: ResourceProvider,
  change: "register" | "unregister",
): State {
  const [pending, final, idle] = transitions[change];
  const current = registrationState(state, subscriptionId, provider);
  if (idle.includes(current) || provider.registrationPolicy === "RegistrationFree") return current;
  const isImmediate = environment.faults.registrationDelay() <= 0;
  state.providerRegistrations.insert({
    id: registrationId(subscriptionId, provider.namespace),
    subscriptionId,
    namespace: provider.namespace,
    state: isImmediate ? final : pending,
    changedMs: environment.clock.now().getTime(),
  });
  return pending;
}

/** Per change: the state meanwhile, the one at the end, and those in which there is nothing to do. */
const transitions: Record<"register" | "unregister", readonly [State, State, readonly State[]]> = {
  register: ["Registering", "Registered", ["Registering", "Registered"]],
  unregister: ["Unregistering", "Unregistered", ["Unregistering", "Unregistered", "NotRegistered"]],
};

/** Ends the registrations whose time is over. */
export function finishRegistrations(state: SandboxState, environment: Environment): void {
  const delay = environment.faults.registrationDelay();
  const now = environment.clock.now().getTime();
  for (const { id, state: current, changedMs } of state.providerRegistrations.list()) {
    const change = Object.values(transitions).find(([pending]) => pending === current);
    if (change && now - changedMs >= delay) state.providerRegistrations.update(id, { state: change[1] });
  }
}
