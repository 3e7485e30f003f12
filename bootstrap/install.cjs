const path = require("node:path");
const { forgetInstallation, staleness, writeStamp } = require("./freshness.cjs");
const { acquireLock } = require("./lock.cjs");
const { runGuarded } = require("./guarded.cjs");
const { adviceFor, ciArguments, npmCommand, npmEnvironment } = require("./npm.cjs");
const { withProgress } = require("./progress.cjs");

/** Not inside node_modules: npm empties that. */
const lockFile = ".install.lock";
/** npm says first what is wrong, then explains itself at length, and names its log last. */
const shownLines = 20;

/** An installation that failed. The message is for the user. */
class InstallError extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.name = "InstallError";
    this.exitCode = exitCode;
  }
}

/**
 * Installs what package-lock.json says if node_modules is missing or stale. Several processes may do so at once: one
 * installs, the others wait. Raises an InstallError.
 * @param {string} root folder of package.json
 * @param {(line: string) => void} report
 */
async function installDependencies(root, report) {
  if (!check(root)) return;
  const lock = await lockInstallation(root, report);
  try {
    const reason = check(root);
    if (reason) await install(root, reason, report, lock);
  } finally {
    lock.release();
  }
}

function check(root) {
  try {
    return staleness(root);
  } catch (error) {
    throw new InstallError(
      `The npm dependencies cannot be checked: ${error.message}\nCheck package.json and package-lock.json.`,
    );
  }
}

async function lockInstallation(root, report) {
  const file = path.join(root, lockFile);
  try {
    return await acquireLock(file, {
      onWait: (owner) =>
        report(
          `Another start (${owner}) is installing the npm dependencies; waiting for it. If it is none of yours, delete ${file}.`,
        ),
    });
  } catch (error) {
    throw new InstallError(`The npm dependencies must be installed, but ${root} cannot be written: ${error.message}`);
  }
}

async function install(root, reason, report, lock) {
  const { command, args } = npmCommand(process.env);
  const step = { what: "installing npm dependencies", usually: "20 to 60 s, this once" };
  report(`Dependencies: ${reason}.`);
  await withProgress(report, step, async () => {
    forgetInstallation(root);
    const { code, output } = await runGuarded(command, [...args, ...ciArguments], {
      cwd: root,
      env: npmEnvironment(process.env),
      onStart: (pid) => lock.shareWith(pid),
    });
    if (code !== 0) throw failure(code, output);
    writeStamp(root);
  });
}

function failure(code, output) {
  const lines = output.trimEnd().split("\n");
  const shown = lines.length > shownLines ? [...lines.slice(0, shownLines), "…", ...lines.slice(-1)] : lines;
  return new InstallError(
    `\nThe npm dependencies could not be installed. npm ci ended with code ${code}:\n\n${shown.map((line) => `  ${line}`).join("\n")}\n\n${adviceFor(output)}`,
  );
}

module.exports = { InstallError, installDependencies };
