/**
 * Stand-ins for provider plugins. The real Pulumi engine attaches to them through `PULUMI_DEBUG_PROVIDERS`; they turn the resource types
 * that this project uses into the HTTP requests which the real plugins send.
 */
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { didYouMean } from "../../catalogue/suggest";
import { azuread } from "./azuread";
import { azureNative } from "./azureNative";
import type { Connection } from "./connect";
import { Locks } from "./locks";
import type { Plugin } from "./plugin";
import { createProvider } from "./provider";
import { random } from "./random";
import { createTransport } from "./transport";

export interface PluginIdentity {
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface PluginsOptions {
  /** `https://localhost:<port>` of the sandbox. */
  readonly origin: string;
  /** Certificates (PEM) to trust for it; Node's own when absent. */
  readonly ca?: string | readonly string[];
  /** Who to be where the provider's configuration does not say. */
  readonly identity: PluginIdentity;
  /** For azure-native, where its configuration does not say. */
  readonly subscriptionId?: string;
  /** Which plugins to stand in for. @default all */
  readonly names?: readonly string[];
  /** How long to go on asking where the sandbox says "not yet", in milliseconds. @default 60000 */
  readonly patience?: number;
}

export interface Plugins {
  /** Value for the variable `PULUMI_DEBUG_PROVIDERS` of the engine. */
  readonly debugProviders: string;
  /** Ports on 127.0.0.1, by plugin name. */
  readonly ports: Readonly<Record<string, number>>;
  /**
   * Changes who to be, for the commands that start from now on: what other `ARM_*` variables are to a real plugin, which a stand-in
   * cannot see.
   */
  actAs(identity: PluginIdentity): void;
  close(): Promise<void>;
}

/** Every stand-in there is. */
export const plugins: readonly Plugin[] = [azuread, random, azureNative];

export const pluginNames: readonly string[] = plugins.map(({ name }) => name);

/** Serves the stand-ins on free ports of 127.0.0.1 until they are closed. */
export async function startPlugins(options: PluginsOptions): Promise<Plugins> {
  const served = (options.names ?? pluginNames).map(byName);
  const transport = createTransport(options.ca);
  const connection: Connection & { identity: PluginIdentity } = {
    origin: options.origin.replace(/\/+$/, ""),
    transport,
    identity: options.identity,
    subscriptionId: options.subscriptionId ?? "",
    locks: new Locks(),
    patience: options.patience ?? 60_000,
  };
  const servers: grpc.Server[] = [];
  const ports: Record<string, number> = {};
  const close = async () => {
    for (const server of servers) server.forceShutdown();
    transport.close();
  };
  try {
    for (const plugin of served) {
      // The engine sends whole states: messages may be as large as it allows itself.
      const server = new grpc.Server({ "grpc.max_receive_message_length": 400 * 1024 * 1024 });
      server.addService(
        ResourceProviderService as unknown as grpc.ServiceDefinition,
        createProvider(plugin, connection),
      );
      servers.push(server);
      ports[plugin.name] = await bind(server);
    }
  } catch (error) {
    await close();
    throw error;
  }
  const debugProviders = Object.entries(ports).map(([name, port]) => `${name}:${port}`);
  const actAs = (identity: PluginIdentity) => {
    connection.identity = identity;
  };
  return { debugProviders: debugProviders.join(","), ports, actAs, close };
}

function byName(name: string): Plugin {
  const plugin = plugins.find((one) => one.name === name);
  if (plugin) return plugin;
  throw new Error(`There is no stand-in for a provider "${name}".${didYouMean(name, pluginNames)}`);
}

function bind(server: grpc.Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    );
  });
}
