# Every command does the set-up it needs: nothing has to be installed by hand first, except
# make and Python 3.11. Only package registries are used: PyPI, npm and Debian's.
#
#     make demo     the main job, on example data
#     make test     all tests
#
# Set-up leaves stamp files, so it runs once, and again when a lock file changes.

.DEFAULT_GOAL := help
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:

PYTHON ?= $(firstword $(shell command -v python3.11) python3)
VENV ?= .venv
BIN := $(VENV)/bin
NODE_PEER := tests/interop/node

# Where the demonstration leaves its files.
OUT ?= demo
# Test processes; `make test JOBS=0` runs in one process, which a debugger needs.
JOBS ?= 2
# Extra arguments for pytest, as in `make test PYTEST_ARGS="-k status"`.
PYTEST_ARGS ?=

# --require-hashes: what is not in the lock is not installed.
# --only-binary: a package that has no wheel would run its own build script here; none needs to.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
INSTALL_LOCKED := $(INSTALL) --require-hashes --only-binary :all:
INSTALL_PROJECT := $(INSTALL) --no-deps --no-build-isolation --editable .

# .venv/.installed-all: what a school installs. .venv/.installed-dev: that, and the tools of the project.
INSTALLED := $(VENV)/.installed-all
INSTALLED_DEV := $(VENV)/.installed-dev
INSTALLED_NODE := $(NODE_PEER)/node_modules/.installed

.PHONY: help
help: ## List the commands (this is the default)
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.PHONY: demo
demo: $(INSTALLED) ## Run the main job on example data; OUT=DIR says where the files go
	$(BIN)/waarmerk demo --out "$(OUT)"

.PHONY: install
install: $(INSTALLED_DEV) $(INSTALLED_NODE) ## Install everything that tests and checks need, and run nothing
	@scripts/debian-packages openssl:openssl chromium:chromium

.PHONY: test
test: install ## Run all tests
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile $(PYTEST_ARGS)

.PHONY: lint
lint: $(INSTALLED_DEV) ## Check style, formatting and the arrows between packages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	PYTHONPATH=. $(BIN)/lint-imports

.PHONY: format
format: $(INSTALLED_DEV) ## Format the code, and repair what can be repaired without a person
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: types
types: $(INSTALLED_DEV) ## Check types in code and tests (mypy --strict)
	$(BIN)/mypy --strict

.PHONY: bench
bench: $(INSTALLED_DEV) $(INSTALLED_NODE) ## Measure speed beside others; writes docs/performance.md (BENCH_LONG=1: 100,000 rows)
	$(BIN)/python -m bench

.PHONY: check
check: lint types test ## lint, types and test

.PHONY: clean
clean: ## Remove everything that was installed or made, but nothing that is yours
	rm -rf $(VENV) .venv-locking $(NODE_PEER)/node_modules build dist *.egg-info
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .coverage htmlcov
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- Set-up ---------------------------------------------------------------------------------

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or later is needed; PYTHON=/path/to/python3.11 tells which." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || scripts/debian-packages python3-venv:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed-build: requirements/build.txt | $(BIN)/python
	$(INSTALL_LOCKED) -r requirements/build.txt
	@touch $@

# A stamp of dev counts for all too: the versions are the same ones.
$(INSTALLED): requirements/all.txt pyproject.toml $(VENV)/.installed-build
	$(INSTALL_LOCKED) -r requirements/all.txt
	$(INSTALL_PROJECT)
	@touch $@

$(INSTALLED_DEV): requirements/dev.txt pyproject.toml $(VENV)/.installed-build
	$(INSTALL_LOCKED) -r requirements/dev.txt
	$(INSTALL_PROJECT)
	@touch $(INSTALLED) $@

# --ignore-scripts: no package runs a program of its own while it is installed.
$(INSTALLED_NODE): $(NODE_PEER)/package-lock.json
	@scripts/debian-packages nodejs:node npm:npm
	cd $(NODE_PEER) && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# --- Lock files -----------------------------------------------------------------------------

# The lock files name no registry: whose mirror is used is the business of who installs.
COMPILE := CUSTOM_COMPILE_COMMAND="make lock" .venv-locking/bin/pip-compile --quiet --no-config \
  --generate-hashes --allow-unsafe --strip-extras --upgrade \
  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options
EXTRAS := --extra http --extra issuer --extra export --extra web

.PHONY: lock
lock: .venv-locking/.installed ## Write the lock files anew, with the newest versions that pyproject.toml allows
	$(COMPILE) $(EXTRAS) --extra dev --output-file requirements/dev.txt pyproject.toml
	$(COMPILE) $(EXTRAS) --constraint requirements/dev.txt --output-file requirements/all.txt pyproject.toml
	$(COMPILE) --constraint requirements/dev.txt --output-file requirements/base.txt pyproject.toml
	$(COMPILE) --constraint requirements/dev.txt --output-file requirements/base-tests.txt requirements/base-tests.in
	$(COMPILE) --output-file requirements/build.txt requirements/build.in
	$(COMPILE) --output-file requirements/locking.txt requirements/locking.in
	cd $(NODE_PEER) && npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved

.venv-locking/.installed: requirements/locking.txt
	$(PYTHON) -m venv .venv-locking
	.venv-locking/bin/python -m pip install --quiet --require-hashes -r requirements/locking.txt
	@touch $@
