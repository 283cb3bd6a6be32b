# What a contributor runs. Needed on the machine: Python 3.11 or later, git and make; the rest goes into .venv.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install

# One stamp for each set of packages. A stamp is older than pyproject.toml when the set has to be installed again.
READY := $(VENV)/.cop-kb-ready
READY_TO_TEST := $(VENV)/.test-ready
READY_TO_CHECK := $(VENV)/.lint-ready

# Settings of another Python must not leak into ours.
unexport PYTHONPATH
unexport PYTHONHOME
unexport PIP_USER

heading = printf '\n== %s ==\n' '$(1)'

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo site test check check-style check-format check-types check-layers bench clean

help: ## show this list
	@echo "make TARGET"
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-8s %s\n", $$1, $$2 }' Makefile
	@echo "Settings, such as make demo ADDRESS=127.0.0.1:8001"
	@echo "  PYTHON   the Python that .venv is made with (default: the first that is 3.11 or later)"
	@echo "  ADDRESS  where make demo serves the site"
	@echo "  ARGS     further arguments of pytest (make test) or of the benchmark (make bench)"
	@echo "  CHROMIUM the browser of the browser tests (default: the first that is found)"

demo: site ## build the example and serve it
	@$(call heading,Serving the example (Ctrl-C stops it))
	@$(BIN)/cop-kb serve $(if $(ADDRESS),-a $(ADDRESS))

site: $(READY) ## validate and build the example
	@$(call heading,Validating the example)
	@$(BIN)/cop-kb validate
	@$(call heading,Building the example)
	@$(BIN)/cop-kb build

test: $(READY_TO_TEST) ## run the whole test suite, in a browser too
	@$(call heading,Testing)
	@CHROMIUM="$$(sh .ci/chromium.sh)" || exit 1; export CHROMIUM; \
	PYTHONWARNDEFAULTENCODING=1 $(BIN)/python -m pytest -ra --numprocesses auto --dist loadscope $(ARGS)

# Four targets, so that `make --keep-going check` shows what all four say.
check: check-style check-format check-types check-layers ## check style, format, types and layers

check-style: $(READY_TO_CHECK)
	@$(call heading,ruff check)
	@$(BIN)/ruff check

check-format: $(READY_TO_CHECK)
	@$(call heading,ruff format --check)
	@$(BIN)/ruff format --check

check-types: $(READY_TO_CHECK)
	@$(call heading,mypy)
	@$(BIN)/mypy

check-layers: $(READY_TO_CHECK)
	@$(call heading,lint-imports)
	@$(BIN)/lint-imports --no-logo

bench: $(READY_TO_TEST) ## time cop-kb against plain MkDocs with the same files
	@$(call heading,Benchmark)
	@$(BIN)/python tests/benchmarks/compare.py $(ARGS)

clean: ## remove .venv and everything that was built
	rm -rf $(VENV) site dist .cop-kb .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(call heading,Creating $(VENV))
	@PYTHON="$(PYTHON)" sh .ci/venv.sh $(VENV)

# Dependency groups need pip 25.1.
$(READY): pyproject.toml $(BIN)/python
	@$(call heading,Installing cop-kb)
	@$(PIP) --upgrade "pip>=25.1"
	@$(PIP) --editable .
	@touch $@

$(READY_TO_TEST): $(READY)
	@$(call heading,Installing what the tests need)
	@$(PIP) --group test
	@touch $@

$(READY_TO_CHECK): $(READY)
	@$(call heading,Installing what the checks need)
	@$(PIP) --group lint
	@touch $@
