const oldestMajor = 20;

/**
 * Why this version of Node cannot run the project; undefined when it can.
 * @param {string} version such as "20.20.2"
 */
function refusalOf(version) {
  if (Number.parseInt(version, 10) >= oldestMajor) return undefined;
  return (
    "This project needs Node " +
    oldestMajor +
    " or later; this is Node " +
    version +
    ". Please install a newer one, from https://nodejs.org or with your version manager."
  );
}

module.exports = { refusalOf };
