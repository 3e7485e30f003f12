// Loads the handler in Pulumi's dynamic provider, a plain Node process that knows no TypeScript.
require("ts-node").register({
  transpileOnly: true,
  project: require("node:path").resolve(__dirname, "../../tsconfig.json"),
});
module.exports = require("./handler.ts");
