import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { type Cloud, CloudError, resolveCloud } from "./catalogue/clouds";
import { type Configuration, configurationSchema } from "./integrations/configuration";
import { configurationNamespace } from "./integrations/namespace";
import { describeProblems, type JsonSchema } from "./integrations/problems";

/**
 * Reads the stack's configuration. Raises one RunError that lists every problem with its path, the value received and
 * what to do.
 */
export function readConfiguration(config = new pulumi.Config(configurationNamespace)): Configuration {
  const raw: Record<string, unknown> = {};
  for (const key of Object.keys(configurationSchema.shape)) {
    const value = config.get(key);
    if (value !== undefined) raw[key] = parse(value);
  }
  const result = configurationSchema.safeParse(raw);
  if (result.success) return result.data;

  const problems = describeProblems(
    result.error.issues,
    raw,
    z.toJSONSchema(configurationSchema, { io: "input" }) as JsonSchema,
  );
  throw new pulumi.RunError(
    [
      `Pulumi.${pulumi.getStack()}.yaml has ${problems.length === 1 ? "a problem" : `${problems.length} problems`}:`,
      ...problems.map((problem) => `  - ${problem}`),
      "docs/configuration.md lists every option.",
    ].join("\n"),
  );
}

/** Pulumi hands lists and objects over as JSON, anything else as text. */
function parse(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/**
 * Which cloud to deploy to, from the same sources as the azuread provider. Raises a RunError where the
 * cloud cannot be read, and where a stack of the sandbox is run without one: what it declares would end up in whatever
 * tenant the machine happens to be signed in to.
 */
export async function targetCloud({ sandbox }: Configuration): Promise<Cloud> {
  const azuread = new pulumi.Config("azuread");
  const metadataHost = azuread.get("metadataHost") ?? process.env.ARM_METADATA_HOSTNAME;
  if (sandbox && !metadataHost) {
    const stack = pulumi.getStack();
    throw new pulumi.RunError(
      [
        `Stack "${stack}" deploys to the local sandbox, and no sandbox is running. Nothing was created.`,
        "  - To use the sandbox: `npm start`, or `npm run sandbox -- pulumi up`.",
        `  - To use a real tenant: make a stack of your own (\`pulumi stack init prod\`, then copy Pulumi.prod.example.yaml`,
        "    to Pulumi.prod.yaml) and run `pulumi up --stack prod` with your own credentials.",
      ].join("\n"),
    );
  }
  const environment = azuread.get("environment") ?? process.env.ARM_ENVIRONMENT;
  try {
    return await resolveCloud({ metadataHost, environment });
  } catch (error) {
    throw error instanceof CloudError ? new pulumi.RunError(error.message) : error;
  }
}
