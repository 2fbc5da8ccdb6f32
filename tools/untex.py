"""Formulas as one would type them in a line of text."""

import re

# What stands for which commands.
COMMANDS = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon varepsilon", "η": "eta",
    "θ": "theta", "λ": "lambda", "μ": "mu", "ν": "nu", "π": "pi", "ρ": "rho", "σ": "sigma",
    "τ": "tau", "φ": "phi varphi", "ω": "omega", "Δ": "Delta", "Λ": "Lambda", "Σ": "Sigma",
    "Ω": "Omega", "ℓ": "ell", "←": "leftarrow", "→": "to", "≤": "le leq", "≥": "ge geq", "≠": "ne",
    "≈": "approx", "∈": "in", "±": "pm", "·": "cdot", "⊙": "odot", "×": "times", "∑": "sum",
    "∏": "prod", "√": "sqrt", "∂": "partial", "∇": "nabla", "∞": "infty", "ᵀ": "top",
    "…": "dots ldots cdots", "*": "star", "‖": "lVert rVert Vert", "|": "lvert rvert mid",
    "log": "log", "exp": "exp", "max": "max", "min": "min", "arg": "arg", "tanh": "tanh",
    "cos": "cos", "sin": "sin",
}  # fmt: skip
SIGNS = {name: sign for sign, names in COMMANDS.items() for name in names.split()}
NAMED = re.compile(r"\\(?:operatorname|mathrm|text|mathbf|boldsymbol)\*?\{([^{}]*)\}")


def untex(formula):
    """Return a formula without its TeX: Greek letters and signs for commands, no braces."""
    formula = re.sub(r"\\[td]?frac\s*(?:\{1\}|1)\s*(?:\{2\}|2)", "½", formula)
    formula = re.sub(r"\\[td]?frac\{([^{}]*)\}\{([^{}]*)\}", r"\1/\2", formula)
    formula = NAMED.sub(r"\1", formula)
    formula = formula.replace(r"\|", "‖")
    # Commands without a sign of their own only arrange.
    formula = re.sub(r"\\([a-zA-Z]+) ?", lambda match: SIGNS.get(match[1], ""), formula)
    formula = re.sub(r"\\[,;:! ]|~", " ", formula)
    return " ".join(re.sub(r"[{}\\$]", "", formula).split())
