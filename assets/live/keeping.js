/* What a page offers for the answers that are kept: save them to a file, load them, forget them. */
import * as answers from "./answers.js";
import "./progress.js";

const say = (line, text) => (line.querySelector("[role=status]").textContent = text);
const count = (number) => (number === 1 ? "1 exercise" : `${number} exercises`);

export const save = (line) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([answers.written()], { type: "application/json" }));
  link.download = "regularization-answers.json";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  say(line, `Saved: ${count(Object.keys(answers.all()).length)}.`);
};

export const load = (line) => {
  const input = line.querySelector("input[type=file]");
  input.onchange = async () => {
    const [file] = input.files;
    input.value = "";
    if (!file) return;
    say(line, "");
    try {
      const known = new Set(Object.values(await answers.book()).flat());
      const { entries, unknown } = answers.understood(await file.text(), known);
      const lost = Object.entries(entries).filter(([name, { text }]) => {
        const mine = answers.read(name).text;
        return text !== undefined && mine !== undefined && mine !== text;
      });
      if (lost.length && !confirm(`The file replaces what you typed here in ${count(lost.length)}. Load it?`)) return;
      const kept = answers.take(entries);
      const blocks = document.querySelectorAll(".live");
      if (blocks.length) blocks.forEach((await import("./exercise.js")).follow);
      const left = unknown.length ? ` ${count(unknown.length)} of the file are not in this book.` : "";
      say(line, kept ? `Loaded: ${count(Object.keys(entries).length)}.${left}` : "This browser keeps nothing for this page: its storage is closed or full.");
    } catch (error) {
      say(line, `The file was not loaded: ${error.message}.`);
    }
  };
  input.click();
};

export const forget = (line) => {
  const number = Object.keys(answers.all()).length;
  if (!number) say(line, "There is nothing to forget.");
  else if (confirm(`Forget all answers of the book in this browser (${count(number)})? It cannot be undone.`)) {
    answers.forget();
    say(line, "Forgotten.");
  }
};
