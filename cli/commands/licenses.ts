import { Command } from "commander";
import { engineEnvironment, ensureEngine } from "../../engine";
import { inSandbox } from "../inSandbox";
import { compareUsers, comparisonJson, describeComparison } from "../licenses/compare";
import { describeList, listConflicts } from "../licenses/list";
import { managedLicenses } from "../licenses/managedLicenses";
import { describeRemoval, removeLicenses } from "../licenses/remove";
import { restoreLicenses } from "../licenses/restore";
import { type OpenTenant, openTenant } from "../licenses/tenant";
import { reportProgress } from "../progress";
import { deploysToSandbox, sandboxStack } from "../project";
import { selectedStack } from "../stack";

interface ListFlags {
  readonly managed?: readonly string[];
  readonly all?: boolean;
  readonly exitCode?: boolean;
}

interface RemoveFlags {
  readonly sku: readonly string[];
  readonly apply?: boolean;
  readonly restoreFile?: string;
}

/** What a subcommand works with: the tenant, and the stack that says which licences are managed. */
interface Session {
  readonly tenant: OpenTenant;
  readonly stack: string;
  readonly environment: NodeJS.ProcessEnv;
}

export const summary = "find users whose licences an integration cannot replace, compare, remove, restore";

export async function run(args: readonly string[]): Promise<number> {
  let outcome: (() => Promise<number>) | undefined;
  const program = new Command("licenses").description(summary);
  const subcommand = (name: string, description: string) =>
    program
      .command(name)
      .description(description)
      .option("-s, --stack <name>", "the stack; by default the selected one, else dev")
      .allowExcessArguments(false);
  /** Runs a subcommand in the tenant, or all of it again in the sandbox where the stack is one of the sandbox's. */
  const then = (flags: { stack?: string }, work: (session: Session) => Promise<number>) => {
    outcome = async () => {
      const engine = await ensureEngine(reportProgress);
      const environment = engineEnvironment(engine, process.env);
      const stack = flags.stack ?? (await selectedStack(environment)) ?? sandboxStack;
      if (deploysToSandbox(stack) && !process.env.ARM_METADATA_HOSTNAME) {
        return inSandbox(engine, ["licenses", ...args], "globalAdministrator");
      }
      return work({ tenant: await openTenant(), stack, environment });
    };
  };

  subcommand("list", "users on whom a replacement of licences fails, why, and what to do")
    .option("--managed <sku...>", "the licences that the product assigns; by default those of the stack's integrations")
    .option("--all", "also users who hold no managed licence")
    .option("--json", "the result as JSON")
    .option("--exit-code", "exit with 1 where there is a conflict")
    .action((flags: ListFlags & { stack?: string; json?: boolean }) =>
      then(flags, async ({ tenant, stack, environment }) => {
        const managed = flags.managed ?? (await managedLicenses(stack, environment, tenant.tenantId, reportProgress));
        const list = await listConflicts(tenant, managed, flags.all ?? false);
        console.log(flags.json ? JSON.stringify(list, null, 2) : describeList(list));
        return flags.exitCode && list.users.length > 0 ? 1 : 0;
      }),
    );

  subcommand("compare", "a user on whom it fails with one on whom it works: the difference is the culprit")
    .argument("<user>", "sign-in name or object id")
    .argument("<clean-user>", "one with the same licences, assigned by the product, on whom it works")
    .option("--json", "the result as JSON")
    .action((user: string, clean: string, flags: { stack?: string; json?: boolean }) =>
      then(flags, async ({ tenant }) => {
        const compared = await compareUsers(tenant, user, clean);
        console.log(flags.json ? JSON.stringify(comparisonJson(compared), null, 2) : describeComparison(compared));
        return 0;
      }),
    );

  subcommand("remove", "take licences from a user; a dry run unless --apply")
    .argument("<user>", "sign-in name or object id")
    .requiredOption("--sku <sku...>", "licences by part number, e.g. POWER_BI_PRO, or by id")
    .option("--apply", "do it; a restore file is written first")
    .option("--restore-file <file>", "where to write it; by default a new file in .licenses")
    .action((user: string, flags: RemoveFlags & { stack?: string }) =>
      then(flags, async ({ tenant }) => {
        const { sku: skus, apply = false, restoreFile } = flags;
        console.log(describeRemoval(await removeLicenses(tenant, user, { skus, apply, restoreFile })));
        return 0;
      }),
    );

  subcommand("restore", "give back what `remove --apply` took")
    .argument("<file>", "the restore file")
    .action((file: string, flags: { stack?: string }) =>
      then(flags, async ({ tenant }) => {
        console.log(await restoreLicenses(tenant, file));
        return 0;
      }),
    );

  await program.parseAsync([...args], { from: "user" });
  return outcome ? outcome() : 0;
}
