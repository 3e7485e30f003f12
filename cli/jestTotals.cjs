// Reporter for jest: leaves the totals of a run in a file.
const { writeFileSync } = require("node:fs");

module.exports = class {
  onRunComplete(_contexts, results) {
    const totals = {
      passed: results.numPassedTests,
      // A file that does not even load has no tests to count.
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests + results.numTodoTests,
    };
    writeFileSync(process.env.JEST_TOTALS_FILE, JSON.stringify(totals));
  }
};
