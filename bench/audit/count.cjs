// Loaded into the process that is measured: counts what it sends with a token, and says at the end how much memory it took.
const { writeFileSync } = require("node:fs");

let requests = 0;
let reads = 0;
const send = globalThis.fetch;
globalThis.fetch = (url, init) => {
  if (init?.headers?.authorization) {
    requests++;
    reads += String(url).endsWith("/$batch") ? JSON.parse(init.body).requests.length : 1;
  }
  return send(url, init);
};
process.on("exit", () => {
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  writeFileSync(process.env.BENCH_AUDIT_RESULT, JSON.stringify({ requests, reads, peakBytes }));
});
