// Entry point of every npm script: `node bootstrap/run.cjs <command> [args…]`.
// Old syntax on purpose: a Node that is too old must get as far as the sentence that says so.
const { refusalOf } = require("./nodeVersion.cjs");

const refusal = refusalOf(process.versions.node);
if (refusal) {
  console.error(refusal);
  process.exitCode = 1;
} else {
  require("./start.cjs").start(process.argv.slice(2));
}
