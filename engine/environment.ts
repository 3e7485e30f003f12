import { realpathSync } from "node:fs";
import * as path from "node:path";
import type { Engine } from "./engine";
import { isExecutable } from "./inspect";

const nodeFile = process.platform === "win32" ? "node.exe" : "node";

/**
 * Environment for commands that use the engine. The engine's folder is first on PATH; this Node comes next where PATH has
 * another or none, because the engine starts programs, policy packs and dynamic providers with the `node` that it finds.
 */
export function engineEnvironment(engine: Engine, base: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  // On Windows it is "Path", as a rule.
  const name = Object.keys(base).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
  const inherited = (base[name] ?? "").split(path.delimiter).filter((folder) => folder !== "");
  const first = [engine.directory, ...(hasThisNode(inherited) ? [] : [path.dirname(process.execPath)])];
  return {
    ...base,
    [name]: [...new Set([...first, ...inherited])].join(path.delimiter),
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
}

function hasThisNode(folders: readonly string[]): boolean {
  const folder = folders.find((candidate) => isExecutable(path.join(candidate, nodeFile)));
  return folder !== undefined && realpathSync(path.join(folder, nodeFile)) === realpathSync(process.execPath);
}
