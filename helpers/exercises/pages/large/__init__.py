"""The exercises of the part on large models."""
