# `make` lists the targets. Everything installed lands in .venv, everything running in var.
PYTHON ?= python3
PORT ?= 8000
PIP = .venv/bin/pip --disable-pip-version-check --quiet
# Libraries WeasyPrint loads for the PDF, and the Debian packages they are in.
PDF_LIBRARIES = libpango-1.0.so.0 libpangoft2-1.0.so.0 libharfbuzz-subset.so.0
PDF_PACKAGES = libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
CHROMIUM = /usr/bin/chromium
APT = DEBIAN_FRONTEND=noninteractive apt-get

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

.PHONY: help
help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## */\1|/' | awk -F'|' '{printf "make %-10s %s\n", $$1, $$2}'

.PHONY: demo
demo: install pdf-libraries ## the application with example data on http://127.0.0.1:8000 (PORT=8001 for another port)
	@exec .venv/bin/python manage.py demo --port $(PORT)

.PHONY: test
test: install pdf-libraries chromium ## all tests, on services of their own
	@exec .venv/bin/python -m pytest -n 2 --dist worksteal $(ARGS)

.PHONY: bench
bench: install ## what our rules cost, as ratios; some minutes, writes docs/metingen.md
	@exec .venv/bin/python -m bench $(ARGS)

.PHONY: matrix
matrix: install ## walk every address as everybody and write the counts in docs/matrix.md
	@MATRIX=1 exec .venv/bin/python -m pytest -q -n 0 tests/verhalen/test_matrix.py

.PHONY: lint
lint: install ## style and the one direction of imports
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check --quiet . || { .venv/bin/ruff format --check .; exit 1; }
	@.venv/bin/lint-imports

.PHONY: types
types: install ## mypy
	@.venv/bin/mypy

.PHONY: lock
lock: ## choose versions anew (needs uv and npm): requirements.lock, package-lock.json
	uv pip compile --universal --python-version 3.11 --all-extras --generate-hashes --no-emit-index-url --no-header --quiet pyproject.toml --output-file requirements.lock
	npm install --package-lock-only --ignore-scripts

.PHONY: install
install: static/vendor/.stamp ## the locked packages in .venv (done by the others when needed)

.venv/.locked: requirements.lock
	@echo "Pakketten installeren ..."
# A venv that works is kept: made again by another Python it would break under whoever uses it.
	@.venv/bin/python -c 'import pip, ssl' 2>/dev/null || $(PYTHON) -m venv --clear .venv
	@$(PIP) install --require-hashes -r requirements.lock
	@touch $@

static/vendor/.stamp: .venv/.locked pyproject.toml package.json package-lock.json .npmrc hatch_build.py
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.PHONY: pdf-libraries
pdf-libraries: install
	@.venv/bin/python -c 'import ctypes, sys; [ctypes.CDLL(name) for name in sys.argv[1:]]' $(PDF_LIBRARIES) 2>/dev/null \
	|| if [ "$$(id -u)" = 0 ]; then \
		echo "Bibliotheken voor de PDF installeren ..."; \
		{ $(APT) update -qq && $(APT) install -qq -y --no-install-recommends $(PDF_PACKAGES); } >/dev/null; \
	else \
		echo "Voor de PDF ontbreken bibliotheken. Installeer ze met: sudo apt-get install -y $(PDF_PACKAGES)" >&2; exit 1; \
	fi

.PHONY: chromium
chromium:
	@[ -x $(CHROMIUM) ] || if [ "$$(id -u)" = 0 ]; then \
		echo "Chromium voor de browsertests installeren ..."; \
		{ $(APT) update -qq && $(APT) install -qq -y --no-install-recommends chromium; } >/dev/null; \
	else \
		echo "LET OP: zonder chromium draaien de browsertests niet. Installeer met: sudo apt-get install -y chromium" >&2; \
	fi
