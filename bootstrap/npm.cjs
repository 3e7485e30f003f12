const path = require("node:path");

/** Settings that would install less, more or elsewhere than the lock file says; npm hands them to scripts it runs. */
const unwanted =
  /^npm_config_(local_prefix|omit|include|only|production|dry_run|global|location|json|package_lock_only)$/i;

/** How to start npm: the one that started us, else the one on PATH. */
function npmCommand(environment) {
  const running = environment.npm_execpath;
  if (running && path.basename(running) === "npm-cli.js") return { command: process.execPath, args: [running] };
  return { command: process.platform === "win32" ? "npm.cmd" : "npm", args: [] };
}

/** Environment for `npm ci`, free of what would change what it installs. */
function npmEnvironment(environment) {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !unwanted.test(name)));
}

/** Development dependencies too, whatever NODE_ENV or npm's settings say: tests and linter are among them. */
const ciArguments = ["ci", "--include=dev", "--no-audit", "--no-fund", "--no-progress", "--loglevel=error"];

const advice = [
  [/spawn npm\S* ENOENT/, "npm was not found on PATH. It comes with Node: https://nodejs.org"],
  [
    /EUSAGE|can only install packages when/,
    "package-lock.json does not fit package.json. Run `npm install`, and commit the lock file.",
  ],
  [/ENOSPC|no space left/i, "The disk is full. Free about 1 GB and try again."],
  [
    /EACCES|EPERM|EROFS/,
    "The project's folder or npm's cache cannot be written. Check who owns them (`npm config get cache`).",
  ],
  [/E401|E403/, "The registry refused. Check your sign-in to it: `npm config get registry`, `npm login`."],
  [
    /EINTEGRITY/,
    "A package differs from what package-lock.json promises. Run `npm cache clean --force` and try again.",
  ],
  [
    /CERT|certificate/i,
    "The registry's certificate is not trusted. Behind a proxy that inspects TLS, set NODE_EXTRA_CA_CERTS to its CA file.",
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|ERR_SOCKET_TIMEOUT/,
    "The registry cannot be reached. Check the network, `npm config get registry` and `npm config get proxy`.",
  ],
];

/** What to do about a failure of npm, from its output. */
function adviceFor(output) {
  const known = advice.find(([pattern]) => pattern.test(output));
  return known ? known[1] : "Run `npm ci --include=dev` by itself to see more.";
}

module.exports = { adviceFor, ciArguments, npmCommand, npmEnvironment };
