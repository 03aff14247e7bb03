# The front door. `make demo` shows the program, `make test` checks everything, `make bench`
# measures, `make docs` writes the generated pages anew. Needs Python 3.11+, make and a package index.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TOOLS := $(VENV)/.tools
PROGRAM := $(VENV)/.program

.PHONY: demo test lint types contracts docs docs-check bench messages clean

demo: $(PROGRAM)
	@$(BIN)/python examples/demo.py

test: $(TOOLS)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/generate_docs.py --check
	$(BIN)/pytest -n auto

bench: $(TOOLS)
	$(BIN)/python -m bench

docs: $(TOOLS)
	$(BIN)/python tools/generate_docs.py

messages: $(TOOLS)
	$(BIN)/python tools/messages.py

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

$(PROGRAM): pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(TOOLS): pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable . --group dev
	@touch $(PROGRAM) $@
