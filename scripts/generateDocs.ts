import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { auditReference } from "./auditReference";
import { configurationReference } from "./configurationReference";
import { explainReference } from "./explainReference";
import { policyReference } from "./policyReference";

/** Writes the generated pages of docs/; with --check only says which are out of date, and fails. */

const pages = {
  "docs/audit.md": auditReference,
  "docs/configuration.md": configurationReference,
  "docs/explain.md": explainReference,
  "docs/policies.md": policyReference,
};

const project = path.resolve(__dirname, "..");
const check = process.argv.includes("--check");
let stale = 0;
for (const [file, render] of Object.entries(pages)) {
  const target = path.join(project, file);
  const text = render();
  if (check) {
    if (readOrEmpty(target) === text) continue;
    stale += 1;
    console.error(`${file} is out of date. Run \`npm run docs\`.`);
  } else {
    writeFileSync(target, text);
    console.log(`wrote ${file}`);
  }
}
process.exitCode = stale > 0 ? 1 : 0;

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
