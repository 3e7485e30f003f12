// Installs the official Pulumi distribution: `node downloadOfficial.cjs <version> <folder>`. A process of its own, because
// the Automation API's installer cannot be stopped otherwise.
const { PulumiCommand } = require("@pulumi/pulumi/automation");

const installer = "https://get.pulumi.com/install.sh";
const answerMs = 15_000;

/** Without it, the installer waits for two minutes, and keeps the reason to itself. */
async function reach(url) {
  try {
    await fetch(url, { method: "HEAD", signal: AbortSignal.timeout(answerMs) });
  } catch (error) {
    throw new Error(`${new URL(url).host} cannot be reached: ${error.cause?.message || error.message}`);
  }
}

async function install(version, root) {
  await reach(installer);
  await PulumiCommand.install({ version, root, skipVersionCheck: true });
}

install(...process.argv.slice(2)).catch((error) => {
  console.error(error.commandResult?.stderr || error.message);
  process.exitCode = 1;
});
