"""The dictionary of `helpers.conventions` as a table on the page, in a terminal and on paper."""

import html

# On paper the table has a page of its own, whatever stands before and after it. The first rule
# takes away the light ground that the site's theme lays under HTML in dark mode.
_STYLE = """\
.text_html:has(> .conventions) { background: none !important; color: inherit !important;
  padding: 0 !important; }
.conventions { overflow-x: auto; }
.conventions table.table { width: 100%; margin: 0; font-size: 0.78rem; line-height: 1.35; }
.conventions caption { caption-side: top; text-align: left; color: inherit; }
.conventions table.table :is(th, td) { padding: 0.3rem 0.4rem; text-align: left; vertical-align: top; }
.conventions :is(.formula, code) { white-space: normal; }
.conventions p { margin: 0.4rem 0 0; font-family: var(--book-sans, sans-serif); font-size: 0.78rem; }
.conventions .formula { font-family: var(--book-serif, serif); font-size: 0.84rem; }
.conventions code { padding: 0; border: 0; background: none; font-size: 0.72rem; }
@media print {
.conventions { break-before: page; break-after: page; overflow: visible; }
.conventions :is(table.table, p) { font-size: 8pt; }
.conventions .formula { font-size: 8.5pt; }
.conventions code { font-size: 7.5pt; }
.conventions table.table :is(th, td) { padding: 2.5pt 4pt; }
.conventions tr { break-inside: avoid; }
}"""  # noqa: E501


class Table:
    """A table with rows of (where, objective, λ and r, what one writes), a caption, and notes."""

    def __init__(self, head, rows, caption, notes):
        self.head, self.rows, self.caption, self.notes = head, rows, caption, notes

    def __repr__(self):
        """Return the table as aligned text."""
        lines = [self.head, *self.rows]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        aligned = (
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
            for line in lines
        )
        return "\n".join([self.caption, "", *aligned, "", *self.notes])

    def _repr_html_(self):
        head = "".join(f'<th scope="col">{html.escape(cell)}</th>' for cell in self.head)
        body = []
        for where, objective, meaning, written in self.rows:
            cells = [f'<th scope="row">{html.escape(where)}</th>']
            cells += [f'<td class="formula">{_formula(cell)}</td>' for cell in (objective, meaning)]
            call = _formula(written).replace("(", "(<wbr>")
            cells += [f"<td><code>{call}</code></td>"]
            body.append(f"<tr>{''.join(cells)}</tr>")
        # A region that scrolls has to be reached by the keyboard, and so has to have a name.
        region = 'class="conventions" tabindex="0" role="region" aria-label="Table of conventions"'
        return "\n".join(
            [
                f"<style>\n{_STYLE}\n</style>",
                f"<div {region}>",
                '<table class="table">',
                f"<caption>{html.escape(self.caption)}</caption>",
                f"<thead><tr>{head}</tr></thead>",
                "<tbody>",
                *body,
                "</tbody>",
                "</table>",
                *(f"<p>{html.escape(note)}</p>" for note in self.notes),
                "</div>",
            ]
        )


def _formula(text):
    """Return HTML whose lines end only after a comma, and before a plus outside of brackets."""
    depth, out = 0, []
    for before, character, after in zip(" " + text, text, text[1:] + " ", strict=False):
        depth += (character == "(") - (character == ")")
        breaks = before == "," or (after == "+" and depth == 0)
        out.append("&nbsp;" if character == " " and not breaks else html.escape(character))
    return "".join(out)
