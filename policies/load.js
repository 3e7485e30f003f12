// Entry point of the pack in this repository: loads the TypeScript sources without checking their types.
//
// The engine loads TypeScript whenever it starts a pack, and compiles through a language service, which takes seconds. Here
// each file is only stripped of its types, and the result is kept with the hash of its source: a second start compiles
// nothing, and an edited file is never stale. The published package holds plain JavaScript and does without this file.

const { createHash } = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");

const root = path.dirname(__dirname);
const folders = ["policies", "catalogue"].map((name) => path.join(root, name) + path.sep);
const cache = path.join(root, "node_modules", ".cache", "entra-integrations", "policies");
const compiler = require("typescript/package.json").version;
const usual = require.extensions[".ts"];

require.extensions[".ts"] = (module, file) => {
  if (folders.some((folder) => file.startsWith(folder))) module._compile(compiled(file), file);
  else if (usual) usual(module, file);
  else throw new Error(`${file} is not part of the policy pack.`);
};

/** The JavaScript of a TypeScript file, from the cache when this very text was compiled before. */
function compiled(file) {
  const source = fs.readFileSync(file, "utf8");
  const stamp = `// ${createHash("sha256").update(`${compiler}\n${source}`).digest("hex")}\n`;
  const kept = path.join(cache, `${path.relative(root, file).replaceAll(path.sep, "-")}.js`);
  const present = readOrEmpty(kept);
  if (present.startsWith(stamp)) return present;
  const code = stamp + transpile(source, file);
  keep(kept, code);
  return code;
}

function readOrEmpty(file) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function transpile(source, fileName) {
  const ts = require("typescript");
  const compilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.CommonJS,
    esModuleInterop: true,
    inlineSourceMap: true,
  };
  return ts.transpileModule(source, { fileName, compilerOptions }).outputText;
}

/** Writes a cache entry in one step; a folder that cannot be written only costs the compilation again. */
function keep(file, code) {
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    const temporary = `${file}.${process.pid}`;
    fs.writeFileSync(temporary, code);
    fs.renameSync(temporary, file);
  } catch {
    // Read-only installations work without a cache.
  }
}

require("./index.ts");
