// Loads a handler in the process of Pulumi's dynamic provider, a plain Node that knows no TypeScript and whose folder is
// the project's. `name` is the handler's folder in components/.
require("../../bootstrap/typescript.cjs");

module.exports = (name) => require(`../${name}/handler.ts`);
