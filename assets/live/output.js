/* What came out of a run, as the notebook shows it. */

const NAMES = {
  joblib: "joblib", keras: "Keras", matplotlib: "Matplotlib", optuna: "Optuna", scipy: "SciPy",
  sklearn: "scikit-learn", tensorflow: "TensorFlow", threadpoolctl: "threadpoolctl", tqdm: "tqdm",
};

/* The places where everything runs, as links of the page's own buttons. */
const elsewhere = () => {
  const places = ["in JupyterLab"];
  for (const [name, part] of [["Colab", "colab.research.google.com"], ["Binder", "mybinder.org"]]) {
    const button = document.querySelector(`.article-header-buttons a[href*="${part}"]`);
    if (!button) continue;
    const link = document.createElement("a");
    link.href = button.href;
    link.textContent = name;
    places.push(link);
  }
  return places.flatMap((place, i) => (i === 0 ? [place] : [i === places.length - 1 ? " or on " : ", on ", place]));
};

/* Say that something cannot be run here, why, and where it can. */
export const absence = (libraries, subject) => {
  const note = document.createElement("p");
  note.className = "live-note";
  const names = libraries.map((name) => NAMES[name] ?? name).join(" and ");
  note.append(`${subject} ${names}, which does not run in a page. Do it `, ...elsewhere(), ".");
  return note;
};

/* Lines set off as the pages set them off: what holds, what does not, and what is awaited. */
const verdict = (line) => (line.startsWith("✓ ") ? "passed" : line.startsWith("✗ ") ? "failed" : /^\S+: not attempted yet$/.test(line) ? "awaited" : "");

const pre = (text, kind) => {
  const made = document.createElement("pre");
  made.className = `live-${kind}`;
  made.append(...text.replace(/\n$/, "").split("\n").map((line) => {
    const part = document.createElement("span"), set = verdict(line);
    part.className = "live-text";
    part.textContent = line;
    if (!set) return part;
    const mark = document.createElement("span");
    mark.className = `verdict verdict-${set}`;
    mark.textContent = line;
    part.replaceChildren(mark);
    return part;
  }));
  return made;
};

/* Show the parts of an output, each {kind, text}, in an element. */
export const show = (place, parts) => {
  place.replaceChildren(...parts.map((part) => {
    if (part.kind === "absent") return absence(part.libraries, "This needs");
    return pre(part.text, part.kind);
  }));
};
