"""What the preface shows first: weights of three digits at six strengths, and what they predict.

    python tools/studies/first_screen.py

writes `assets/first-screen/weights.png` and `screen.html`, in a second. Ridge with a free
intercept, objective (1/2n)‖Y − XW − b‖² + λ/2 ‖W‖², is fitted to the first 500 training digits of
MNIST and ten targets, for each digit one on its images and zero on the others; a digit is taken for
the target with the highest prediction. Counted are the 500 and the validation digits.
"""

from pathlib import Path

import matplotlib
import numpy as np
from PIL import Image

from helpers import datasets

FOLDER = Path(__file__).resolve().parents[2] / "assets" / "first-screen"
STRENGTHS = (1e-6, 1e-4, 1e-2, 1e-1, 1.0, 10.0)
SHOWN = (0, 3, 8)
ROWS, GAP = 500, 2


def ridge(X, Y, lam):
    """Return weights (p, k) and intercepts (k,) at the minimum, from the n × n system."""
    center, mean = X.mean(axis=0), Y.mean(axis=0)
    centered = X - center
    gram = centered @ centered.T
    along = np.linalg.solve(gram + len(X) * lam * np.eye(len(X)), Y - mean)
    w = centered.T @ along
    return w, mean - center @ w


def measure():
    """Return for each strength the weights, and the shares of the 500 and of new digits."""
    digits = datasets.load_mnist5k()
    X, y = digits.train.X[:ROWS].astype(float), digits.train.y[:ROWS]
    found = []
    for lam in STRENGTHS:
        w, b = ridge(X, np.eye(10)[y], lam)
        shares = [
            float(np.mean((rows @ w + b).argmax(axis=1) == labels))
            for rows, labels in ((X, y), (digits.validation.X, digits.validation.y))
        ]
        found.append((lam, w, *shares))
    return found


def picture(found):
    """Return the weights as pixels: a column a strength, a row a digit, each on its own scale."""
    side = 28
    height = len(SHOWN) * (side + GAP) - GAP
    pixels = np.full((height, len(found) * (side + GAP) - GAP, 4), 255, np.uint8)
    colours = matplotlib.colormaps["RdBu"]
    for column, (_, w, *_) in enumerate(found):
        for row, digit in enumerate(SHOWN):
            image = w[:, digit].reshape(side, side)
            scaled = 0.5 + image / (2 * np.abs(image).max())
            top, left = row * (side + GAP), column * (side + GAP)
            pixels[top : top + side, left : left + side] = colours(scaled, bytes=True)
    return pixels


def strength(lam):
    """Return a strength as it is read best."""
    return "10" + {-6: "⁻⁶", -4: "⁻⁴"}[round(np.log10(lam))] if lam < 1e-3 else f"{lam:g}"


def screen(found):
    """Return the part of the page: the picture, a slider below it, and what it says."""
    heads = "".join(f'<th scope="col">{strength(lam)}</th>' for lam, *_ in found)
    fitted = "".join(f"<td>{share:.0%}</td>".replace("%", " %") for *_, share, _ in found)
    new = "".join(f"<td>{share:.0%}</td>".replace("%", " %") for *_, share in found)
    return SCREEN.format(heads=heads, fitted=fitted, new=new, last=len(found) - 1, rows=ROWS)


SCREEN = """\
<div class="first-screen" data-rows="{rows}">
<p class="first-screen__what">What it looks for in a 0, a 3 and an 8: blue pixels speak for the \
digit, red ones against it.</p>
<div class="first-screen__weights">
<img src="../_static/first-screen/weights.png" width="178" height="88" alt="The weights that ridge \
regression gives the pixels for the digits 0, 3 and 8, at six strengths: noise at the left, then \
the strokes of the digits appear, blue where ink speaks for the digit and red where it speaks \
against it." />
<span class="first-screen__frame pst-js-only" aria-hidden="true"></span>
</div>
<input class="first-screen__knob pst-js-only" type="range" min="0" max="{last}" step="1" value="0" \
aria-label="strength λ" />
<table class="first-screen__table">
<thead><tr><th scope="row">strength λ</th>{heads}</tr></thead>
<tbody>
<tr><th scope="row">the {rows} right</th>{fitted}</tr>
<tr><th scope="row">new ones right</th>{new}</tr>
</tbody>
</table>
<p class="first-screen__said pst-js-only" role="status"></p>
</div>
<script src="../_static/first-screen/screen.js" defer></script>
"""


def main():
    """Compute and write both files."""
    found = measure()
    FOLDER.mkdir(parents=True, exist_ok=True)
    drawn = Image.fromarray(picture(found)).convert("RGB")
    drawn.quantize(128, dither=Image.Dither.NONE).save(FOLDER / "weights.png", optimize=True)
    (FOLDER / "screen.html").write_text(screen(found), "utf-8")
    for lam, _, fitted, new in found:
        print(f"λ = {strength(lam)}: {fitted:.2f} of the {ROWS}, {new:.2f} of new digits")


if __name__ == "__main__":
    main()
