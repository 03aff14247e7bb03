# The front door. `make demo` shows the program, `make test` checks everything, `make bench`
# measures, `make docs` writes the generated pages anew; CONTRIBUTING.md explains the rest.
# Needs Python 3.11+, make and a package index.

# Two targets at a time: checking types keeps one processor busy.
MAKEFLAGS += --jobs=2

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TOOLS := $(VENV)/.tools
PROGRAM := $(VENV)/.program
PIP := $(BIN)/python -m pip
# One more than there are processors: tests wait for processes and disks.
WORKERS = $(shell $(BIN)/python -c 'import os; print((os.cpu_count() or 1) + 1)')

.PHONY: demo test lint types contracts docs-check tests fast slow
.PHONY: test-newest test-oldest lock bench docs messages clean

demo: $(PROGRAM)
	@$(BIN)/python examples/demo.py

# What has to hold before anything lands.
test: lint types contracts docs-check tests

lint: $(PROGRAM)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(PROGRAM)
	$(BIN)/mypy

contracts: $(PROGRAM)
	$(BIN)/lint-imports

docs-check: $(PROGRAM)
	$(BIN)/python tools/generate_docs.py --check

tests: $(PROGRAM)
	$(BIN)/pytest -n $(WORKERS)

# What a change of one room needs: `make fast ROOM=assess`. Without ROOM, what Git says has changed.
fast: lint types contracts
	$(BIN)/python tools/messages.py --check
	$(BIN)/python tools/fast_tests.py $(ROOM)

# Long proofs, and other examples for what has to hold for all of them, every time.
slow: $(PROGRAM)
	$(BIN)/pytest -n $(WORKERS) -m "slow or hypothesis" --hypothesis-profile=search

# Under every Python on the PATH, each in an environment of its own.
test-newest test-oldest: test-%: $(PROGRAM)
	$(BIN)/python tools/every_python.py $*

# The newest releases that pyproject.toml allows, for every Python and platform, with their hashes.
lock:
	$(PYTHON) tools/renew_lock.py

bench: $(PROGRAM)
	$(BIN)/python -m bench

docs: $(PROGRAM)
	$(BIN)/python tools/generate_docs.py

messages: $(PROGRAM)
	$(BIN)/python tools/messages.py

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# The environment is what the lock says and nothing else: hashes are checked, nothing is built
# with tools that are not locked, and what an older lock had is gone.
$(TOOLS): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and \
	"sbtrack needs Python 3.11 or later; name one: make PYTHON=python3.12")'
	$(PYTHON) -m venv --clear $(VENV)
	$(PIP) install --quiet --require-hashes --only-binary :all: --requirement requirements.lock
	@touch $@

$(PROGRAM): pyproject.toml $(TOOLS)
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
