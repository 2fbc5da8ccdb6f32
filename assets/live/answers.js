/* What the reader typed and passed, kept in this browser: one entry an exercise.
   The number in the keys is the version of what stands in an entry. */
const PREFIX = "regularization-executed/1/";
const FORMAT = "regularization-executed answers";
const VERSION = 1;
const LONGEST = 100_000;

const storage = () => {
  try { return localStorage; } catch { return undefined; }
};

const parse = (text) => {
  try {
    const { text: typed, passed } = JSON.parse(text) ?? {};
    return { ...(typeof typed === "string" && { text: typed }), ...(passed === true && { passed }) };
  } catch { return {}; }
};

const put = (name, entry) => {
  try {
    if (Object.keys(entry).length) storage()?.setItem(PREFIX + name, JSON.stringify(entry));
    else storage()?.removeItem(PREFIX + name);
    return true;
  } catch { return false; }
};

const changed = () => dispatchEvent(new Event("answers"));
addEventListener("storage", (event) => (event.key === null || event.key.startsWith(PREFIX)) && changed());

/* Return what is kept of one exercise: its text, and whether it was passed, if there is such. */
export const read = (name) => parse(storage()?.getItem(PREFIX + name) ?? "{}");

/* Change what is kept; what is set to undefined is forgotten. Return whether the browser kept it. */
export const change = (name, changes) => {
  const entry = Object.fromEntries(Object.entries({ ...read(name), ...changes }).filter(([, value]) => value !== undefined));
  const kept = put(name, entry);
  changed();
  return kept;
};

/* Return all that is kept, by the names of the exercises. */
export const all = () => {
  const names = Object.keys(storage() ?? {}).filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));
  return Object.fromEntries(names.sort().map((name) => [name, read(name)]));
};

export const forget = () => {
  Object.keys(all()).forEach((name) => put(name, {}));
  changed();
};

/* Return the text of a file with all that is kept. */
export const written = () => `${JSON.stringify({ format: FORMAT, version: VERSION, exercises: all() }, null, 1)}\n`;

/* Return the entries of such a file; `known` are the names of the book's exercises. Throw what is wrong. */
export const understood = (text, known) => {
  let file;
  try { file = JSON.parse(text); } catch { throw new Error("it is not JSON"); }
  if (file?.format !== FORMAT) throw new Error("it was not saved by this book");
  if (file.version !== VERSION) throw new Error(`its version is ${JSON.stringify(file.version)}, and this page reads version ${VERSION}`);
  const { exercises } = file;
  if (typeof exercises !== "object" || exercises === null || Array.isArray(exercises)) throw new Error("it holds no answers");
  const entries = {}, unknown = [];
  for (const [name, entry] of Object.entries(exercises)) {
    if (!known.has(name)) { unknown.push(name); continue; }
    const { text: typed, passed, ...more } = entry ?? {};
    const sound = typeof entry === "object" && entry !== null && !Object.keys(more).length
      && (typed === undefined || (typeof typed === "string" && typed.length <= LONGEST)) && (passed === undefined || passed === true);
    if (!sound) throw new Error(`its entry for ${name} is damaged`);
    entries[name] = entry;
  }
  return { entries, unknown };
};

/* Take entries over: texts replace texts, and what was passed here or there was passed. */
export const take = (entries) => {
  const kept = Object.entries(entries).map(([name, entry]) => put(name, { ...read(name), ...entry }));
  changed();
  return kept.every(Boolean);
};

/* Return the exercises of each page of the book, by the name of the page. */
export const book = async () => {
  const answer = await fetch(new URL("book.json", import.meta.url), { cache: "no-cache" });
  if (!answer.ok) throw new Error(`the list of exercises could not be loaded (${answer.status})`);
  return answer.json();
};
