const { createHash } = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");

const modules = "node_modules";
/** Holds a hash of what was installed; written only after an installation that succeeded. */
const stampFile = path.join(modules, ".installed-from-lock");
/** npm's own record of what is installed; npm writes it last. */
const npmRecord = path.join(modules, ".package-lock.json");
/** Files that npm writes at the same time may differ by so much. */
const sameTimeMs = 2_000;

/**
 * Why dependencies must be installed; undefined when they are complete. Reads two files and looks at the direct
 * dependencies, a few milliseconds.
 * @param {string} root folder of package.json
 */
function staleness(root) {
  if (!fs.existsSync(path.join(root, modules))) return `${modules} is missing`;
  const missing = directDependencies(root).filter((name) => !fs.existsSync(path.join(root, modules, name)));
  if (missing.length > 0) return `${list(missing)} missing from ${modules}`;
  if (readText(path.join(root, stampFile)) === stampOf(root)) return undefined;
  if (!installedByNpm(root)) return `${modules} does not fit package-lock.json`;
  try {
    writeStamp(root);
  } catch {
    // The stamp only saves the longer look next time.
  }
  return undefined;
}

/** Records that what package-lock.json says is installed. */
function writeStamp(root) {
  const file = path.join(root, stampFile);
  fs.writeFileSync(`${file}.${process.pid}`, stampOf(root));
  fs.renameSync(`${file}.${process.pid}`, file);
}

/** To be called before an installation, which may be killed: nothing may then take its remains for complete. */
function forgetInstallation(root) {
  for (const file of [stampFile, npmRecord]) fs.rmSync(path.join(root, file), { force: true });
}

/** Packages with native parts differ by platform, so a folder shared with another platform is stale too. */
function stampOf(root) {
  const hash = createHash("sha256")
    .update(fs.readFileSync(path.join(root, "package-lock.json")))
    .digest("hex");
  return `${hash} ${process.platform} ${process.arch}\n`;
}

function directDependencies(root) {
  const { dependencies, devDependencies } = readJson(path.join(root, "package.json"));
  return Object.keys({ ...dependencies, ...devDependencies });
}

/**
 * Whether the user has run npm by hand, and it installed all of the lock file. What the lock calls optional is for some
 * platforms only.
 */
function installedByNpm(root) {
  const record = path.join(root, npmRecord);
  if (!fs.existsSync(record)) return false;
  const changedSince = fs.statSync(path.join(root, modules)).mtimeMs - fs.statSync(record).mtimeMs;
  if (changedSince > sameTimeMs) return false;
  const installed = readJson(record).packages;
  return Object.entries(readJson(path.join(root, "package-lock.json")).packages)
    .filter(([folder, wanted]) => folder !== "" && (folder in installed || !wanted.optional))
    .every(([folder, wanted]) => {
      const found = installed[folder];
      return found !== undefined && found.version === wanted.version && found.integrity === wanted.integrity;
    });
}

function list(names) {
  const some = names.slice(0, 3).join(", ");
  if (names.length === 1) return `${some} is`;
  return names.length <= 3 ? `${some} are` : `${some} and ${names.length - 3} more are`;
}

function readJson(file) {
  return JSON.parse(fs.readFileSync(file, "utf8"));
}

function readText(file) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

module.exports = { forgetInstallation, staleness, writeStamp };
