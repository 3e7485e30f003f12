import type { Connection } from "./connect";
import type { FunctionType, Properties, ResourceType } from "./resourceType";
import type { Session } from "./session";
import type { Values } from "./values";

/** A stand-in for one provider plugin: its data, and how it reaches its service. */
export interface Plugin {
  /** As in `PULUMI_DEBUG_PROVIDERS`, e.g. `azuread`. */
  readonly name: string;
  /** That of the installed SDK. */
  readonly version: string;
  readonly types: readonly ResourceType[];
  readonly functions: readonly FunctionType[];
  /** Names of the provider's configuration. */
  readonly configuration: Properties;
  /** The folder in which a missing type is to be added. */
  readonly folder: string;
  /** Signs in as the configuration says, or else as the sandbox's identity. */
  readonly connect: (config: Values, connection: Connection) => Promise<Session>;
  /** Puts an error into the words in which the real provider prints it. */
  readonly print: (message: string) => string;
}
