const path = require("node:path");
const { InstallError, installDependencies } = require("./install.cjs");

const root = path.resolve(__dirname, "..");

/** Installs what is missing, then hands the command to cli/main.ts and takes its exit code over. */
async function start(argv) {
  try {
    await installDependencies(root, (line) => process.stderr.write(`${line}\n`));
  } catch (error) {
    if (!(error instanceof InstallError)) throw error;
    console.error(error.message);
    process.exitCode = error.exitCode;
    return;
  }
  require("./typescript.cjs");
  process.exitCode = await require("../cli/main.ts").main(argv);
}

module.exports = { start };
