"""The exercises that run in the reader's browser: what the site is given for them."""
