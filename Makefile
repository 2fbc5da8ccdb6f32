# Two commands: `make book` builds the site, `make test` verifies everything.
# Each makes what it needs, from a fresh clone, and does its whole job.

.DEFAULT_GOAL := help
SHELL := /bin/sh

# The first Python on the PATH that the book supports; override with `make book PYTHON=…`.
ifndef PYTHON
PYTHON := $(shell for p in python3.11 python3.12 python3.13 python3 python; do \
	if $$p -c 'import sys; raise SystemExit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1; \
	then echo $$p; break; fi; done)
endif

ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif

SITE := _build/html/index.html

# Targets share the environment and the built site: one after the other, even under `make -j`.
.NOTPARALLEL:

.PHONY: help book test lint unit notebooks-test site-test environment notebooks tidy processors lowest costs status \
	serve pdf offline lab bench lock engine editor search-engine katex address clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' Makefile

environment:
	@command -v $(firstword $(PYTHON) none) >/dev/null || { echo "make: the book needs Python 3.11, 3.12 or 3.13," \
		"and there is $(if $(PYTHON),no $(PYTHON),none on the PATH). Install one, or name it:" \
		"make book PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) tools/environment.py

book: environment ## build the site and say where to open it
	@$(BIN)/python tools/site.py

test: environment ## verify everything: lint, unit tests, guards, notebooks, the built site
	$(MAKE) --no-print-directory lint
	@# The build keeps one core busy, and so it does not hold up the tests that need all.
	@$(MAKE) --no-print-directory book & site=$$!; \
	$(MAKE) --no-print-directory unit; unit=$$?; \
	wait $$site && exit $$unit
	$(MAKE) --no-print-directory notebooks-test site-test

lint: environment
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

unit: environment
	$(BIN)/python -m pytest -p no:nbval -n auto --maxprocesses=4 --dist=worksteal tests/unit tests/notebooks

notebooks-test: environment
	$(BIN)/python tools/verify_notebooks.py

site-test: environment
	$(BIN)/python -m pytest -p no:nbval -n auto --maxprocesses=4 tests/site

notebooks: environment ## re-execute and normalise the notebooks in place; NB=book/… for one
	@$(BIN)/python tools/notebooks.py $(NB)

tidy: environment ## write the notebooks in normal form without running them; NB=book/… for one
	@$(BIN)/python tools/notebooks.py --tidy $(NB)

processors: environment ## unit tests and notebooks as other x86-64 processors would run them; NB=book/… for one
	@$(BIN)/python tools/processors.py $(NB)

lowest: environment ## unit tests and notebooks on the lowest versions allowed; NB=book/… for one
	@$(BIN)/python tools/lowest.py $(NB)

costs: environment ## measure what the notebooks cost to run; NB=book/… for one
	@$(BIN)/python tools/status.py --measure $(NB)

status: environment ## write the status page from the notebooks and their costs
	@$(BIN)/python tools/status.py

serve: book ## build the site and serve it at http://localhost:8000
	$(BIN)/python -m http.server --directory _build/html 8000

pdf: book ## make the whole book one PDF
	@$(BIN)/python tools/pdf.py

offline: book ## pack the site into a zip that is read from the file system
	@$(BIN)/python tools/offline.py

lab: environment ## open the chapters in JupyterLab
	$(BIN)/python -m jupyter lab book

bench: environment ## run the benchmarks
	@$(BIN)/python tools/bench.py

lock: environment ## make requirements.txt from pyproject.toml
	$(BIN)/uv pip compile --universal --generate-hashes --python-version 3.11 --all-extras --upgrade \
		--custom-compile-command "make lock" pyproject.toml -o requirements.txt

engine: environment ## take Pyodide, which runs the exercises on the page, anew with npm, and compare
	@$(BIN)/python tools/live/engine.py --fetch

editor: environment ## bundle the editor of the exercises anew with npm
	@$(BIN)/python tools/bundle.py editor

search-engine: environment ## bundle what the search is made with anew with npm
	@$(BIN)/python tools/bundle.py engine

address: environment ## move the book to another repository: URL=https://github.com/OWNER/NAME
	@$(BIN)/python tools/address.py $(URL)

katex: environment ## take KaTeX, which sets the formulas, anew with npm, and compare
	@$(BIN)/python tools/katex.py --fetch

clean: ## remove the environment and everything built
	rm -rf .venv _build .pytest_cache .ruff_cache *.egg-info
