import * as pulumi from "@pulumi/pulumi";
import { withOwnFrames } from "./components/ownFrames";
import { lookUpTenant } from "./components/tenant";
import { readConfiguration, targetCloud } from "./config";
import { integrationOf } from "./integrations";
import { preflight } from "./preflight";

/** Composition only: what is deployed is in the configuration, how is in `integrations`. */
export = () =>
  deploy().catch((error: unknown) => {
    throw withOwnFrames(error);
  });

async function deploy() {
  const configuration = readConfiguration();
  const cloud = await targetCloud(configuration);
  const seen = await preflight(configuration, cloud);
  const context = { tenant: lookUpTenant(cloud), stack: pulumi.getStack() };

  const records = configuration.integrations.map(({ kind, name, options }) => {
    const declared = integrationOf(kind)?.declare(name, options, { ...context, ...seen.get(name) });
    return [name, declared?.record] as const;
  });
  return { integrations: Object.fromEntries(records) };
}
