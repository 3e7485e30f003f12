import { engineEnvironment, ensureEngine } from "../../../engine";
import type { Given } from "../../../explain";
import type { IntegrationRecord } from "../../../integrations/record";
import { inSandbox } from "../../inSandbox";
import { reportProgress } from "../../progress";
import { deploysToSandbox, sandboxStack } from "../../project";
import { chooseIntegrations, readIntegrations, selectedStack } from "../../stack";
import { UserError } from "../../userError";

export interface LiveFlags {
  readonly live?: boolean;
  readonly app?: string;
  readonly user?: string;
  readonly subscription?: string;
  readonly integration?: string;
  readonly stack?: string;
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Raises a UserError that lists everything that is wrong with the flags. */
export function checkFlags(flags: LiveFlags): void {
  const { live, app, user, subscription } = flags;
  const idle = (["app", "user", "subscription", "integration", "stack"] as const).filter(
    (name) => flags[name] !== undefined,
  );
  const problems = [
    ...(!live && idle.length > 0 ? [`${idle.map((name) => `--${name}`).join(", ")}: only --live reads it.`] : []),
    ...(app !== undefined && !guid.test(app) ? [`--app "${app}" is no client ID, which is a GUID.`] : []),
    ...(subscription !== undefined && !guid.test(subscription)
      ? [`--subscription "${subscription}" is no subscription ID, which is a GUID.`]
      : []),
    ...(user !== undefined && !guid.test(user) && !/^[^\s@]+@[^\s@]+$/.test(user)
      ? [`--user "${user}" is no sign-in name (name@domain), and no object ID.`]
      : []),
  ];
  if (problems.length > 0)
    throw new UserError(problems.join("\n"), "`npm run explain -- --help` lists what each takes.");
}

/** The stack that the flags mean; undefined where they mean none. */
export async function stackOf({ stack, integration }: LiveFlags): Promise<string | undefined> {
  if (stack !== undefined || integration === undefined) return stack;
  const engine = await ensureEngine(reportProgress);
  return (await selectedStack(engineEnvironment(engine, process.env))) ?? sandboxStack;
}

/** Runs the command again with the sandbox up, where the stack is one of the sandbox's; undefined where it is not. */
export async function inSandboxOf(stack: string | undefined, args: readonly string[]): Promise<number | undefined> {
  if (stack === undefined || process.env.ARM_METADATA_HOSTNAME || !deploysToSandbox(stack)) return undefined;
  return inSandbox(await ensureEngine(reportProgress), ["explain", ...args], "reader");
}

/** What the flags say of whom and what it is about. Raises a UserError for an integration that the stack has not. */
export async function givenBy(flags: LiveFlags, stack: string | undefined): Promise<Given> {
  const { app, user, subscription, integration } = flags;
  const stated = { ...(app && { app }), ...(user && { user }), ...(subscription && { subscription }) };
  if (integration === undefined || stack === undefined) return stated;
  const environment = engineEnvironment(await ensureEngine(reportProgress), process.env);
  const [record] = chooseIntegrations(await readIntegrations(stack, environment), integration, stack);
  return { ...(record && ofIntegration(record)), ...stated };
}

/** What a stack's integration is about. */
function ofIntegration({ clientId, servicePrincipalObjectId, details }: IntegrationRecord): Given {
  const { serviceAccount, subscriptionId, scope } = details as {
    serviceAccount?: { userPrincipalName?: string };
    subscriptionId?: string;
    scope?: string;
  };
  return {
    app: clientId,
    principal: servicePrincipalObjectId,
    ...(serviceAccount?.userPrincipalName && { user: serviceAccount.userPrincipalName }),
    ...(subscriptionId && { subscription: subscriptionId }),
    ...(scope && { scope }),
  };
}
