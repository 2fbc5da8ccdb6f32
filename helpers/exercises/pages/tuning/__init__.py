"""The exercises of the pages in ``book/tuning/``."""
