"""The package behind the notebooks of *Regularization & Dropout, Executed*.

Nothing is imported here, so that `import helpers.verify` costs no more than it must.
"""

__version__ = "0.1.0"
