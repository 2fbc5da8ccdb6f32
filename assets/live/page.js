/* Exercises on the page, before the reader does anything: a row of buttons under each stub.
   The editor, and Python, are loaded when they are asked for. */
(() => {
  const here = new URL(".", document.currentScript.src);

  const missing = () => {
    if (location.protocol === "file:") return "Opened from a file, a page may not start Python; “make serve” serves the book.";
    if (!window.Worker) return "This browser has no web workers.";
    if (!window.WebAssembly) return "This browser has no WebAssembly.";
    if (!("noModule" in HTMLScriptElement.prototype) || !window.ReadableStream) return "This browser is too old for that.";
    return "";
  };

  const button = (what, label, hidden = false) => {
    const made = document.createElement("button");
    made.type = "button";
    made.dataset.do = what;
    made.textContent = label;
    made.hidden = hidden;
    return made;
  };

  /* The row of one exercise, and the place for what comes out, where the stub's own output stands. */
  const furnish = (block, judge) => {
    const title = block.closest(".exercise")?.querySelector(".admonition-title")?.textContent.trim() ?? block.dataset.exercise;
    block.dataset.title = title.replace(/\s+/g, " ");
    const row = document.createElement("div");
    row.className = "live-row";
    row.setAttribute("role", "group");
    row.setAttribute("aria-label", block.dataset.title);
    const state = document.createElement("span");
    state.className = "live-state";
    state.setAttribute("role", "status");
    const versions = document.createElement("span");
    versions.className = "live-judge";
    versions.textContent = judge;
    row.append(button("run", "Run"), button("stop", "Stop", true), button("edit", "Edit"), button("reset", "Reset"), button("solution", "Show solution"), state, versions);
    const bar = document.createElement("progress");
    bar.className = "live-progress";
    bar.setAttribute("aria-label", "Loading Python");
    bar.hidden = true;
    const result = document.createElement("div");
    result.className = "live-result";
    result.dataset.result = "";
    result.setAttribute("aria-live", "polite");
    const output = block.querySelector(".cell_output");
    block.querySelector(".cell_input").after(row, bar, result);
    if (output) result.append(output);
  };

  const start = () => {
    const blocks = [...document.querySelectorAll(".live")];
    const line = document.querySelector(".live-line");
    const lacking = missing();
    if (lacking) {
      if (line && blocks.length) line.textContent = `The exercises of this page cannot be run here. ${lacking}`;
      return;
    }
    let answered = false;
    try {
      answered = Object.keys(localStorage).some((key) => key.startsWith("regularization-executed/"));
    } catch { /* storage may be closed to the page: then nothing is kept */ }
    if (!blocks.length && !line && !answered) return;

    const load = (name) => import(new URL(name, here));
    const open = async (block) => {
      try { return (await load("exercise.js")).exercise(block); } catch {
        block.querySelector(".live-state").textContent = "The scripts of the page could not be loaded.";
        return undefined;
      }
    };
    for (const block of blocks) {
      furnish(block, line.dataset.judge);
      if (block.dataset.needs) {
        load("output.js").then(({ absence }) => block.querySelector(".live-row").before(absence(block.dataset.needs.split(" "), "This exercise asks for")));
      }
      block.addEventListener("click", async (event) => {
        const asked = event.target.closest("[data-do]")?.dataset.do;
        // At once: nobody should take the last run's end for this one's.
        if (asked === "run") delete block.querySelector("[data-result]").dataset.status;
        if (asked) (await open(block))?.do(asked);
        else if (event.target.closest(".cell_input pre") && !event.target.closest("button") && getSelection().isCollapsed) {
          (await open(block))?.edit({ x: event.clientX, y: event.clientY });
        }
      });
    }
    if (line) {
      const words = document.createElement("span");
      words.textContent = line.dataset.words;
      const files = document.createElement("input");
      files.type = "file";
      files.accept = ".json,application/json";
      files.hidden = true;
      const said = document.createElement("span");
      said.className = "live-state";
      said.setAttribute("role", "status");
      line.replaceChildren(words, button("save", "Save to a file"), button("load", "Load from a file"), button("forget", "Forget my answers"), files, said);
      line.addEventListener("click", async (event) => {
        const asked = event.target.closest("[data-do]")?.dataset.do;
        if (asked) (await load("keeping.js"))[asked](line);
      });
    }
    if (answered) {
      load("progress.js").then(({ show }) => show());
      if (blocks.length) load("exercise.js").then(({ restore }) => blocks.forEach(restore));
    }
  };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
})();
