// Entry point of the pack in this repository: loads the TypeScript sources without checking their types.
//
// The engine has TypeScript loaded anyway when it starts a pack, but compiles through a language service, which takes
// about two seconds. Here each file is only stripped of its types, and the result is kept under the hash of the source, so
// that a second start compiles nothing and an edited file is never stale. The published package holds plain JavaScript and
// does not need this file.

const { createHash } = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");

const root = path.dirname(__dirname);
const folders = ["policies", "catalogue"].map((name) => path.join(root, name) + path.sep);
const cache = path.join(root, "node_modules", ".cache", "entra-integrations");
const usual = require.extensions[".ts"];

require.extensions[".ts"] = (module, file) => {
  if (folders.some((folder) => file.startsWith(folder))) module._compile(compile(file), file);
  else if (usual) usual(module, file);
  else throw new Error(`${file} is not part of the policy pack.`);
};

/** Returns the JavaScript of a TypeScript file, from the cache when this very text was compiled before. */
function compile(file) {
  const source = fs.readFileSync(file, "utf8");
  const version = require("typescript/package.json").version;
  const kept = path.join(cache, `${createHash("sha256").update(`${version}\n${file}\n${source}`).digest("hex")}.js`);
  try {
    return fs.readFileSync(kept, "utf8");
  } catch {
    const code = transpile(source, file);
    keep(kept, code);
    return code;
  }
}

function transpile(source, file) {
  const ts = require("typescript");
  return ts.transpileModule(source, {
    fileName: file,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.CommonJS,
      esModuleInterop: true,
      inlineSourceMap: true,
    },
  }).outputText;
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
