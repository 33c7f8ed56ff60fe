# Every command that people and machines run here; INTERFACE.md in the documents of the project describes them.
SHELL := /bin/sh
.DEFAULT_GOAL := run
.PHONY: run test check bench screenshots install install-dev lock clean reset

PYTHON ?= python3
PORT ?= 8000
# One worker for each core; the browser tests stay together on one of them.
# Without groups loadgroup hands out the tests one by one to whoever is free, so both cores end together.
PYTEST_ARGS ?= --numprocesses auto --dist loadgroup
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --require-hashes --progress-bar off --no-warn-script-location

# Some surroundings forbid Python to keep what it compiled; every process would then take twice as long to start.
unexport PYTHONDONTWRITEBYTECODE

# A stamp tells whether what is installed is what requirements/ says.
RUN_STAMP := .venv/installed-run
DEV_STAMP := .venv/installed-dev
PEERS_STAMP := var/peers/installed

run: install
	@PORT=$(PORT) exec $(BIN)/python -m csoregistry.up

install: $(RUN_STAMP)

install-dev: $(DEV_STAMP)

.venv/bin/python:
	@echo "==> Making a virtual environment in .venv"
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv .venv

$(RUN_STAMP): requirements/run.txt | .venv/bin/python
	@echo "==> Installing $$(grep -c '==' requirements/run.txt) locked packages (a minute or two)"
	@$(PIP) -r requirements/run.txt
	@touch $@

$(DEV_STAMP): requirements/dev.txt $(RUN_STAMP)
	@echo "==> Installing what tests and checks need"
	@$(PIP) -r requirements/dev.txt
	@touch $@

test: install-dev
	@tests/browser/install.sh
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

# The pictures of the README, taken by the browser tests.
screenshots: install-dev
	@tests/browser/install.sh
	@SCREENSHOTS=1 $(BIN)/python -m pytest tests/browser/test_pictures.py tests/browser/test_admin.py

check: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	$(BIN)/lint-imports --no-logo 2>/dev/null || $(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py check --database default --fail-level WARNING
	DEBUG=false CSRF_TRUSTED_ORIGINS=https://registry.example.org ALLOWED_HOSTS=registry.example.org \
		$(BIN)/python manage.py check --deploy --fail-level WARNING
	$(BIN)/python -m csoregistry.translations check
	git ls-files -z -- '*.html' | xargs -0 -r $(BIN)/djade --check --target-version 5.2

bench: install-dev $(PEERS_STAMP)
	@$(BIN)/python -m bench $(ONLY)

$(PEERS_STAMP): requirements/peers.txt | $(DEV_STAMP)
	@echo "==> Installing what is measured beside ours into var/peers"
	@rm -rf var/peers
	@$(PIP) --target var/peers -r requirements/peers.txt
	@touch $@

# uv, in a throw-away environment, reads pyproject.toml; the files name no package index.
lock: .venv/bin/python
	@$(PYTHON) -m venv var/uv && var/uv/bin/pip --disable-pip-version-check install --quiet uv
	@set -e; for kind in run dev; do \
		groups=$$( [ $$kind = dev ] && echo --group dev || true ); \
		same=$$( [ $$kind = dev ] && echo --constraint requirements/run.txt || true ); \
		var/uv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
			--no-emit-find-links --custom-compile-command "make lock" $$same $$groups pyproject.toml -o requirements/$$kind.txt; \
	done; \
	var/uv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --custom-compile-command "make lock" --group peers -o requirements/peers.txt

clean:
	@$(BIN)/python manage.py stop_servers 2>/dev/null || true
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} + ; rm -rf .mypy_cache .ruff_cache .import_linter_cache .hypothesis var/static

# Deletes every record of this checkout's embedded database.
reset: clean
	@rm -rf var
