/* The Python of the page: one worker, which is ended when it does not answer, and started anew. */

const here = new URL(".", import.meta.url);
let worker, current, serial = 0, cells;

/* The page's own code, which an answer may build on. */
const context = (page) => (cells ??= fetch(new URL(`pages/${page}.json`, here), { cache: "no-cache" }).then((answer) => {
  if (!answer.ok) throw new Error(`the page's code could not be loaded (${answer.status})`);
  return answer.json();
}));

const settle = (result) => {
  const { done, timer } = current;
  clearTimeout(timer);
  current = undefined;
  dispatchEvent(new Event("python"));
  done(result);
};

const end = () => {
  worker?.terminate();
  worker = undefined;
};

/* Stop what is running, with these words. */
export const stop = (text) => {
  end();
  if (current) settle({ status: "error", outputs: [{ kind: "error", text }] });
};

/* An ended worker may have said more before it ended. */
const hear = (from, data) => {
  if (from !== worker) return;
  if (data.id !== undefined && data.id !== current?.id) return;
  if (data.type === "loading") current?.tell(data);
  if (data.type === "running") {
    const { seconds } = data;
    current.tell({ text: "Running…" });
    current.timer = setTimeout(() => stop(`Stopped after ${seconds} s: a loop does not come to an end, or the answer takes too long.\nWhat you typed is kept, and the next run starts Python anew.`), 1000 * seconds);
  }
  if (data.type === "result") settle(data);
  if (data.type === "broken") stop(data.text);
};

const start = () => {
  const made = (worker = new Worker(new URL("worker.js", here)));
  made.onmessage = ({ data }) => hear(made, data);
  made.onerror = (event) => hear(made, { type: "broken", text: `Python could not be started: ${event.message ?? "its script did not load"}.` });
};

/* Whether something is running. */
export const busy = () => current !== undefined;

/* Run an answer; `tell` hears how it goes. Return {status, outputs}. */
export const run = (name, code, page, tell) => new Promise((done) => {
  const mine = (current = { id: ++serial, tell, done });
  dispatchEvent(new Event("python"));
  tell({ text: worker ? "Running…" : "Starting Python…" });
  if (!worker) start();
  context(page).then(
    ({ cells: before, exercises }) => current === mine && worker.postMessage({ id: mine.id, name, code, cells: before, before: exercises[name] }),
    (error) => { cells = undefined; if (current === mine) stop(`Not run: ${error.message}.`); },
  );
});
