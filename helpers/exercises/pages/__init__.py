"""The exercises themselves: a module a page, in the folders of ``book/``.

``book/dropout/from-scratch.ipynb`` has its exercises in ``dropout/from_scratch.py``, which holds a
tuple ``EXERCISES`` in the order of the page. The names of exercises are what readers keep: an
exercise that moves to another page moves its entry to that page's module, and keeps its name. A
module whose name begins with an underscore is no page: it holds one long exercise of a page beside
it, or what several have in common.
"""

PAGES = {
    "overfitting": ("background.overfitting", "background.double_descent"),
    "hyperparameters": (
        "background.hyperparameters",
        "background.four_knobs",
        "background.luck_and_lies",
    ),
    "l2": ("penalties.l2",),
    "l1": ("penalties.l1", "penalties.l1_solvers", "penalties.selection"),
    "elastic_net": ("penalties.elastic_net", "penalties.elastic_net_rescaled"),
    "choosing": ("penalties.choosing",),
    "classes": ("penalties.classes", "penalties.groups"),
    "conventions": ("penalties.conventions",),
    "networks": ("penalties.networks", "penalties.decay", "penalties.stopping"),
    "dropout_scratch": ("dropout.from_scratch",),
    "dropout_keras": ("dropout.keras", "dropout.keras_pitfalls"),
    "dropout_why": ("dropout.why", "dropout.uncertainty"),
    "dropout_variants": (
        "dropout.variants",
        "dropout.variants_derived",
        "dropout.batch_normalization",
    ),
    "search": ("tuning.search", "tuning.gaussian_process", "tuning.nested"),
    "joint": ("tuning.joint", "tuning.one_by_one"),
    "your_data": ("tuning.your_data", "tuning.your_data_inside"),
    "scale": ("tuning.scale", "tuning.screening"),
    "transformer": ("large.transformer",),
    "small_to_large": ("large.small_to_large", "large.decay_in_large"),
    "fine_tuning": ("large.fine_tuning",),
    "images": ("applications.images",),
    "text": ("applications.text", "applications.text_dropout"),
    "speech": ("applications.speech", "applications.speech_features"),
}
"""The modules in which to look for a name, by the part of it before the dot.

Written down, so that a name that is mistyped is found to be none without importing every page's
libraries; in the order of the book.
"""
