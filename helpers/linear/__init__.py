"""Penalized linear regression from scratch, with scikit-learn's objectives and interface."""

from helpers.linear._ridge import Ridge

__all__ = ["Ridge"]
