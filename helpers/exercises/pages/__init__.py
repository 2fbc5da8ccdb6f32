"""The exercises themselves: a module a page, in the folders of ``book/``.

``book/dropout/from-scratch.ipynb`` has its exercises in ``dropout/from_scratch.py``, which holds a
tuple ``EXERCISES`` in the order of the page. The names of exercises are what readers keep: an
exercise that moves to another page moves its entry to that page's module, and keeps its name. A
module whose name begins with an underscore is no page: it holds one long exercise of a page beside
it, or what several have in common.
"""

PAGES = {
    "overfitting": ("background.overfitting",),
    "hyperparameters": ("background.hyperparameters",),
    "l2": ("penalties.l2",),
    "l1": ("penalties.l1",),
    "elastic_net": ("penalties.elastic_net",),
    "conventions": ("penalties.conventions",),
    "networks": ("penalties.networks",),
    "dropout_scratch": ("dropout.from_scratch",),
    "dropout_keras": ("dropout.keras",),
    "dropout_why": ("dropout.why",),
    "dropout_variants": ("dropout.variants",),
    "search": ("tuning.search",),
    "joint": ("tuning.joint",),
    "your_data": ("tuning.your_data",),
    "scale": ("tuning.scale",),
    "images": ("applications.images",),
    "text": ("applications.text",),
    "speech": ("applications.speech",),
}
"""The modules in which to look for a name, by the part of it before the dot.

Written down, so that a name that is mistyped is found to be none without importing every page's
libraries; in the order of the book.
"""
