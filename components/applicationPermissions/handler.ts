import { resolveCloud, scopeOf } from "../../catalogue/clouds";
import { azureCredential, type Setting, settingsFrom } from "../azureCredential";
import { type RestClient, RestError, restClient } from "../restClient";

interface Inputs {
  readonly applicationObjectId: string;
  readonly apiAppId: string;
  readonly roleIds: readonly string[];
  readonly scopeIds: readonly string[];
}

interface State extends Inputs {
  /** What was not there before: all that is taken back. */
  readonly addedIds: readonly string[];
}

interface ResourceAccess {
  readonly id: string;
  readonly type: "Role" | "Scope";
}

interface Access {
  readonly resourceAppId: string;
  readonly resourceAccess: readonly ResourceAccess[];
}

let setting: Setting = settingsFrom(() => undefined);

export async function configure(config: (key: string) => string | undefined): Promise<void> {
  setting = settingsFrom(config);
}

export async function diff(olds: State, news: Inputs) {
  const replaces = (["applicationObjectId", "apiAppId"] as const).filter((key) => olds[key] !== news[key]);
  const changed = !sameSet(olds.roleIds, news.roleIds) || !sameSet(olds.scopeIds, news.scopeIds);
  return { changes: replaces.length > 0 || changed, replaces, deleteBeforeReplace: true };
}

export async function create(inputs: Inputs) {
  const addedIds = await declare(inputs, wantedOf(inputs));
  return {
    id: `/applications/${inputs.applicationObjectId}/permissions/${inputs.apiAppId}`,
    outs: { ...inputs, addedIds },
  };
}

/** Tells which of the permissions are still declared: one that somebody removed shows as a change. */
export async function read(id: string, props: State) {
  const declared = await readAccess(props.applicationObjectId);
  if (!declared) return {};
  const present = idsOn(declared, props.apiAppId);
  const keep = (ids: readonly string[]) => ids.filter((one) => present.has(one));
  return { id, props: { ...props, roleIds: keep(props.roleIds), scopeIds: keep(props.scopeIds) } };
}

export async function update(olds: State, news: Inputs) {
  const wanted = wantedOf(news);
  const kept = new Set(wanted.map(({ id }) => id));
  await withdraw(
    news,
    olds.addedIds.filter((id) => !kept.has(id)),
  );
  const added = await declare(news, wanted);
  return { outs: { ...news, addedIds: [...new Set([...olds.addedIds.filter((id) => kept.has(id)), ...added])] } };
}

export async function remove(state: State): Promise<void> {
  await withdraw(state, state.addedIds);
}

const wantedOf = ({ roleIds, scopeIds }: Inputs): ResourceAccess[] => [
  ...roleIds.map((id) => ({ id, type: "Role" as const })),
  ...scopeIds.map((id) => ({ id, type: "Scope" as const })),
];

/** Adds what is missing; answers the ids that it added. */
async function declare(
  { applicationObjectId, apiAppId }: Inputs,
  wanted: readonly ResourceAccess[],
): Promise<string[]> {
  const declared = await readAccess(applicationObjectId);
  if (!declared) throw new Error(`Application ${applicationObjectId} is gone.`);
  const present = idsOn(declared, apiAppId);
  const missing = wanted.filter(({ id }) => !present.has(id));
  if (missing.length > 0) {
    const entry = declared.find((one) => one.resourceAppId === apiAppId) ?? {
      resourceAppId: apiAppId,
      resourceAccess: [],
    };
    const more = { ...entry, resourceAccess: [...entry.resourceAccess, ...missing] };
    await writeAccess(applicationObjectId, [...declared.filter((one) => one.resourceAppId !== apiAppId), more]);
  }
  return missing.map(({ id }) => id);
}

async function withdraw({ applicationObjectId, apiAppId }: Inputs, ids: readonly string[]): Promise<void> {
  const declared = ids.length > 0 ? await readAccess(applicationObjectId) : undefined;
  if (!declared) return;
  const less = declared
    .map((one) =>
      one.resourceAppId === apiAppId
        ? { ...one, resourceAccess: one.resourceAccess.filter(({ id }) => !ids.includes(id)) }
        : one,
    )
    .filter(({ resourceAccess }) => resourceAccess.length > 0);
  await writeAccess(applicationObjectId, less);
}

async function readAccess(objectId: string): Promise<readonly Access[] | undefined> {
  const path = `/applications/${objectId}?$select=id,requiredResourceAccess`;
  const application = await told((graph) =>
    graph.get<{ requiredResourceAccess?: Access[] }>(path).catch((error: unknown) => {
      if (error instanceof RestError && error.status === 404) return undefined;
      throw error;
    }),
  );
  return application && (application.requiredResourceAccess ?? []);
}

async function writeAccess(objectId: string, requiredResourceAccess: readonly Access[]): Promise<void> {
  await told((graph) => graph.patch(`/applications/${objectId}`, { requiredResourceAccess }));
}

/** What Microsoft Graph answers. Raises its refusal as one sentence. */
async function told<T>(ask: (graph: RestClient) => Promise<T>): Promise<T> {
  const cloud = await resolveCloud({ metadataHost: setting("metadataHost"), environment: setting("environment") });
  const credential = azureCredential(cloud, setting);
  const scope = scopeOf(cloud, "microsoftGraph");
  try {
    return await ask(restClient({ baseUrl: `${cloud.microsoftGraph}/v1.0`, scope, credential }));
  } catch (error) {
    if (!(error instanceof RestError)) throw error;
    throw new Error(`Microsoft Graph: ${[error.status || "", error.code].join(" ").trim()}: ${error.message}`);
  }
}

function idsOn(declared: readonly Access[], apiAppId: string): Set<string> {
  return new Set(
    declared
      .filter((one) => one.resourceAppId === apiAppId)
      .flatMap(({ resourceAccess }) => resourceAccess.map(({ id }) => id)),
  );
}

function sameSet(one: readonly string[] = [], other: readonly string[] = []): boolean {
  return one.length === other.length && one.every((value) => other.includes(value));
}
