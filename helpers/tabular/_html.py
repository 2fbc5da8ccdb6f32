"""The report as one HTML file that needs nothing besides: text, tables, pictures inside."""

import base64
import io
from html import escape

import matplotlib.pyplot as plt

from helpers import figures
from helpers.tabular._checks import check
from helpers.tabular._clouds import draw_predictions
from helpers.tabular._file import check_place, write
from helpers.tabular._learning import learning
from helpers.tabular._overview import TITLES
from helpers.tabular._pictures import (
    draw_comparison,
    draw_learning,
    draw_weights,
)
from helpers.tabular._report import table, words
from helpers.tabular._weights import weights

DOTS_PER_INCH = 130
STYLE = """
:root { color-scheme: light dark; }
body { max-width: 50rem; margin: 2rem auto; padding: 0 1rem; line-height: 1.5;
       font-family: system-ui, sans-serif; }
img { max-width: 100%; background: white; }
figure { margin: 1rem 0 2rem; }
figcaption { font-size: .9rem; }
pre { overflow-x: auto; font-size: .85rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: .9rem; }
th, td { text-align: left; padding: .2rem .8rem .2rem 0; border-bottom: 1px solid #8886;
         vertical-align: top; }
"""


def save_html(path, search, comparison, predictor, *, saved_as=None, learned=None):
    """Write the report as one HTML file, with its pictures inside.

    Parameters
    ----------
    path : str or path-like
        The file to write.
    search : Search
        As `tune` returns it.
    comparison : Comparison
        As `compare` returns it.
    predictor : Predictor
        As `fit_chosen` returns it.
    saved_as : str or path-like, optional
        Where the model was saved, for the example of its use.
    learned : Learning, optional
        As `learning` returns it for the chosen model; by default it is found here.

    Raises
    ------
    DataError
        If the file cannot be written; that is found before anything is computed.
    """
    check_place(path)
    data, found = search.data, weights(predictor, search)
    title = f"A model for “{data.target}”"
    parts = [f"<h1>{escape(title)}</h1>", *_paragraphs(words(search, comparison, predictor, found))]
    parts += [
        _heading("The models side by side"),
        f"<pre>{escape(table(search, comparison))}</pre>",
    ]
    for picture in pictures(search, comparison, found, learned):
        parts += [_heading(picture.title), _figure(picture)]
    parts += [_heading("What the file holds"), _columns(data)]
    parts += [_heading("What was noticed"), _list([*data.remarks, *check(data)])]
    parts += [_heading("New rows"), *_use(predictor, saved_as)]
    page = (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
    )
    write(path, page + "\n".join(parts) + "\n</body>\n</html>\n")


def pictures(search, comparison, found, learned=None):
    """Yield the pictures of a report, each of which is closed before the next is drawn.

    Parameters
    ----------
    search : Search
        As `tune` returns it.
    comparison : Comparison
        As `compare` returns it.
    found : list of Weight
        As `weights` returns it.
    learned : Learning, optional
        As `learning` returns it; by default it is found here.

    Yields
    ------
    Picture
    """
    chosen = comparison.chosen
    drawn = [lambda: draw_comparison(comparison), lambda: draw_predictions(search, chosen)]
    if found:
        drawn.append(lambda: draw_weights(found))
    drawn.append(lambda: draw_learning(learned or learning(search, chosen), search))
    for draw in drawn:
        with plt.rc_context():
            figures.use_style()
            picture = draw()
        yield picture
        plt.close(picture.figure)  # or a notebook would show it once more


def _figure(picture):
    file = io.BytesIO()
    picture.figure.savefig(file, format="png", dpi=DOTS_PER_INCH, metadata={"Software": None})
    content = base64.b64encode(file.getvalue()).decode()
    return (
        f'<figure><img alt="{escape(picture.alt)}" src="data:image/png;base64,{content}">'
        f"<figcaption>{escape(picture.caption)}</figcaption></figure>"
    )


def _columns(data):
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>\n"
        for row in data.understood
    )
    head = "".join(f'<th scope="col">{name}</th>' for name in TITLES)
    return f'<div class="wide"><table><tr>{head}</tr>\n{rows}</table></div>'


def _use(predictor, saved_as):
    names = ", ".join(f"“{column.name}”" for column in predictor.columns)
    yield (
        f"<p>A new file needs the columns {escape(names)}, in any order, and no target; each of "
        "its rows gets one prediction.</p>"
    )
    file = escape(repr(str(saved_as or "model.npz")))
    yield (
        "<pre>from helpers import tabular\n\n"
        f"predictor = tabular.load({file})\n"
        'predictions = predictor.predict_csv("new.csv")\n'
        'predictions.save("predicted.csv")</pre>'
    )


def _heading(text):
    return f"<h2>{escape(text)}</h2>"


def _paragraphs(text):
    for block in text.split("\n\n"):
        yield f"<p>{escape(' '.join(block.split()))}</p>"


def _list(sentences):
    return "<ul>" + "".join(f"<li>{escape(s)}</li>\n" for s in sentences) + "</ul>"
