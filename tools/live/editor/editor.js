/* The editor of an exercise: CodeMirror, with no more of it than a few lines of Python need. */
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { pythonLanguage } from "@codemirror/lang-python";
import { bracketMatching, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorSelection, EditorState, Transaction } from "@codemirror/state";
import { drawSelection, EditorView, keymap } from "@codemirror/view";
import { tagHighlighter, tags } from "@lezer/highlight";

/* Pygments' names for the classes, so that the page's own style sheets colour the editor too. */
const pygments = tagHighlighter([
  { tag: tags.keyword, class: "k" },
  { tag: [tags.moduleKeyword, tags.definitionKeyword], class: "k" },
  { tag: tags.operatorKeyword, class: "ow" },
  { tag: [tags.bool, tags.null], class: "kc" },
  { tag: tags.self, class: "bp" },
  { tag: tags.string, class: "s2" },
  { tag: tags.special(tags.string), class: "s2" },
  { tag: tags.number, class: "mi" },
  { tag: tags.comment, class: "c1" },
  { tag: tags.function(tags.definition(tags.variableName)), class: "nf" },
  { tag: tags.definition(tags.className), class: "nc" },
  { tag: tags.meta, class: "nd" },
  { tag: [tags.variableName, tags.propertyName], class: "n" },
  { tag: tags.operator, class: "o" },
  { tag: tags.punctuation, class: "p" },
]);

/* Tab leaves an editor that was reached with Tab, until something is done in it; then it indents,
   and leaves after Escape. So nobody who only passes through is caught. */
const escapes = EditorView.domEventHandlers({
  focus: (event, view) => view.setTabFocusMode(true),
  mousedown: (event, view) => view.setTabFocusMode(false),
  keydown: (event, view) => {
    if (event.key === "Escape") view.setTabFocusMode(true);
    else if (!["Tab", "Shift", "Control", "Alt", "Meta"].includes(event.key)) view.setTabFocusMode(false);
    return false;
  },
});

/* Make an editor in the place of an element; `described` is the id of what explains its keys. */
export function edit(place, { text, label, described, run, changed }) {
  const view = new EditorView({
    state: EditorState.create({
      doc: text,
      extensions: [
        history(),
        drawSelection(),
        bracketMatching(),
        indentUnit.of("    "),
        EditorState.tabSize.of(4),
        pythonLanguage,
        syntaxHighlighting(pygments),
        EditorView.lineWrapping,
        escapes,
        keymap.of([
          { key: "Mod-Enter", run },
          { key: "Shift-Enter", run },
          indentWithTab,
          ...historyKeymap,
          ...defaultKeymap,
        ]),
        EditorView.contentAttributes.of({ "aria-label": label, "aria-describedby": described }),
        EditorView.updateListener.of((update) => update.docChanged && changed(update.state.doc.toString())),
      ],
    }),
  });
  place.replaceWith(view.dom);
  return {
    get text() { return view.state.doc.toString(); },
    /* As one step, which undo takes back. */
    set text(next) {
      const changes = { from: 0, to: view.state.doc.length, insert: next };
      view.dispatch({ changes, selection: EditorSelection.cursor(0), annotations: Transaction.userEvent.of("reset") });
    },
    /* Where a click met the code that stood here, or else at the first line that asks for code. */
    focus(point) {
      const found = point && view.posAtCoords(point);
      const asked = /^[ \t]*#.*$|^[ \t]*\.\.\.$/m.exec(view.state.doc.toString());
      const at = found ?? (asked ? asked.index + asked[0].length : 0);
      view.dispatch({ selection: EditorSelection.cursor(at), scrollIntoView: true });
      view.focus();
      if (point) view.setTabFocusMode(false);
    },
  };
}
