import { buildEngine } from "./build";
import { downloadEngine } from "./download";
import { type Engine, EngineError, engineVersion, type Reporter } from "./engine";
import { reasonOf } from "./failure";
import { oldestGo } from "./goToolchain";
import { pulumiHome, versionsFolder } from "./home";
import { type Attempt, findInstalled, findOnPath } from "./installed";
import { inWorkshop } from "./workshop";

interface Failure {
  readonly way: string;
  readonly reason: string;
}

/**
 * The official Pulumi engine: the one on PATH, an installed one, a download, or a build from Go modules, whichever works
 * first. The last two end in the folder where the Automation API looks too. Several processes may ask at once.
 * Raises an EngineError that lists every way and why it failed.
 */
export async function ensureEngine(report: Reporter): Promise<Engine> {
  const failures: Failure[] = [];
  return (
    (await look("PATH", findOnPath, failures)) ??
    (await look("installed versions", findInstalled, failures)) ??
    (await make(report, failures))
  );
}

async function look(way: string, find: () => Promise<Attempt>, failures: Failure[]): Promise<Engine | undefined> {
  const attempt = await find();
  if (!("problem" in attempt)) return attempt;
  failures.push({ way, reason: attempt.problem });
  return undefined;
}

async function make(report: Reporter, failures: Failure[]): Promise<Engine> {
  report(`No Pulumi ${engineVersion} or later is installed; getting one into ${versionsFolder()}, this once.`);
  const ways = [
    { way: "download from get.pulumi.com", get: downloadEngine },
    { way: "build from Go modules", get: buildEngine },
  ];
  try {
    return await inWorkshop(report, async (workshop) => {
      const meanwhile = await findInstalled();
      if (!("problem" in meanwhile)) return meanwhile;
      for (const { way, get } of ways) {
        try {
          return await get(workshop, report);
        } catch (error) {
          const reason = reasonOf(error);
          failures.push({ way, reason });
          report(`  no ${way}: ${reason}`);
        }
      }
      throw noEngine(failures);
    });
  } catch (error) {
    if (error instanceof EngineError) throw error;
    throw noEngine([...failures, { way: `download or build into ${pulumiHome()}`, reason: reasonOf(error) }]);
  }
}

function noEngine(failures: readonly Failure[]): EngineError {
  const tried = failures.map(
    ({ way, reason }, index) => `  ${index + 1}. ${way}: ${reason.replaceAll("\n", "\n       ")}`,
  );
  return new EngineError(
    `There is no Pulumi engine, and none could be had. Tried, in this order:\n${tried.join("\n")}`,
    `Do one of these:
  - install Pulumi ${engineVersion} or later, and put it on PATH: https://www.pulumi.com/docs/install/
  - let this machine reach get.pulumi.com and github.com
  - install Go ${oldestGo} or later (https://go.dev/dl/) with a module proxy within reach; a build needs about 3 GB
  - set PULUMI_HOME, if its folder is what failed, to one that can be written`,
  );
}
