import { createProject, type Project, pack } from "../../test/policies/engine";

/**
 * `pulumi preview` with the policy pack against the same preview without it, in turn, on stacks of several sizes:
 *
 *     npm run bench -- policies [--json] [sizes…]       default: 100 1000 integrations, of six resources each
 *
 * The provider creates nothing, so that the engine and the pack are what is measured.
 */

const sizes = process.argv.slice(2).map(Number).filter(Number.isInteger);
/** Previews of each kind, the median of which counts. */
const rounds = 3;
/** What the pack may cost at the largest size. */
const wanted = 1.25;

const program = (integrations: number) => `
const azuread = require("@pulumi/azuread");
const pulumi = require("@pulumi/pulumi");
const clientId = "00000003-0000-0000-c000-000000000000";
const permissions = ["45cc0394-e837-488b-a098-1918f48d186c", "34bf0e97-1971-4929-b999-9e2442d941d7"];
const graph = azuread.getServicePrincipalOutput({ clientId });
class Integration extends pulumi.ComponentResource {
  constructor(name) {
    super("bench:index:Integration", name);
    const options = { parent: this };
    const app = new azuread.Application(name, {
      displayName: name,
      requiredResourceAccesses: [{ resourceAppId: clientId, resourceAccesses: permissions.map((id) => ({ id, type: "Role" })) }],
    }, options);
    const principal = new azuread.ServicePrincipal(name, { clientId: app.clientId }, options);
    permissions.forEach((appRoleId, index) => new azuread.AppRoleAssignment(name + index, {
      appRoleId, principalObjectId: principal.objectId, resourceObjectId: graph.objectId,
    }, options));
    new azuread.ApplicationPassword(name, { applicationId: app.id, displayName: name, endDateRelative: "4320h" }, options);
  }
}
for (let index = 0; index < ${integrations}; index++) new Integration("integration" + index);
`;

async function seconds(project: Project, ...args: readonly string[]): Promise<number> {
  const from = process.hrtime.bigint();
  const { code, output } = await project.pulumi("preview", "--suppress-outputs", ...args);
  if (code !== 0 || /\[(mandatory|advisory)\]/.test(output)) throw new Error(`The preview is not clean: ${output}`);
  return Number(process.hrtime.bigint() - from) / 1e9;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

async function main(): Promise<void> {
  const project = await createProject("");
  try {
    const results = [];
    for (const integrations of sizes.length > 0 ? sizes : [100, 1000]) {
      project.write(program(integrations));
      const pairs = [];
      for (let round = 0; round < rounds; round++) {
        pairs.push({ without: await seconds(project), with: await seconds(project, "--policy-pack", pack) });
      }
      results.push({
        integrations,
        without: median(pairs.map((pair) => pair.without)),
        with: median(pairs.map((pair) => pair.with)),
        ratio: median(pairs.map((pair) => pair.with / pair.without)),
      });
    }
    if (process.argv.includes("--json")) console.log(JSON.stringify({ rounds, results }, null, 2));
    else {
      console.log(`Preview with the policy pack, medians of ${rounds} pairs`);
      for (const { integrations, without, with: packed, ratio } of results) {
        console.log(
          `${String(integrations).padStart(6)} integrations ${without.toFixed(1).padStart(8)} s without ${packed.toFixed(1).padStart(8)} s with, ratio ${ratio.toFixed(2)}`,
        );
      }
      console.log(`(wanted: at most ${wanted} at 1000)`);
    }
  } finally {
    project.close();
  }
}

void main();
