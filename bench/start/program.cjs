// Starts the Pulumi program in the folder that is named, as the engine's language host does (@pulumi/pulumi/cmd/run):
// ts-node with the folder's tsconfig, type-checking unless it says `noCheck`. Pulumi's mocks stand for the engine. Prints
// what the process cost.
const path = require("node:path");

const folder = path.resolve(process.argv[2]);
process.chdir(folder);
const configFile = path.join(folder, "tsconfig.json");
const { noCheck } = require(configFile).compilerOptions;
require("ts-node").register({ project: configFile, transpileOnly: noCheck });

const pulumi = require("@pulumi/pulumi");

async function main() {
  pulumi.runtime.setAllConfig({
    "entra-integrations:integrations": JSON.stringify([{ kind: "servicenow-defender", name: "sir" }]),
  });
  await pulumi.runtime.setMocks(
    {
      newResource: ({ name, inputs }) => ({ id: `/${name}`, state: { ...inputs, clientId: name, objectId: name } }),
      call: () => ({ tenantId: "tenant", objectId: "object", clientId: "client" }),
    },
    "entra-integrations",
    "bench",
  );
  await require(path.join(folder, "index.ts"))();
}

process.on("beforeExit", () => {
  // Kilobytes on Linux and macOS alike. Not process.exit: what was declared is to be registered first.
  process.stdout.write(JSON.stringify({ peakKilobytes: process.resourceUsage().maxRSS }));
  process.reallyExit(process.exitCode ?? 0);
});
main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
