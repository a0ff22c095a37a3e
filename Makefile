# Two commands set everything up on a machine that has only Python >= 3.11 and make: `make demo` and `make test`.

PYTHON ?= python3
VENV ?= .venv
UV ?= uv
SECONDS ?= 60

BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCKED := $(INSTALL) --require-hashes
EDITABLE := $(INSTALL) --no-deps --no-build-isolation --editable .
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make lock"

# What parts of the tests need from the system, each with its reason:
#   tmux     tests that press keys in a real terminal
#   gettext  msgfmt as a second opinion on the catalogues
#   hunspell, hunspell-no  the spelling of bokmål and nynorsk
#   chromium  the form as a page: keyboard, narrow screens, axe
#   libreoffice-calc-nogui, python3-uno  the form as a workbook, filled in the real thing
#   libreoffice-writer-nogui  the report and letters as documents, turned into pages
#   poppler-utils  what stands on the pages that are printed
#   strace  faults put into the calls of the system, and a look at every connection
TOOLS := tmux gettext hunspell hunspell-no chromium libreoffice-calc-nogui libreoffice-writer-nogui python3-uno poppler-utils strace

.DEFAULT_GOAL := help
.PHONY: help demo dev test tools cover bench proof fuzz mutants audit sbom dist guides lock messages clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-14s %s\n", $$1, $$2 }'

demo: $(VENV)/.run ## set up, and show the Agder 2020 matrix
	@$(BIN)/navcheck demo

dev: $(VENV)/.dev ## set up with what the tests need

test: $(VENV)/.dev ## all that CI runs
	@$(BIN)/python tests/run.py

tools: ## install the system tools that parts of the tests need (Debian, as root)
	@if [ ! -e /etc/debian_version ]; then \
	    echo "Not Debian. For all tests, install these yourself: $(TOOLS)"; \
	elif dpkg --status $(TOOLS) >/dev/null 2>&1; then \
	    echo "Already here: $(TOOLS)"; \
	elif [ "$$(id -u)" -ne 0 ]; then \
	    echo "Not root. For all tests, run: sudo apt-get install $(TOOLS)"; \
	else \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $(TOOLS) >/dev/null; \
	fi

cover: $(VENV)/.dev ## which lines and branches the quick tests run (twice as slow, so no part of `make test`)
	@$(BIN)/python -m pytest -q -m "not slow" -n auto --cov --cov-report=term

bench: $(VENV)/.bench ## measure what must stay quick, held against what a user would pick instead (some twenty minutes)
	@$(BIN)/python -m benchmarks

proof: $(VENV)/.dev ## what SECURITY.md promises, tried in full: a table of faults, attacks and what survived
	@$(BIN)/python -m tools.proof

fuzz: $(VENV)/.proof ## attack the readers with inputs that look for new ways through the code (SECONDS=60 each)
	@$(BIN)/python -m tools.fuzz $(SECONDS)

mutants: $(VENV)/.proof ## change the code in small ways and see whether a test notices
	@$(BIN)/python -m tools.mutants

audit: $(VENV)/.proof ## hold what is installed against known weaknesses; fails where it could not look
	@$(BIN)/python -m tools.audit

sbom: $(VENV)/.proof ## write what navcheck is made of to dist/sbom.cdx.json (CycloneDX)
	@$(BIN)/python -m tools.sbom

messages: $(VENV)/.dev ## bring the catalogues of Norwegian texts in step with the code
	@$(BIN)/python tools/catalogues.py

guides: $(VENV)/.dev ## write what the program shows now into the guides in docs/ and the worked example
	@$(BIN)/python -m tools.example
	@$(BIN)/python -m tools.guides

dist: $(VENV)/.run ## write the wheel and the sdist to dist/
	@$(BIN)/python -m hatchling build --target sdist --target wheel --directory dist

lock: ## compile the requirement files anew (needs uv; UPGRADE=--upgrade takes newer versions)
	@$(COMPILE) $(UPGRADE) pyproject.toml --output-file requirements/run.txt
	@$(COMPILE) $(UPGRADE) --group build --constraint requirements/run.txt --output-file requirements/build.txt
	@$(COMPILE) $(UPGRADE) pyproject.toml --group dev --constraint requirements/run.txt --constraint requirements/build.txt --output-file requirements/dev.txt
	@$(COMPILE) $(UPGRADE) pyproject.toml --group proof --constraint requirements/dev.txt --output-file requirements/proof.txt
	@$(COMPILE) $(UPGRADE) pyproject.toml --group bench --constraint requirements/dev.txt --output-file requirements/bench.txt

clean: ## remove all that make has made, the environment too
	@rm -rf $(VENV) dist .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment is made once, and brought up to date when a lock or pyproject.toml changes.

$(BIN)/python:
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>/dev/null || \
	    { echo "navcheck needs Python 3.11 or newer as $(PYTHON); say which with: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c "import ensurepip, venv" 2>/dev/null || \
	    { echo "$(PYTHON) lacks the modules venv and ensurepip; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@echo "Setting up $(VENV) (a minute, once) …"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/.run: requirements/run.txt requirements/build.txt pyproject.toml | $(BIN)/python
	@$(LOCKED) --requirement requirements/run.txt --requirement requirements/build.txt
	@$(EDITABLE)
	@touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml | $(BIN)/python
	@$(LOCKED) --requirement requirements/dev.txt
	@$(EDITABLE)
	@touch $@

$(VENV)/.proof: requirements/proof.txt $(VENV)/.dev
	@$(LOCKED) --requirement requirements/proof.txt
	@touch $@

$(VENV)/.bench: requirements/bench.txt $(VENV)/.dev
	@$(LOCKED) --requirement requirements/bench.txt
	@touch $@
