import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { resolveCloud, scopeOf } from "../../catalogue/clouds";
import { azureCredential, settingsFrom } from "../../components/azureCredential";
import { RestError, restClient } from "../../components/restClient";
import { tenantAccess } from "../../components/tenantAccess";
import { run } from "../child";
import { projectDirectory } from "../project";
import { UserError } from "../userError";
import { type Found, findMade, type SearchedTenant } from "./finders";
import { type InterruptedStack, type PendingCreate, withResources } from "./pendingCreates";

export interface Repair {
  readonly create: PendingCreate;
  /** Undefined where the interrupted request made nothing: the next `pulumi up` does. */
  readonly found: Found | undefined;
}

/** Looks in the tenant for what each interrupted request made. Raises a UserError where it cannot be read. */
export async function planRepair({ pending, knownIds }: InterruptedStack): Promise<Repair[]> {
  const tenant = await openTenant(knownIds);
  const repairs: Repair[] = [];
  for (const create of pending) {
    try {
      repairs.push({ create, found: await findMade(create, tenant) });
    } catch (error) {
      if (!(error instanceof RestError)) throw error;
      throw new UserError(
        `${create.name} could not be looked for: ${[error.status || "", error.code].join(" ").trim()}: ${error.message}`,
        "Sign in as the identity that deploys: ARM_TENANT_ID, ARM_CLIENT_ID and a credential, or `az login`.",
      );
    }
  }
  return repairs;
}

/**
 * Takes what was found into the state, removes client secrets that nobody knows, and lets the engine forget what it was
 * doing. Answers the exit code of the first command that failed.
 */
export async function applyRepair(
  repairs: readonly Repair[],
  { exported, knownIds }: InterruptedStack,
  stack: string,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const pulumi = (...args: string[]) =>
    run("pulumi", [...args, "--stack", stack, "--non-interactive"], { environment, cwd: projectDirectory });
  const ids = repairs.flatMap(({ create, found }) => (found && "id" in found ? [[create.urn, found.id] as const] : []));
  const mended = withResources(exported, new Map(ids));
  const imported = await withFile(mended, (file) => pulumi("stack", "import", "--file", file));
  if (imported !== 0) return imported;
  const { graph } = await openTenant(knownIds);
  for (const { found } of repairs) {
    if (!found || !("lostSecret" in found)) continue;
    const { application, keyId } = found.lostSecret;
    await graph.post(`/applications/${application}/removePassword`, { keyId });
  }
  return pulumi("refresh", "--yes", "--skip-preview");
}

/** Where only this user may read it: secrets in it are encrypted, names are not. */
async function withFile<T>(document: unknown, use: (file: string) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(path.join(tmpdir(), "entra-integrations-"));
  try {
    const file = path.join(directory, "stack.json");
    writeFileSync(file, JSON.stringify(document));
    return await use(file);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

async function openTenant(knownIds: ReadonlySet<string>, environment = process.env): Promise<SearchedTenant> {
  const setting = settingsFrom(() => undefined, environment);
  const cloud = await resolveCloud({ metadataHost: setting("metadataHost"), environment: setting("environment") });
  const credential = azureCredential(cloud, setting);
  const graph = restClient({
    baseUrl: `${cloud.microsoftGraph}/v1.0`,
    scope: scopeOf(cloud, "microsoftGraph"),
    credential,
  });
  return { graph, arm: tenantAccess(cloud, credential).arm, subscriptionId: setting("subscriptionId"), knownIds };
}
