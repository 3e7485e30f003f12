/**
 * Runs a step that may take long: says that it began and how long it usually takes, then every 15 s that it goes on.
 * Plain lines, so that logs and pipes read well too.
 * @param {(line: string) => void} report
 * @param {{ what: string, usually: string, everyMs?: number }} step `what` as in "building the engine"
 * @param {() => Promise<any>} work
 */
async function withProgress(report, { what, usually, everyMs = 15_000 }, work) {
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  report(`${what[0].toUpperCase()}${what.slice(1)} (usually ${usually}) …`);
  const heartbeat = setInterval(() => report(`  still ${what}, ${seconds()} s so far (usually ${usually}) …`), everyMs);
  try {
    const result = await work();
    report(`  done in ${seconds()} s.`);
    return result;
  } finally {
    clearInterval(heartbeat);
  }
}

module.exports = { withProgress };
