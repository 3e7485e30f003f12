export { type Engine, EngineError, engineVersion, type Reporter } from "./engine";
export { ensureEngine } from "./ensure";
export { engineEnvironment } from "./environment";
