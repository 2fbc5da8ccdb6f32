/* One exercise: its editor, its buttons, and what came out of a run. */
import * as answers from "./answers.js";
import { show } from "./output.js";
import * as python from "./python.js";
import { show as showProgress } from "./progress.js";

const page = document.querySelector(".live-line").dataset.page;
const known = new Map();
let editors;

/* What a screen reader says of the keys in every editor. */
const explain = () => {
  const id = "live-keys";
  if (!document.getElementById(id)) {
    const made = document.createElement("span");
    made.id = id;
    made.hidden = true;
    made.textContent = "Control and Enter runs. Tab indents once you have typed; Escape, then Tab, leaves the editor.";
    document.body.append(made);
  }
  return id;
};

class Exercise {
  constructor(block) {
    this.block = block;
    this.name = block.dataset.exercise;
    this.pre = block.querySelector(".cell_input pre");
    this.result = block.querySelector("[data-result]");
    this.stub = this.pre.textContent.replace(/\n$/, "");
    this.shown = [...this.result.childNodes];
    this.editor = undefined;
    addEventListener("answers", () => this.follow());
  }

  button(what) { return this.block.querySelector(`[data-do=${what}]`); }
  say(text) { this.block.querySelector(".live-state").textContent = text; }
  get text() { return this.editor?.text ?? answers.read(this.name).text ?? this.stub; }

  do(what) {
    return { run: () => this.run(), stop: () => python.stop("Stopped. What you typed is kept, and the next run starts Python anew."),
      edit: () => this.edit(), reset: () => this.reset(), solution: () => this.solution() }[what]?.();
  }

  /* The stub becomes an editor, where it stands. */
  async edit(point) {
    await this.open();
    this.editor?.focus(point);
  }

  async open() {
    if (this.editor) return;
    editors ??= import("./editor.js");
    let made;
    try { made = await editors; } catch {
      editors = undefined;
      this.say("The editor could not be loaded.");
      return;
    }
    if (this.editor) return;
    const focused = document.activeElement === this.button("edit");
    const place = this.pre.closest(".highlight");
    this.editor = made.edit(this.pre, {
      text: this.text, label: `Your answer to ${this.block.dataset.title}`, described: explain(),
      run: () => { this.run(); return true; }, changed: (text) => this.keep(text),
    });
    // What a button copies is the stub, which is gone.
    place.querySelectorAll("button.copybtn").forEach((button) => button.remove());
    this.button("edit").hidden = true;
    if (focused) this.editor.focus();
  }

  keep(text) {
    const kept = answers.change(this.name, { text: text === this.stub ? undefined : text });
    if (!kept) this.say("This browser keeps nothing for this page: its storage is closed or full.");
  }

  /* What is kept was changed: by this page, by another one, or by a file. */
  follow() {
    const { text, passed } = answers.read(this.name);
    this.block.classList.toggle("live-passed", passed === true);
    if (this.editor && this.editor.text !== (text ?? this.stub)) this.editor.text = text ?? this.stub;
    else if (!this.editor && text !== undefined) this.restore();
  }

  /* Show what was typed at an earlier visit. */
  restore() {
    const { text, passed } = answers.read(this.name);
    this.block.classList.toggle("live-passed", passed === true);
    if (passed) this.say("✓ passed at an earlier run");
    if (text === undefined) return;
    this.pre.textContent = text;
    this.result.replaceChildren();
    this.open();
  }

  async run() {
    if (python.busy()) return;
    const run = this.button("run"), stop = this.button("stop"), bar = this.block.querySelector("progress");
    const focused = document.activeElement === run;
    this.result.replaceChildren();
    delete this.result.dataset.status;
    // Who runs the stub will write in it next.
    this.open();
    const done = python.run(this.name, this.text, page, ({ text, loaded, total }) => {
      this.say(text);
      bar.hidden = !total;
      if (total) { bar.max = total; bar.value = loaded; }
    });
    run.hidden = true;
    stop.hidden = false;
    if (focused) stop.focus();
    const { status, outputs } = await done;
    const back = document.activeElement === stop;
    run.hidden = false;
    stop.hidden = bar.hidden = true;
    if (back) run.focus();
    this.say("");
    if (status === "passed") {
      answers.change(this.name, { passed: true });
      showProgress();
    }
    show(this.result, outputs);
    this.result.dataset.status = status;
  }

  reset() {
    const { text } = this;
    if (text !== this.stub && text.trim() && !confirm("Take the stub back? What you typed here is lost.")) return;
    if (this.editor) this.editor.text = this.stub;
    else answers.change(this.name, { text: undefined });
    this.say("");
    delete this.result.dataset.status;
    this.result.replaceChildren(...this.shown);
  }

  /* The solution stands folded below. */
  solution() {
    let at = this.block.closest(".exercise");
    do at = at.nextElementSibling; while (at && !at.matches("details.solution, .exercise"));
    if (!at?.matches("details")) return;
    at.open = true;
    at.querySelector("summary").focus({ preventScroll: true });
    at.scrollIntoView({ block: "start" });
  }
}

/* Return the exercise of a block of the page. */
export const exercise = (block) => {
  if (!known.has(block)) known.set(block, new Exercise(block));
  return known.get(block);
};

export const restore = (block) => exercise(block).restore();
export const follow = (block) => exercise(block).follow();

/* There is one Python: while it runs, nothing else can be run. */
addEventListener("python", () => document.querySelectorAll(".live [data-do=run]").forEach((button) => (button.disabled = python.busy())));
