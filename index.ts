import * as pulumi from "@pulumi/pulumi";
import { lookUpTenant } from "./components/tenant";
import { readConfiguration, targetCloud } from "./config";
import { integrationOf } from "./integrations";

/** Composition only: what is deployed is in the configuration, how is in `integrations`. */
export = async () => {
  const configuration = readConfiguration();
  const tenant = lookUpTenant(await targetCloud(configuration));
  const context = { tenant, stack: pulumi.getStack() };

  const records = configuration.integrations.map(({ kind, name, options }) => {
    const declared = integrationOf(kind)?.declare(name, options, context);
    return [name, declared?.record] as const;
  });
  return { integrations: Object.fromEntries(records) };
};
