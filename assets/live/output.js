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

const pre = (text, kind) => {
  const made = document.createElement("pre");
  made.className = `live-${kind}`;
  made.textContent = text;
  return made;
};

/* A value; where it is a verdict, with its first line set off. */
const value = (text) => {
  const made = pre("", "value");
  const end = text.indexOf("\n") < 0 ? text.length : text.indexOf("\n");
  const first = text.slice(0, end);
  const kind = first.startsWith("✓ ") ? "passed" : first.startsWith("✗ ") ? "failed" : /^\S+: not attempted yet$/.test(first) ? "awaited" : "";
  if (!kind) return pre(text, "value");
  const mark = document.createElement("span");
  mark.className = `verdict verdict-${kind}`;
  mark.textContent = first;
  made.append(mark, text.slice(end));
  return made;
};

/* Show the parts of an output, each {kind, text}, in an element. */
export const show = (place, parts) => {
  place.replaceChildren(...parts.map((part) => {
    if (part.kind === "absent") return absence(part.libraries, "This needs");
    return part.kind === "value" ? value(part.text) : pre(part.text, part.kind);
  }));
};
