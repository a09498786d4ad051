// Runs the engine of 核对.html under Node over the files named on the standard
// input, and prints what it says of each.
const fs = require('fs'), zlib = require('zlib'), crypto = require('crypto'), path = require('path');
const engine = process.argv[2], rules = fs.readFileSync(process.argv[3], 'utf8'), at = Number(process.argv[4]);
const files = JSON.parse(fs.readFileSync(0, 'utf8'));
globalThis.require = require;
globalThis.fs = fs;
globalThis.path = path;
require(path.join(engine, 'wasm_exec.js'));
const go = new Go();
let i = -1, began = 0;
const next = () => {
  if (++i === files.length) { process.exit(0); }
  began = performance.now();
  globalThis.bangfuCheck(rules, '', path.basename(files[i]), new Uint8Array(fs.readFileSync(files[i])), at, tell);
};
const tell = (kind, text, bytes) => {
  if (kind === 'stage') { return; }
  const said = kind === 'done' ? JSON.parse(text) : {result: null};
  const copy = bytes ? crypto.createHash('sha256').update(bytes).digest('hex') : kind;
  console.log(JSON.stringify({result: said.result, copy, took: Math.round(performance.now() - began)}));
  setTimeout(next, 0);
};
globalThis.bangfuReady = () => setTimeout(next, 0);
WebAssembly.instantiate(zlib.gunzipSync(fs.readFileSync(path.join(engine, 'precheck.wasm.gz'))), go.importObject).then((made) => go.run(made.instance));
