# make help lists what there is. Everything lives in .venv (programs) and .data (data); neither is in git.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help serve install test lint prove bench lighthouse format clean

# The newest Python that really runs (a pyenv shim may not); PYTHON=/path/to/python make ... chooses another.
MODERN := 'import sys; sys.exit(sys.version_info < (3, 11))'
PYTHON ?= $(shell for python in python3.13 python3.12 python3.11 python3; do \
	$$python -c $(MODERN) >/dev/null 2>&1 && echo $$python && break; done)
RUN := .venv/bin/python

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## /make \1	/p' Makefile

serve: .venv/installed ## Serve the site on http://127.0.0.1:8000 (elsewhere: PORT=8123 make serve)
	@exec $(RUN) manage.py serve

install: .venv/installed ## Install what the site needs into .venv

test: .venv/installed-dev ## Lint, check types and migrations, and run all tests
	@$(MAKE) --no-print-directory lint
	@$(RUN) -m pytest

lint: .venv/installed-dev ## Everything that make test does before the tests
	@$(RUN) -m ruff check
	@$(RUN) -m ruff format --check
	@$(RUN) -m mypy
	@DJANGO_SETTINGS_MODULE=tests.settings $(RUN) manage.py makemigrations --check --dry-run

prove: .venv/installed ## Bring the errors of all proved articles about and apply their fixes; MINUTES=10 limits it
	@$(RUN) manage.py prove_fixes $(if $(MINUTES),--minutes $(MINUTES))

bench: .venv/installed-dev ## Measure recall, speed and scale beside other ways to search, and write them into the README (a quarter of an hour)
	@$(RUN) -m tests.bench --write
	@$(RUN) -m tests.webbench --write
	@$(RUN) -m tests.deskbench --write

lighthouse: .venv/installed-dev ## Measure home, an article and an answer with Lighthouse (needs Node.js and Chromium)
	@$(RUN) -m tests.lighthouse

format: .venv/installed-dev ## Format the code, and mend what the linter can
	@$(RUN) -m ruff check --fix
	@$(RUN) -m ruff format

clean: ## Remove all that was installed or made, but not the data in .data
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .data/static .data/tests
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/installed: requirements.txt
.venv/installed-dev: requirements-dev.txt requirements.txt

.venv/installed .venv/installed-dev: | .venv/bin/pip
	@echo "Installing $< (the first time takes a minute)"
	@$(RUN) -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

.venv/bin/pip:
	@$(if $(PYTHON),$(PYTHON),python3) -c $(MODERN) 2>/dev/null || { \
		echo "Python 3.11 or newer is needed$(if $(PYTHON),; $(PYTHON) is not,, and none was found). Install it, or name it: PYTHON=/path/to/python3.13 make" >&2; exit 1; }
	@$(PYTHON) -m venv --clear .venv || { rm -rf .venv; \
		echo "Python's venv module is missing or failed (see above). On Debian or Ubuntu: apt install python3-venv" >&2; exit 1; }
