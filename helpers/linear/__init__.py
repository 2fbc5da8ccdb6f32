"""Penalized linear models from scratch, with scikit-learn's objectives and interface."""

from helpers.linear._elastic_net import ElasticNet, Lasso
from helpers.linear._group_lasso import GroupLasso
from helpers.linear._leave_one_out import loo_errors
from helpers.linear._logistic import LogisticRegression
from helpers.linear._paths import enet_path, lasso_path
from helpers.linear._relaxed import RelaxedLasso
from helpers.linear._ridge import Ridge

__all__ = [
    "ElasticNet",
    "GroupLasso",
    "Lasso",
    "LogisticRegression",
    "RelaxedLasso",
    "Ridge",
    "enet_path",
    "lasso_path",
    "loo_errors",
]
