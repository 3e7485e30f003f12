import { homedir, userInfo } from "node:os";
import * as path from "node:path";
import { EngineError, engineVersion } from "./engine";

/** The engine's own folder: PULUMI_HOME, else ~/.pulumi, as the engine itself decides. */
export function pulumiHome(environment: NodeJS.ProcessEnv = process.env): string {
  return environment.PULUMI_HOME ? path.resolve(environment.PULUMI_HOME) : path.join(userHome(), ".pulumi");
}

/** Where engines are installed, by version, as the Automation API does it. */
export function versionsFolder(): string {
  return path.join(pulumiHome(), "versions");
}

/** Where the engine of this project's version belongs. */
export function engineFolder(): string {
  return path.join(versionsFolder(), engineVersion, "bin");
}

/** Where engines are made before they are moved into place: beside the versions, so that moving is a rename. */
export function workshopFolder(): string {
  return path.join(pulumiHome(), "entra-integrations");
}

/** HOME, or what the system has on record for this user. Raises an EngineError where neither is known. */
export function userHome(): string {
  try {
    const home = process.env.HOME === "" ? userInfo().homedir : homedir();
    if (home) return home;
  } catch {
    // No HOME, and the user is not on record, as in some containers.
  }
  throw new EngineError(
    "This user has no home folder, so there is no place for the Pulumi engine and the caches of its build.",
    "Set HOME to a folder that can be written.",
  );
}
