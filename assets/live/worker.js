/* Python in a worker of its own, so that the page stays alive and can end it. */
const here = new URL(".", self.location.href);
const KEPT = "regularization-executed engine ";
const say = (message) => postMessage(message);
const TYPES = { js: "text/javascript", json: "application/json", wasm: "application/wasm" };

/* The engine is large and does not change: it is kept for the next page, one version of it.
   Without a secure context, or with its storage closed, a browser has no such place. */
const store = async (version) => {
  try {
    const names = (await caches.keys()).filter((name) => name.startsWith(KEPT) && name !== KEPT + version);
    await Promise.all(names.map((name) => caches.delete(name)));
    return await caches.open(KEPT + version);
  } catch { return undefined; }
};

/* Return the bytes of the files, telling how many of all have come. */
const download = async (files, version) => {
  const kept = await store(version);
  const total = Object.values(files).reduce((sum, bytes) => sum + bytes, 0);
  const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
  let loaded = 0, told = 0;
  const tell = () => {
    if (performance.now() - told < 100 && loaded < total) return;
    told = performance.now();
    say({ type: "loading", text: `Loading Python and NumPy: ${megabytes(loaded)} of ${megabytes(total)} MB`, loaded, total });
  };
  const one = async (name) => {
    const address = new URL(name, here).href;
    const lasting = name.startsWith("engine/") ? kept : undefined;
    const found = await lasting?.match(address);
    const answer = found ?? await fetch(address, { cache: lasting ? "no-store" : "no-cache" });
    if (!answer.ok) throw new Error(`${name} could not be loaded (${answer.status})`);
    const chunks = [], reader = answer.body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value);
      loaded += value.length;
      tell();
    }
    const bytes = new Uint8Array(await new Blob(chunks).arrayBuffer());
    if (lasting && !found) lasting.put(address, new Response(bytes)).catch(() => {});
    return [address, bytes];
  };
  return new Map(await Promise.all(Object.keys(files).map(one)));
};

const ready = (async () => {
  say({ type: "loading", text: "Loading Python…" });
  const listed = await fetch(new URL("download.json", here), { cache: "no-cache" });
  if (!listed.ok) throw new Error(`the list of files could not be loaded (${listed.status})`);
  const { version, files, data } = await listed.json();
  const bytes = await download(files, version);
  const at = (name) => new URL(name, here).href;

  // The loader asks with `fetch` for what is here already.
  const network = self.fetch.bind(self);
  self.fetch = (asked, options) => {
    const { href } = new URL(asked.url ?? asked, self.location.href);
    if (!bytes.has(href)) return network(asked, options);
    return Promise.resolve(new Response(bytes.get(href), { headers: { "Content-Type": TYPES[href.split(".").pop()] ?? "application/octet-stream" } }));
  };
  const script = (name) => {
    const address = URL.createObjectURL(new Blob([bytes.get(at(name))], { type: TYPES.js }));
    importScripts(address);
    URL.revokeObjectURL(address);
  };

  say({ type: "loading", text: "Starting Python…" });
  script("engine/pyodide.js");
  script("engine/pyodide.asm.js");
  const python = await loadPyodide({ indexURL: at("engine/"), lockFileURL: at("engine/pyodide-lock.json"), packages: [] });
  say({ type: "loading", text: "Starting NumPy…" });
  const quiet = { messageCallback: () => {}, errorCallback: (text) => { throw new Error(text); } };
  await python.loadPackage("numpy", quiet);
  python.unpackArchive(bytes.get(at("helpers.zip")), "zip", { extractDir: "/book" });
  // The data of the book are loaded when they are read.
  python.FS.mkdirTree("/book/helpers/data");
  for (const name of data) python.FS.createLazyFile("/book/helpers/data", name, at(`data/${name}`), true, false);
  bytes.clear();
  return python.runPython("import sys; sys.path.insert(0, '/book'); from live import runner; runner.run");
})();

const broken = (error, id) => {
  const text = String(error?.message ?? error);
  const deep = /call stack|recursion|stack overflow/i.test(text);
  const memory = /memory/i.test(text);
  const why = deep ? "Python ran out of stack: the code calls itself too often." : memory ? "Python ran out of memory." : `Python could not go on: ${text.split("\n", 1)[0]}.`;
  say({ type: "broken", id, text: `${why}\nWhat you typed is kept, and the next run starts Python anew.` });
};

self.onmessage = async ({ data }) => {
  let run;
  try { run = await ready; } catch (error) {
    say({ type: "broken", id: data.id, text: `Python could not be started: ${error.message ?? error}.` });
    return;
  }
  try {
    const tell = (text) => say({ type: "loading", id: data.id, text });
    const begin = (seconds) => say({ type: "running", id: data.id, seconds });
    say({ type: "result", id: data.id, ...JSON.parse(run(JSON.stringify(data), tell, begin)) });
  } catch (error) {
    broken(error, data.id);
  }
};
