# Everything runs in .venv, which is made from the lock files and nothing else.

PYTHON ?= python3
MONTH ?= 2021-05
UPGRADE ?=
COUNT ?= 100

BIN := .venv/bin
PIP := $(BIN)/python -u -m pip --disable-pip-version-check
LOCKED := --progress-bar off --no-deps --only-binary :all: --require-hashes
# Print a line for every 25 packages that pip brings, and end in an error after the word "failed".
STEPS := { n=0; while read -r step rest; do case $$step in \
	Collecting|Processing) n=$$((n+1)); [ $$((n % 25)) -ne 0 ] || echo "  $$n packages downloaded";; \
	Installing) echo "  installing $$n packages: half of the time";; \
	failed) exit 1;; esac; done; }
COMPILE := $(BIN)/uv --quiet --no-config pip compile --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --custom-compile-command "make lock" $(UPGRADE)
TEMPLATE := .venv/ictanalysis.pot

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help report test lint graph conformance faults lab docs messages bench lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' Makefile

report: .venv/installed ## run the month and render its report [MONTH=2021-05]
	$(BIN)/ictanalysis run $(MONTH)

test: lint ## check style and types, then run every test that needs only pip
	$(BIN)/python -m pytest -n auto

lint: .venv/installed ## check style and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy --strict ictanalysis

graph: .venv/installed ## print the rooms of the package, floor by floor, and who imports whom
	@$(BIN)/python -m tests.layering

conformance: .venv/conformance ## check the report in Chromium, LibreOffice, Poppler and the Nu HTML checker
	@sh tests/conformance/install.sh
	$(BIN)/python -m pytest tests/conformance

faults: .venv/installed ## kill runs and publications, save tables meanwhile, and attack with bad files [COUNT=100]
	$(BIN)/python -m tests.faults $(COUNT)
	$(BIN)/python -m tests.hostile $(COUNT)00

lab: .venv/installed ## open the notebooks in JupyterLab
	$(BIN)/jupyter lab --LabApp.default_url=/lab/tree/notebooks/explore.ipynb

docs: .venv/docs ## build the site in docs/_build/html, its gallery and its data dictionary
	$(BIN)/python -m ictanalysis.exchange.dictionary data docs/data-dictionary.md
	$(BIN)/python -m ictanalysis.demo.guide >docs/demo.md
	@rm -rf docs/_build docs/reference/api
	$(BIN)/sphinx-build --quiet --fail-on-warning --keep-going --nitpicky docs docs/_build/html

messages: .venv/installed ## bring the Vietnamese catalogue of messages up to date with the code
	$(BIN)/pybabel --quiet extract --keyword _ --keyword say --keyword say_many:1,2 --keyword plural:1,2 --add-location file --sort-by-file --width 120 \
		--project ictanalysis --output-file $(TEMPLATE) ictanalysis
	$(BIN)/pybabel --quiet update --locale vi --domain ictanalysis --width 120 \
		--ignore-pot-creation-date --ignore-obsolete --no-fuzzy-matching \
		--input-file $(TEMPLATE) --output-dir ictanalysis/locales

bench: .venv/installed ## measure time and memory
	@set -e; for benchmark in month many rendering history localization accuracy cluster; do $(BIN)/python benchmarks/$$benchmark.py; done

lock: .venv/locked ## bring the lock files up to date with pyproject.toml [UPGRADE=--upgrade]
	$(COMPILE) --group dev --output-file requirements.lock pyproject.toml
	@set -e; for group in conformance docs; do \
		$(COMPILE) --group $$group --constraint requirements.lock \
			--output-file requirements-$$group.lock; done

clean: ## remove what can be made again, but not the reports
	rm -rf .venv .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find ictanalysis tests benchmarks -name __pycache__ -prune -exec rm -rf {} +

.venv/locked: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or newer is needed, and '$(PYTHON)' is not:" \
			"make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	@echo "Setting up .venv takes about a minute and downloads about 250 MB:"
	@$(PYTHON) -m venv --clear .venv
	@{ $(PIP) install $(LOCKED) --requirement requirements.lock || echo failed; } | $(STEPS)
	@touch $@

.venv/installed: .venv/locked pyproject.toml
	@$(PIP) --quiet install --no-deps --no-index --no-build-isolation --editable .
	@touch $@

.venv/conformance .venv/docs: .venv/%: .venv/installed requirements-%.lock
	@{ $(PIP) install $(LOCKED) --requirement requirements-$*.lock || echo failed; } | $(STEPS)
	@touch $@
