# The door to the project: `make help` says what it opens.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
PORT ?= 8800
VENV := .venv
BIN := $(VENV)/bin
PACKAGES := alttprbot alttprbot_discord alttprbot_audit alttprbot_racetime alttprbot_api alttprbot_sandbox

.PHONY: help run sandbox test check format bench lock clean

help: ## Show this help
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: $(VENV)/runtime.stamp ## Run the platform with the settings of .env
	$(BIN)/python sahasrahbot.py run

sandbox: $(VENV)/sandbox.stamp ## Try the whole platform in the browser, on simulated services (PORT=8800)
	@exec $(BIN)/python sahasrahbot.py sandbox --port $(PORT)

test: $(VENV)/dev.stamp system-packages ## Run every test (SQLite, MariaDB, Discord, browser)
	$(BIN)/python -m pytest -n auto --dist worksteal tests

check: $(VENV)/dev.stamp ## Lint, check formatting, types and layer rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/dev.stamp ## Format the code and mend what the linter can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/dev.stamp ## Measure what docs/benchmarks.md reports
	$(BIN)/python -m tests.benchmarks

lock: $(VENV)/dev.stamp ## Write the hash-locked requirement files anew from pyproject.toml
	$(BIN)/python -m tools.lock

clean: ## Remove what make made
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.PHONY: system-packages
system-packages:
	@tools/system-packages

# One virtual environment; each set of requirements leaves a stamp in it, and so do the smaller ones it contains.
CONTAINED_sandbox := runtime
CONTAINED_dev := runtime sandbox

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) --version 2>&1). Try: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
		|| { rm -rf $(VENV); echo "Python's venv module does not work here. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }

$(VENV)/%.stamp: requirements/%.txt | $(VENV)/bin/python
	@echo "Installing requirements/$*.txt into $(VENV) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@ $(CONTAINED_$*:%=$(VENV)/%.stamp)
