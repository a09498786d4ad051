// Runs in a worker, after Go's loader: inflates the engine, starts it, and
// judges the files it is handed one by one.
let rules = '', unit = '', go;

self.bangfuReady = () => postMessage({kind: 'ready'});

async function start(packed) {
  const inflated = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  const code = await new Response(inflated).arrayBuffer();
  go = new Go();
  const made = await WebAssembly.instantiate(code, go.importObject);
  go.run(made.instance).then(() => postMessage({kind: 'dead'}), () => postMessage({kind: 'dead'}));
}

function tell(kind, text, bytes) {
  if (kind === 'done') {
    postMessage({kind, text, bytes}, [bytes.buffer]);
    return;
  }
  postMessage({kind, text});
}

self.onmessage = (e) => {
  const m = e.data;
  if (m.packed) {
    rules = m.rules;
    unit = m.unit;
    start(m.packed).catch(() => postMessage({kind: 'dead'}));
    return;
  }
  try {
    self.bangfuCheck(rules, unit, m.name, new Uint8Array(m.data), m.at, tell);
  } catch (err) {
    postMessage({kind: 'dead'});
  }
};
