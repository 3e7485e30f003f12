// Preloaded with NODE_OPTIONS: the host of Pulumi's official distribution is out of reach, unless INSTALL_SCRIPT names a
// shell script to serve as its installer.
const { readFileSync } = require("node:fs");

globalThis.fetch = async (url) => {
  if (!process.env.INSTALL_SCRIPT) {
    throw new TypeError("fetch failed", { cause: new Error(`getaddrinfo ENOTFOUND ${new URL(url).host}`) });
  }
  return new Response(readFileSync(process.env.INSTALL_SCRIPT, "utf8"));
};
